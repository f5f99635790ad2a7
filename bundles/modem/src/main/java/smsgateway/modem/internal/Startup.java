package smsgateway.modem.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.api.driver.ModemProfile;

/** The first commands to a modem: find it, ask who it is, bring it into a known state. */
final class Startup {
  private static final double SHORT = 5;
  private static final double RADIO = 15;
  private static final double RADIO_OFF = 3;
  private static final double RADIO_ON = 5;
  private static final double OPERATOR = 120;
  private static final double ANSWER = 1;
  private static final double STALE = 0.1;
  private static final double GUARD = 1.1;
  private static final double SETTLE = 0.5;
  private static final int TRIES = 3;

  private final AtChannel at;
  private final Timing timing;

  Startup(AtChannel at, Timing timing) {
    this.at = at;
    this.timing = timing;
  }

  /** Whether something answers {@code AT}; forgets what was left from before. */
  boolean sync() throws IOException {
    at.write("", "\u001b\r");
    at.pause(STALE);
    long begun = System.nanoTime();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      at.write("AT", "\r");
      long deadline = timing.after(ANSWER);
      for (Events.Event event = at.next(deadline); event != null; event = at.next(deadline)) {
        if (event instanceof Events.Line line && fine(line.text())) {
          at.latency(System.nanoTime() - begun);
          at.doubt();
          at.answered();
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Brings a modem that still has its line out of a call or a half-typed command (ITU-T V.250 §6.2)
   * into its stored settings; true when it answers afterwards. Never Ctrl-Z: it would submit a PDU
   * whose end was lost, behind the store's back.
   */
  boolean restartDialogue() throws IOException {
    at.pause(GUARD);
    at.write("+++", "");
    at.pause(GUARD);
    at.write("ATH", "\r");
    at.pause(SETTLE);
    at.write("ATZ", "\r");
    at.pause(SETTLE);
    return sync();
  }

  /** {@code 0} is OK where result codes are numbers. */
  static boolean fine(String line) {
    return line.equals("0") || FinalResult.of(line).map(FinalResult::ok).orElse(false);
  }

  /** IMEI of the device; empty when it does not tell it, as old phones do before their PIN. */
  String imei() throws IOException {
    String digits = at.insist("AT+CGSN", SHORT).text("+CGSN:").replaceAll("[^0-9]", "");
    return digits.length() >= 14 && digits.length() <= 16 ? digits : "";
  }

  /**
   * Echo off, and words as results. Blind, because a modem that answers in numbers is not
   * understood before; what it answers is awaited here, or it might be taken for a later answer.
   */
  void words() throws IOException {
    at.anew();
    at.write("ATE0V1Q0", "\r");
    long deadline = timing.after(ANSWER);
    Events.Event event = at.next(deadline);
    while (event != null && !ends(event)) {
      event = at.next(deadline);
    }
    if (event == null) {
      at.doubt();
    }
  }

  private static boolean ends(Events.Event event) {
    return event instanceof Events.Line line
        && (line.text().equals("0")
            || line.text().equals("4")
            || FinalResult.of(line.text()).isPresent());
  }

  /**
   * Echo off, words as results, and what the modem says about itself.
   *
   * @param usb vendor and product of its port, or empty
   */
  ModemIdentity identify(String usb) throws IOException {
    words();
    at.insist("ATE0", SHORT);
    at.insist("AT+CMEE=1", SHORT);
    return new ModemIdentity(
        at.insist("AT+CGMI", SHORT).text("+CGMI:"),
        at.insist("AT+CGMM", SHORT).text("+CGMM:"),
        at.insist("AT+CGMR", SHORT).text("+CGMR:"),
        at.insist("ATI", SHORT).text("ATI"),
        at.insist("AT+CGSN", SHORT).text("+CGSN:").replaceAll("[^0-9]", ""),
        usb);
  }

  /** The family's own commands, and the radio. */
  void prepare(ModemProfile profile) throws IOException {
    at.apply(profile);
    double patience = profile.number("optional.seconds", (int) SHORT);
    for (String command : profile.list("init", ";")) {
      at.command(command, patience);
    }
    if (!profile.flag("radio", true)) {
      return;
    }
    Answer radio = at.command("AT+CFUN?", patience);
    List<String> fields = AtFields.split(radio.value("+CFUN:").orElse("1"));
    if (AtFields.number(fields, 0, 1) == 0 || AtFields.number(fields, 0, 1) == 4) {
      at.command("AT+CFUN=1", RADIO);
    }
  }

  /**
   * Switches the radio off and on, and has the modem look for a network, unless its family forbids
   * that.
   */
  void cycleRadio(ModemProfile profile) throws IOException {
    if (!profile.flag("radio", true)) {
      return;
    }
    if (!at.command("AT+CFUN=4", RADIO).ok()) {
      at.command("AT+CFUN=0", RADIO);
    }
    at.pause(RADIO_OFF);
    at.command("AT+CFUN=1", RADIO);
    at.pause(RADIO_ON);
    at.command("AT+COPS=0", OPERATOR);
  }

  /** IMSI of the SIM; empty when the modem does not tell it. */
  Optional<String> imsi(SmsSetup setup) throws IOException {
    String digits = setup.patiently("AT+CIMI").text("+CIMI:").replaceAll("[^0-9]", "");
    return digits.length() >= 6 && digits.length() <= 15 ? Optional.of(digits) : Optional.empty();
  }
}
