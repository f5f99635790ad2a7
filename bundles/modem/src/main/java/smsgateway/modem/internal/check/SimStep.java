package smsgateway.modem.internal.check;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import smsgateway.api.driver.ModemProfile;
import smsgateway.modem.internal.Answer;
import smsgateway.modem.internal.SimState;
import smsgateway.modem.internal.TestBench;
import smsgateway.modem.internal.Timing;

/** The part of a device test that is about the SIM and its PIN. */
final class SimStep {
  private static final double QUERY = 15;
  private static final double BUSY = 20;
  private static final double POLL = 2;

  private final Trial trial;

  SimStep(Trial trial) {
    this.trial = trial;
  }

  /** Whether the SIM can be used, as far as the device tells. */
  boolean run() throws IOException {
    trial.transcript().step("SIM");
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
      case "SILENT", "CME -1", "CME 3", "CME 4", "CME 100" -> untold();
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
    trial.transcript().ok(sentence);
    trial.findings().sim(state);
    return true;
  }

  private boolean bad(String sentence, String state) {
    trial.transcript().fail(sentence);
    trial.findings().sim(state);
    return false;
  }

  private boolean untold() {
    trial
        .transcript()
        .warn(
            "The device does not tell whether its SIM needs a PIN; if it does, enter it at the device"
                + " first.");
    trial.findings().sim("does not tell");
    return true;
  }

  private boolean unlock() throws IOException {
    if (trial.request().pin().isEmpty()) {
      return bad(
          "The SIM asks for its PIN: test again with --pin and the PIN before the port; it is sent once.",
          "needs its PIN");
    }
    // Only the family says how to ask for the tries that are left.
    ModemProfile profile =
        trial
            .bench()
            .choose(trial.line().identify())
            .map(TestBench.Choice::profile)
            .orElse(new ModemProfile(Map.of()));
    Optional<String> refusal =
        trial.line().unlock(trial.request().port(), trial.request().pin(), profile);
    return refusal.isEmpty()
        ? good("The SIM has accepted the PIN and is ready.", "ready with PIN")
        : bad(sentence(refusal.get()), "PIN not accepted");
  }

  private static String sentence(String reason) {
    return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".";
  }

  private String settled() throws IOException {
    long end = trial.timing().after(trial.request().patient() ? BUSY : 0);
    String state = query();
    while (state.equals("BUSY") && !Timing.passed(end)) {
      trial.line().pause(POLL);
      state = query();
    }
    return state;
  }

  /** The code of {@code +CPIN}, or BUSY, SILENT or the error. */
  private String query() throws IOException {
    Answer answer = trial.line().command("AT+CPIN?", QUERY, "+CPIN:", 1);
    return SimState.of(answer);
  }
}
