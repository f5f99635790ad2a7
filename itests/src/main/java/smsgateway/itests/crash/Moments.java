package smsgateway.itests.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.crash.Kill.Phase;

/** Puts what the modem saw, what is stored and the kills on one time line. */
final class Moments {
  private final long anchorMillis = System.currentTimeMillis();
  private final long anchorNanos = System.nanoTime();
  private final PhoneNet net;

  Moments(PhoneNet net) {
    this.net = net;
  }

  /** Milliseconds since 1970. */
  long now() {
    return System.currentTimeMillis();
  }

  /** A {@link System#nanoTime} of this process as milliseconds since 1970. */
  long millis(long nanos) {
    return anchorMillis + TimeUnit.NANOSECONDS.toMillis(nanos - anchorNanos);
  }

  /**
   * The phase of each kill. An intent without an outcome belongs to the kill that ended its
   * process; whether its Ctrl-Z was typed, the modem knows.
   */
  List<Phase> phases(List<Kill> kills, Rows rows) {
    List<Long> intents =
        rows.all("SELECT intent_at FROM attempt WHERE outcome IS NULL ORDER BY intent_at").stream()
            .map(r -> r.number(1))
            .toList();
    List<Long> sessions =
        rows.all("SELECT opened_at FROM modem_session").stream().map(r -> r.number(1)).toList();
    List<Long> typed =
        net.modem().counters().typedNanos().stream().map(this::millis).sorted().toList();
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < kills.size(); i++) {
      Kill kill = kills.get(i);
      // What was still in the line is typed a little later than the kill.
      long next = i + 1 < kills.size() ? kills.get(i + 1).started() : kill.ended() + 1000;
      var intent = intents.stream().filter(t -> within(t, kill.started(), kill.ended())).findAny();
      if (intent.isPresent()) {
        boolean sent = typed.stream().anyMatch(t -> within(t, intent.get(), next));
        phases.add(sent ? Phase.BEFORE_OUTCOME : Phase.BEFORE_CTRL_Z);
      } else {
        boolean open = sessions.stream().anyMatch(t -> within(t, kill.started(), kill.ended()));
        phases.add(open ? Phase.BETWEEN_SUBMITS : Phase.STARTING);
      }
    }
    return phases;
  }

  private static boolean within(long time, long from, long to) {
    return time >= from && time <= to;
  }
}
