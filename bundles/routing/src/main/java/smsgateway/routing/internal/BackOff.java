package smsgateway.routing.internal;

import java.time.Duration;

/** Pauses that double from 1 s to 8 s while the store does not answer. For one thread. */
final class BackOff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(8);

  private Duration next = FIRST;

  /** The pause to make now. */
  Duration next() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return now;
  }

  /** The store answered. */
  void reset() {
    next = FIRST;
  }
}
