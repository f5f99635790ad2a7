package smsgateway.modem.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a command ended: a final result code (3GPP TS 27.007 §4.2, 27.005 §3.2.5), or silence.
 *
 * @param code number of a CMS or CME error, -1 when it has none
 * @param text the line, without anything secret
 */
public record FinalResult(Kind kind, int code, String text) {
  /** The kinds. */
  public enum Kind {
    OK,
    ERROR,
    CMS,
    CME,
    /** A call ended; a final result of other commands, but never of a submit. */
    CALL,
    SILENCE
  }

  public static final FinalResult SILENCE = new FinalResult(Kind.SILENCE, -1, "no answer");
  private static final Set<String> CALL_ENDS =
      Set.of("NO CARRIER", "NO DIALTONE", "NO ANSWER", "BUSY");

  /** The final result in a line, if it is one. */
  public static Optional<FinalResult> of(String line) {
    String upper = line.toUpperCase(Locale.ROOT);
    if (upper.equals("OK")) {
      return Optional.of(new FinalResult(Kind.OK, 0, line));
    }
    if (upper.startsWith("+CMS ERROR")) {
      return Optional.of(numbered(Kind.CMS, line));
    }
    if (upper.startsWith("+CME ERROR")) {
      return Optional.of(numbered(Kind.CME, line));
    }
    if (CALL_ENDS.contains(upper)) {
      return Optional.of(new FinalResult(Kind.CALL, -1, line));
    }
    return upper.equals("ERROR")
            || upper.startsWith("COMMAND NOT SUPPORT")
            || upper.startsWith("MODEM ERROR")
        ? Optional.of(new FinalResult(Kind.ERROR, -1, line))
        : Optional.empty();
  }

  private static FinalResult numbered(Kind kind, String line) {
    String rest = line.substring("+CMS ERROR".length()).replace(":", "").strip();
    try {
      return new FinalResult(kind, Integer.parseInt(rest), line);
    } catch (NumberFormatException e) {
      return new FinalResult(kind, -1, line);
    }
  }

  public boolean ok() {
    return kind == Kind.OK;
  }

  public boolean silent() {
    return kind == Kind.SILENCE;
  }

  /** Whether the SIM or the modem is still starting: the same command may succeed soon. */
  public boolean busy() {
    return (kind == Kind.CME && (code == 14 || code == 515))
        || (kind == Kind.CMS && (code == 314 || code == 515));
  }
}
