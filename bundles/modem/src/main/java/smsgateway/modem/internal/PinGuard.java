package smsgateway.modem.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.driver.ModemProfile;

/**
 * Brings the SIM past its PIN (3GPP TS 27.007 §8.3) without ever risking it: a PIN is sent only
 * when the modem asks for exactly that, once per SIM and PIN value, and not when fewer than three
 * tries are left. A PUK is never sent.
 */
final class PinGuard {
  private static final Logger LOG = LoggerFactory.getLogger(PinGuard.class);
  private static final int ALL_TRIES = 3;
  private static final double QUERY = 15;
  private static final double ENTER = 30;
  private static final double SETTLE = 20;
  private static final double POLL = 2;

  private final AtChannel at;
  private final ModemSettings settings;
  private final ModemProfile profile;
  private final PinAttempts attempts;
  private final Timing timing;

  PinGuard(
      AtChannel at,
      ModemSettings settings,
      ModemProfile profile,
      PinAttempts attempts,
      Timing timing) {
    this.at = at;
    this.settings = settings;
    this.profile = profile;
    this.attempts = attempts;
    this.timing = timing;
  }

  /**
   * Asks for the SIM's state and enters the PIN where that is safe.
   *
   * @return empty when the SIM is usable, else why not and what to do
   */
  Optional<String> unlock() throws IOException {
    String state = settled();
    if (!state.equals("SIM PIN")) {
      return refusal(state);
    }
    if (settings.pin().isEmpty()) {
      return Optional.of("SIM needs a PIN; set pin in " + settings.file());
    }
    Optional<String> sim = iccid();
    Optional<Path> tried = attempts.tried(settings.port(), sim, settings.pin());
    if (tried.isPresent()) {
      return Optional.of(
          "the PIN was tried once on this SIM and not accepted; correct pin in "
              + settings.file()
              + ", or enter it by hand; to try the same again delete "
              + tried.get());
    }
    int left = triesLeft();
    if (left < ALL_TRIES) {
      return Optional.of(
          "only " + left + " PIN tries are left, so none is made; enter the PIN in a phone once");
    }
    return enter(sim);
  }

  private Optional<String> enter(Optional<String> sim) throws IOException {
    try {
      attempts.note(settings.port(), sim, settings.pin());
    } catch (IOException e) {
      return Optional.of("the PIN is not sent because " + attempts.folder() + " cannot be written");
    }
    LOG.info("modem {}: entering the PIN", settings.name());
    Answer answer = at.command("AT+CPIN=\"" + settings.pin() + "\"", ENTER);
    FinalResult result = answer.result();
    if (result.kind() == FinalResult.Kind.CME && result.code() == 12) {
      return refusal("SIM PUK");
    }
    at.pause(profile.number("pin.settleSeconds", 0));
    boolean wrong = result.kind() == FinalResult.Kind.CME && result.code() == 16;
    String state = wrong ? "SIM PIN" : afterPin();
    if (state.equals("SIM PIN")) {
      return Optional.of("the SIM did not accept the PIN; correct pin in " + settings.file());
    }
    Optional<String> refusal = refusal(state);
    if (refusal.isEmpty()) {
      attempts.right(settings.port(), sim, settings.pin());
    }
    return refusal;
  }

  /** The state after the PIN: the SIM may ask for it some seconds longer. */
  private String afterPin() throws IOException {
    long end = timing.after(SETTLE);
    String state = query();
    while ((state.equals("SIM PIN") || state.equals("BUSY")) && !Timing.passed(end)) {
      at.pause(POLL);
      state = query();
    }
    return state;
  }

  private String settled() throws IOException {
    long end = timing.after(SETTLE);
    String state = query();
    while (state.equals("BUSY") && !Timing.passed(end)) {
      at.pause(POLL);
      state = query();
    }
    return state;
  }

  /** The code of {@code +CPIN}, or BUSY, SILENT or the error. */
  private String query() throws IOException {
    if (profile.text("pin", "auto").equals("manual")) {
      return "SILENT";
    }
    double grace = profile.flag("cpin.noOk", false) ? 0 : 1;
    Answer answer = at.insist("AT+CPIN?", QUERY, "+CPIN:", grace);
    return SimState.of(answer);
  }

  private Optional<String> refusal(String state) {
    return switch (state) {
      // A modem without AT+CPIN? has had its PIN entered by hand; SMS need no second PIN.
      case "READY", "SILENT", "SIM PIN2", "SIM PUK2", "CME 17", "CME 18", "CME 3", "CME 4" ->
          Optional.empty();
      case "SIM PUK", "CME 12" ->
          Optional.of("SIM needs its PUK; enter it in a phone, the gateway never does");
      case "CME 10" -> Optional.of("there is no SIM; insert one");
      case "BUSY" -> Optional.of("the SIM stays busy; check that it is seated well");
      default -> Optional.of("the SIM is not usable (" + state + "); check it in a phone");
    };
  }

  /** Not every modem tells the ICCID before the PIN. */
  private Optional<String> iccid() throws IOException {
    Answer answer = at.command("AT+CCID", 5);
    String digits =
        answer.value("+CCID:").orElse(answer.text("+CCID:")).replaceAll("[^0-9A-Fa-f]", "");
    return answer.ok() && digits.length() >= 18 ? Optional.of(digits) : Optional.empty();
  }

  private int triesLeft() throws IOException {
    String counter = profile.text("pin.counter", "");
    if (!counter.isEmpty()) {
      Pattern pattern = Pattern.compile(profile.text("pin.counterPattern", "$^"));
      return at.command(counter, 5).lines().stream()
          .map(pattern::matcher)
          .filter(Matcher::find)
          .findFirst()
          .map(m -> Integer.parseInt(m.group(1)))
          .orElse(ALL_TRIES);
    }
    Answer answer = at.command("AT+CPINR", 5);
    for (String line : answer.lines()) {
      List<String> fields = AtFields.split(Answer.after(line, "+CPINR:"));
      if (Answer.has(line, "+CPINR:") && fields.get(0).equalsIgnoreCase("SIM PIN")) {
        return AtFields.number(fields, 1, ALL_TRIES);
      }
    }
    return ALL_TRIES;
  }
}
