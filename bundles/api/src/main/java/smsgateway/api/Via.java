package smsgateway.api;

import java.time.Duration;
import java.util.List;

/**
 * Over which modems a message may go, and how soon. A modem that is not named by {@code choices}
 * may send it too, as the last choice, unless {@code only} is set.
 *
 * @param choices names of modems in order of preference; those in one list are equals. A name that
 *     begins with {@link #SIM} stands for the modem that has this SIM. Empty: every modem
 * @param only whether nobody but the named ones may send it; with no {@code choices} of no meaning
 * @param patience how long a choice must not have asked for work before the next one may send it
 * @param priority 0 (normal) to 9: of what waits, higher goes first
 * @param reason why, as a short phrase for the administrator; may be empty
 */
public record Via(
    List<List<String>> choices, boolean only, Duration patience, int priority, String reason)
    implements RoutingRule.Verdict {

  /** Any modem, in turn. */
  public static final Via ANY = new Via(List.of(), false, Duration.ZERO, 0, "");

  /** Begins the name of a choice that is a SIM, followed by its identity. */
  public static final String SIM = "sim:";

  /** The highest priority. */
  public static final int URGENT = 9;

  /** Copies the lists. */
  public Via {
    choices = choices.stream().map(List::copyOf).toList();
  }

  /** The same modems, with this priority unless the present one is higher. */
  public Via atLeast(int wanted) {
    return new Via(choices, only, patience, Math.max(priority, wanted), reason);
  }
}
