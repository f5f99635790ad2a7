package smsgateway.emulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a modem has counted since it was made. Safe for any number of threads. */
public final class Counters {
  private static final int MAX_TIMES = 1_000_000;
  private static final int MAX_LINES = 10_000;
  private final List<Long> typed = new ArrayList<>();
  private final List<Long> accepted = new ArrayList<>();
  private final Map<String, Long> lines = new HashMap<>();
  private long acceptedCount;
  private long lostReports;

  Counters() {}

  synchronized void line(String line) {
    if (lines.size() < MAX_LINES || lines.containsKey(line)) {
      lines.merge(line, 1L, Long::sum);
    }
  }

  synchronized void typed(long nanos) {
    if (typed.size() < MAX_TIMES) {
      typed.add(nanos);
    }
  }

  synchronized void accepted(long nanos) {
    acceptedCount++;
    if (accepted.size() < MAX_TIMES) {
      accepted.add(nanos);
    }
  }

  synchronized void reportLost() {
    lostReports++;
  }

  /** How often exactly this command line came; of the first 10,000 different ones. */
  public synchronized long lines(String line) {
    return lines.getOrDefault(line, 0L);
  }

  /** Submits that the service centre accepted from this modem. */
  public synchronized long accepted() {
    return acceptedCount;
  }

  /** {@link System#nanoTime} of each Ctrl-Z in a prompt, the first million. */
  public synchronized List<Long> typedNanos() {
    return List.copyOf(typed);
  }

  /** {@link System#nanoTime} of each acceptance, the first million. */
  public synchronized List<Long> acceptedNanos() {
    return List.copyOf(accepted);
  }

  /** Status reports that had no route ({@code +CNMI} ds 0 without an SR storage). */
  public synchronized long lostReports() {
    return lostReports;
  }
}
