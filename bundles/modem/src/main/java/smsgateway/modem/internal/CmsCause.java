package smsgateway.modem.internal;

import java.util.Map;
import java.util.Set;
import smsgateway.api.driver.ModemProfile;

/**
 * What a failure cause of a submit means for the message and for the modem (3GPP TS 27.005 §3.2.5,
 * 24.011 §8.2.5.4, 23.040 §9.2.3.22). Causes that no table names are taken as passing, for three
 * tries.
 */
enum CmsCause {
  /** Wrong for this message: never again. */
  PERMANENT,
  /** Passes: try again later. */
  TRANSIENT,
  /** Whether the service centre has it is not known. */
  UNCERTAIN,
  /** The modem is at fault. */
  MODEM,
  /** SIM or account do not allow it: a person must act. */
  ACCOUNT,
  /** No service centre number. */
  NO_SMSC;

  private static final Set<Integer> PERMANENT_CAUSES =
      Set.of(
          1, 10, 96, 128, 129, 130, 143, 144, 145, 159, 160, 161, 175, 176, 195, 196, 198, 199, 304,
          305, 516, 517, 519, 520, 549, 550, 551, 553, 554);
  private static final Set<Integer> MODEM_CAUSES =
      Set.of(81, 95, 97, 99, 210, 300, 301, 303, 313, 320);
  private static final Set<Integer> ACCOUNT_CAUSES =
      Set.of(8, 28, 29, 30, 50, 69, 193, 213, 310, 311, 312, 315, 316, 538);

  /** Above those of network and service centre, which all have a meaning. */
  private static final Set<Integer> PASSING =
      Set.of(
          302, 314, 317, 318, 321, 322, 331, 340, 500, 512, 513, 514, 515, 521, 522, 532, 535, 615,
          616);

  private static final int LAST_CAUSE = 255;
  private static final int UNKNOWN_TRIES = 3;
  private static final Map<Integer, CmsCause> SECOND_TIME = Map.of(21, PERMANENT, 302, MODEM);
  private static final Set<Integer> NETWORK_CAUSES = Set.of(38, 41, 42, 47, 331, 332, 500);
  private static final Set<Integer> SIM_CME = Set.of(5, 6, 7, 10, 11, 12, 15, 16, 262);
  private static final Set<Integer> MODEM_CME = Set.of(0, 1, 2, 13, 60);

  /** The same, where a family's own meaning {@code code:class} goes first. */
  static CmsCause of(int code, int attempt, ModemProfile profile) {
    for (String own : profile.list("errors", ",")) {
      if (own.startsWith(code + ":")) {
        return switch (own.substring(own.indexOf(':') + 1).strip()) {
          case "P" -> PERMANENT;
          case "R" -> MODEM;
          case "S" -> ACCOUNT;
          default -> TRANSIENT;
        };
      }
    }
    return of(code, attempt);
  }

  /** The meaning of {@code +CMS ERROR: code} at the given attempt, 1 for the first. */
  static CmsCause of(int code, int attempt) {
    if (code == 330) {
      return NO_SMSC;
    }
    if (code == 332) {
      return UNCERTAIN;
    }
    if (attempt >= UNKNOWN_TRIES && code > LAST_CAUSE && !PASSING.contains(code)) {
      // Nobody knows what it means; what passes has passed by now.
      return code(code, PERMANENT);
    }
    if (attempt > 1 && code >= 224 && code <= 254) {
      return PERMANENT;
    }
    if (attempt > 1 && SECOND_TIME.containsKey(code)) {
      return SECOND_TIME.get(code);
    }
    return code(code, TRANSIENT);
  }

  /** By the tables, or the given meaning. */
  private static CmsCause code(int code, CmsCause otherwise) {
    return PERMANENT_CAUSES.contains(code)
        ? PERMANENT
        : MODEM_CAUSES.contains(code) ? MODEM : ACCOUNT_CAUSES.contains(code) ? ACCOUNT : otherwise;
  }

  /** Whether a cause that passes may come of a radio that is stuck. */
  static boolean wantsNetwork(int code) {
    return NETWORK_CAUSES.contains(code);
  }

  /** The meaning of {@code +CME ERROR: code} (3GPP TS 27.007 §9.2). */
  static CmsCause ofEquipment(int code) {
    return SIM_CME.contains(code) ? ACCOUNT : MODEM_CME.contains(code) ? MODEM : TRANSIENT;
  }
}
