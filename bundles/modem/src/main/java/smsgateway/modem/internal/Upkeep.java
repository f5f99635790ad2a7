package smsgateway.modem.internal;

import java.io.IOException;
import smsgateway.api.driver.ModemProfile;

/**
 * Watches what a modem may lose without a word: its settings, as after a restart that it did not
 * announce. Worker thread only.
 */
final class Upkeep {
  private static final double SHORT = 5;
  private static final int TEN_MINUTES = 600;

  private final AtChannel at;
  private final Timing timing;
  private final double pause;
  private final String sim;
  private final String indications;
  private long checkAt;

  /**
   * Reads the SIM's state as the set-up has just left it.
   *
   * @param indications how messages are announced since then; empty when the modem does not tell
   */
  Upkeep(AtChannel at, ModemProfile profile, String indications, Timing timing) throws IOException {
    this.at = at;
    this.timing = timing;
    // Where the PIN is entered by hand nothing about it is ever sent.
    this.sim = profile.text("pin", "auto").equals("manual") ? "" : sim();
    this.indications = indications;
    this.pause = profile.number("cnmi.verifySeconds", TEN_MINUTES);
    this.checkAt = timing.after(pause);
  }

  private String sim() throws IOException {
    return at.command("AT+CPIN?", SHORT, "+CPIN:", 1).value("+CPIN:").orElse("");
  }

  private String indications() throws IOException {
    return SmsSetup.indications(at, SHORT);
  }

  /** Whether SIM and settings are as they were; what a modem never told is not asked again. */
  boolean settingsKept() throws IOException {
    checkAt = timing.after(pause);
    // A lost answer is no lost setting: asked twice.
    return (sim.isEmpty() || sim.equals(sim()) || sim.equals(sim()))
        && (indications.isEmpty()
            || indications.equals(indications())
            || indications.equals(indications()));
  }

  /** Whether it is time to ask again. */
  boolean checkDue() {
    return Timing.passed(checkAt);
  }
}
