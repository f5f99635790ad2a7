package smsgateway.modem.internal.check;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import smsgateway.api.ModemActions.TestPort;
import smsgateway.modem.internal.Answer;
import smsgateway.modem.internal.FinalResult;
import smsgateway.modem.internal.TestLine;
import smsgateway.modem.internal.Timing;

/** The part of a device test that is about the SIM and its PIN. */
final class SimStep {
  private static final double QUERY = 15;
  private static final double BUSY = 20;
  private static final double POLL = 2;

  private final TestLine line;
  private final Transcript transcript;
  private final Timing timing;
  private final TestPort request;
  private final Findings findings;

  SimStep(
      TestLine line, Transcript transcript, Timing timing, TestPort request, Findings findings) {
    this.line = line;
    this.transcript = transcript;
    this.timing = timing;
    this.request = request;
    this.findings = findings;
  }

  /** Whether the SIM can be used, as far as the device tells. */
  boolean run() throws IOException {
    transcript.step("SIM");
    String state = settled();
    return switch (state) {
      case "READY", "SIM PIN2", "SIM PUK2", "CME 17", "CME 18" ->
          good("The SIM is ready.", "ready");
      case "SIM PIN", "CME 11" -> unlock();
      case "SIM PUK", "CME 12" ->
          bad(
              "The SIM needs its PUK: enter it in a phone; the gateway never does.",
              "needs its PUK");
      case "CME 10" -> bad("There is no SIM in the device: insert one.", "no SIM");
      case "BUSY" ->
          bad("The SIM stays busy: check that it is seated well, and test again.", "stays busy");
      case "SILENT", "CME 3", "CME 4", "CME 100" -> untold();
      default -> other(state);
    };
  }

  private boolean other(String state) {
    String lock = "The device is locked to another SIM or network (" + state + ")";
    return state.startsWith("PH-")
        ? bad(lock + ": have it unlocked by who sold it.", "locked: " + state)
        : bad("The SIM cannot be used (" + state + "): try it in a phone.", state);
  }

  private boolean good(String sentence, String state) {
    transcript.ok(sentence);
    findings.sim(state);
    return true;
  }

  private boolean bad(String sentence, String state) {
    transcript.fail(sentence);
    findings.sim(state);
    return false;
  }

  private boolean untold() {
    transcript.warn(
        "The device does not tell whether its SIM needs a PIN; if it does, enter it at the device"
            + " first.");
    findings.sim("does not tell");
    return true;
  }

  private boolean unlock() throws IOException {
    if (request.pin().isEmpty()) {
      return bad(
          "The SIM asks for its PIN: test again with --pin and the four digits; they are sent once.",
          "needs its PIN");
    }
    Optional<String> refusal = line.unlock(request.port(), request.pin());
    return refusal.isEmpty()
        ? good("The SIM has accepted the PIN and is ready.", "ready with PIN")
        : bad(sentence(refusal.get()), "PIN not accepted");
  }

  private static String sentence(String reason) {
    return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".";
  }

  private String settled() throws IOException {
    long end = timing.after(request.patient() ? BUSY : 0);
    String state = query();
    while (state.equals("BUSY") && !Timing.passed(end)) {
      line.pause(POLL);
      state = query();
    }
    return state;
  }

  /** The code of {@code +CPIN}, or BUSY, SILENT or the error. */
  private String query() throws IOException {
    Answer answer = line.command("AT+CPIN?", QUERY, "+CPIN:", 1);
    Optional<String> code = answer.value("+CPIN:");
    if (code.isPresent()) {
      return code.get().replace("\"", "").strip().toUpperCase(Locale.ROOT);
    }
    FinalResult result = answer.result();
    if (result.busy()) {
      return "BUSY";
    }
    // CMS 310 to 316 are the CME codes 10 to 16 of devices that have one table only.
    boolean numbered =
        result.kind() == FinalResult.Kind.CME || result.kind() == FinalResult.Kind.CMS;
    return numbered && result.code() >= 0 ? "CME " + result.code() % 300 : "SILENT";
  }
}
