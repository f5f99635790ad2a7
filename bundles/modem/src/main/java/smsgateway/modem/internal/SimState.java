package smsgateway.modem.internal;

import java.util.Locale;
import java.util.Optional;

/** Reads the answer to {@code AT+CPIN?} (3GPP TS 27.007 §8.3). Pure. */
public final class SimState {
  /** The SIM or the modem is still starting. */
  public static final String BUSY = "BUSY";

  /** The modem does not tell. */
  public static final String SILENT = "SILENT";

  /** CMS 310 to 318 are CME 10 to 18, of modems that have one table only. */
  private static final int FIRST_OF_SIM = 310;

  private static final int LAST_OF_SIM = 318;

  private SimState() {}

  /** The code of {@code +CPIN} in upper case, {@code CME 10}, {@link #BUSY} or {@link #SILENT}. */
  public static String of(Answer answer) {
    Optional<String> code = answer.value("+CPIN:");
    if (code.isPresent()) {
      return code.get().replace("\"", "").strip().toUpperCase(Locale.ROOT);
    }
    FinalResult result = answer.result();
    if (result.busy()) {
      return BUSY;
    }
    return switch (result.kind()) {
      case CME -> "CME " + result.code();
      case CMS -> sim(result.code()) ? "CME " + result.code() % 100 : SILENT;
      default -> SILENT;
    };
  }

  private static boolean sim(int cms) {
    return cms >= FIRST_OF_SIM && cms <= LAST_OF_SIM;
  }
}
