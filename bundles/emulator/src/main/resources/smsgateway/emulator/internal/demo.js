"use strict";
// Lists refresh by themselves; the forms stand outside of them, so typed text stays.
async function refresh(part) {
  try {
    const answer = await fetch("/smsgateway/demo/" + part.id);
    const html = await answer.text();
    if (answer.ok && part.dataset.shown !== html && !part.contains(document.activeElement)) {
      part.dataset.shown = html;
      part.innerHTML = html;
    }
  } catch (e) {
    // The gateway restarts; the next round tries again.
  }
}
const parts = document.querySelectorAll("[data-live]");
setInterval(() => parts.forEach(refresh), 2000);
document.addEventListener("click", (event) => {
  const phone = event.target.dataset && event.target.dataset.phone;
  if (phone) {
    document.getElementById("phone").value = phone;
    document.getElementById("answer").focus();
  }
});
