package smsgateway.emulator.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the HTML of the demonstration; every value is escaped. */
final class DemoPage {
  private static final String BASE = "/smsgateway/demo/";
  private final Demo demo;
  private final String token;
  private final DateTimeFormatter clock =
      DateTimeFormatter.ofPattern("HH:mm:ss", java.util.Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  DemoPage(Demo demo, String token) {
    this.demo = demo;
    this.token = token;
  }

  /** The page with a notice, which may be empty. */
  String whole(String notice) {
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>SMS gateway demo</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="%1$sdemo.css"><script src="%1$sdemo.js" defer></script></head>
        <body><header><h1>SMS gateway demo</h1>
        <p>Phones on the left are emulated; mails on the right are what the gateway sends.</p></header>
        %2$s<main>
        <section aria-labelledby="h-phones"><h2 id="h-phones">Phones</h2>
        %3$s<div id="phones" data-live aria-live="polite">%4$s</div></section>
        <section aria-labelledby="h-mails"><h2 id="h-mails">Mailbox</h2>
        %5$s<div id="mails" data-live aria-live="polite">%6$s</div></section>
        </main></body></html>
        """
        .formatted(
            BASE,
            notice.isEmpty() ? "" : "<p class=\"notice\" role=\"alert\">" + escape(notice) + "</p>",
            answerForm(),
            phones(),
            mailForm(),
            mails());
  }

  /** The conversations, the one with the newest message first. */
  String phones() {
    Map<String, List<Demo.Entry>> byPhone = new LinkedHashMap<>();
    for (Demo.Entry entry : demo.entries()) {
      List<Demo.Entry> earlier = byPhone.remove(entry.phone());
      List<Demo.Entry> all = earlier == null ? new ArrayList<>() : earlier;
      all.add(entry);
      byPhone.put(entry.phone(), all);
    }
    if (byPhone.isEmpty()) {
      return "<p class=\"empty\">No phone has a message yet.</p>";
    }
    StringBuilder html = new StringBuilder();
    byPhone.forEach((phone, entries) -> html.insert(0, conversation(phone, entries)));
    return html.toString();
  }

  private String conversation(String phone, List<Demo.Entry> entries) {
    StringBuilder html = new StringBuilder("<article><h3>" + escape(phone) + "</h3>");
    for (Demo.Entry entry : entries) {
      html.append("<p class=\"").append(entry.fromPhone() ? "sms out" : "sms in").append("\">");
      html.append("<span class=\"who\">").append(entry.fromPhone() ? "phone" : "gateway");
      html.append(", ").append(time(entry.time())).append("</span>");
      html.append(escape(entry.text())).append("</p>");
    }
    html.append("<button type=\"button\" data-phone=\"").append(escape(phone));
    return html.append("\">Answer from this phone</button></article>").toString();
  }

  /** The mails, newest first. */
  String mails() {
    List<Mail> mails = demo.mails();
    if (mails.isEmpty()) {
      return "<p class=\"empty\">No mail has arrived yet.</p>";
    }
    StringBuilder html = new StringBuilder();
    for (Mail mail : mails) {
      html.append("<article class=\"mail\"><h3>")
          .append(escape(mail.subject()))
          .append("</h3><dl>");
      html.append("<dt>From</dt><dd>").append(escape(mail.from())).append("</dd>");
      html.append("<dt>To</dt><dd>").append(escape(mail.to())).append("</dd>");
      html.append("<dt>Time</dt><dd>").append(time(mail.time())).append("</dd></dl>");
      html.append("<pre>").append(escape(mail.text().strip())).append("</pre></article>");
    }
    return html.toString();
  }

  private String answerForm() {
    return """
        <form method="post" action="/smsgateway/demo"><h3>Send an SMS from a phone</h3>
        <input type="hidden" name="token" value="%s"><input type="hidden" name="action" value="answer">
        <label for="phone">Phone number</label>
        <input id="phone" name="phone" required pattern="\\+?[0-9]{3,15}" value="%s">
        <label for="answer">Text</label><textarea id="answer" name="text" rows="2" required></textarea>
        <button>Send SMS</button></form>
        """
        .formatted(token, escape(lastPhone()));
  }

  private String lastPhone() {
    List<Demo.Entry> entries = demo.entries();
    return entries.isEmpty() ? "+393332000123" : entries.get(entries.size() - 1).phone();
  }

  private String mailForm() {
    return """
        <form method="post" action="/smsgateway/demo"><h3>Write a mail to the gateway</h3>
        <input type="hidden" name="token" value="%s"><input type="hidden" name="action" value="mail">
        <label for="from">From</label><input id="from" name="from" required value="%s">
        <label for="to">To</label><input id="to" name="to" required value="%s">
        <label for="subject">Subject</label><input id="subject" name="subject">
        <label for="body">Text</label><textarea id="body" name="text" rows="2"></textarea>
        <button>Send mail</button></form>
        """
        .formatted(token, escape(demo.config().sender()), escape(demo.config().recipient()));
  }

  private String time(Instant time) {
    return clock.format(time);
  }

  /** Safe as text and as value of a quoted attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
