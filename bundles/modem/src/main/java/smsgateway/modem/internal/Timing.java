package smsgateway.modem.internal;

import java.time.Duration;

/**
 * How long a second lasts. Every wait of the runtime is given in these seconds, so that tests run
 * the same waits in a fraction of the time.
 */
public record Timing(Duration second) {
  /**
   * Real seconds. The system property {@code smsgateway.modem.secondMillis} makes them shorter, for
   * endurance tests only: every deadline of a modem becomes so much shorter too.
   */
  public static final Timing REAL =
      new Timing(Duration.ofMillis(Long.getLong("smsgateway.modem.secondMillis", 1000)));

  /** A number of seconds in nanoseconds. */
  public long nanos(double seconds) {
    return (long) (second.toNanos() * seconds);
  }

  /** The {@link System#nanoTime} so many seconds from now. */
  public long after(double seconds) {
    return System.nanoTime() + nanos(seconds);
  }

  /** How many whole seconds have passed since a {@link System#nanoTime}. */
  long secondsSince(long time) {
    return Math.max(0, (System.nanoTime() - time) / second.toNanos());
  }

  /** Whether a point in time has come. */
  public static boolean passed(long deadline) {
    return System.nanoTime() - deadline >= 0;
  }
}
