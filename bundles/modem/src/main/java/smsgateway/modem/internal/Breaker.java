package smsgateway.modem.internal;

/**
 * Rests a modem whose submits fail through its own fault: briefly at first, after three in a row 60
 * s, doubling to 15 minutes. A fault that a person must put right rests it at once. A modem over
 * which the network refuses one message after the other rests 60 s at a time: refusing is quick, so
 * it would else take most of the messages and delay them all. One thread.
 */
final class Breaker {
  private static final int TOLERATED = 3;
  private static final double BRIEF = 1;
  private static final double REST = 60;
  private static final double LONGEST = 900;

  private final Timing timing;
  private int faults;
  private int refusals;
  private long lastRefused = -1;
  private int unwell;
  private long until = System.nanoTime();

  Breaker(Timing timing) {
    this.timing = timing;
  }

  /** The modem did its part. */
  void good() {
    faults = 0;
    refusals = 0;
    unwell = 0;
  }

  /** The network refused a segment for now; the same one again says nothing about the modem. */
  void refused(long segmentId) {
    faults = 0;
    refusals += segmentId == lastRefused ? 0 : 1;
    lastRefused = segmentId;
    if (refusals >= TOLERATED) {
      until = timing.after(REST);
    }
  }

  /** The network could not be reached for a segment: refused for now, perhaps by a stuck radio. */
  void unreached(long segmentId) {
    refused(segmentId);
    unwell++;
  }

  /** Whether the last three submits failed in a way that a restart of radio or modem may cure. */
  boolean restartMayHelp() {
    return unwell >= TOLERATED;
  }

  /** The modem was restarted: count anew. */
  void restarted() {
    unwell = 0;
  }

  /**
   * The modem failed.
   *
   * @param lasting whether trying again at once is pointless
   */
  void fault(boolean lasting) {
    faults = lasting ? Math.max(TOLERATED, faults + 1) : faults + 1;
    unwell = lasting ? 0 : unwell + 1;
    double rest =
        faults < TOLERATED
            ? BRIEF
            : Math.min(LONGEST, REST * Math.pow(2, Math.min(10, faults - TOLERATED)));
    until = timing.after(rest);
  }

  /** Whether submits may be made. */
  boolean closed() {
    return Timing.passed(until);
  }

  /** Seconds from now until submits may be made. */
  double rest() {
    return (double) (until - System.nanoTime()) / timing.nanos(1);
  }

  /** Whether the rest is one that the administrator should see. */
  boolean resting() {
    return Math.max(faults, refusals) >= TOLERATED && !closed();
  }
}
