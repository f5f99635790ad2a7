package smsgateway.modem.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import smsgateway.api.Submit;

/**
 * What a modem's last submits say about the next: how long they take, and whose result may still be
 * on its way. Outlives a lost port. One thread.
 */
final class SubmitTimes {
  private static final int REMEMBERED = 50;
  private static final int ENOUGH = 5;

  private final long[] nanos = new long[REMEMBERED];
  private int count;
  private final long[] prompts = new long[REMEMBERED];
  private int promptCount;
  private Submit unanswered;
  private boolean several;
  private long until;

  /** Duration of the slowest of the last 50 accepted submits in nanoseconds; 0 before the first. */
  long slowest() {
    return Arrays.stream(nanos).max().orElse(0);
  }

  /** Duration of the slowest of the last 50 prompts in nanoseconds; empty before the fifth. */
  OptionalLong slowestPrompt() {
    return promptCount < ENOUGH ? OptionalLong.empty() : Arrays.stream(prompts).max();
  }

  /** Remembers a prompt. */
  void prompted(long duration) {
    prompts[promptCount++ % REMEMBERED] = duration;
  }

  /** Remembers an accepted submit. */
  void took(long duration) {
    nanos[count++ % REMEMBERED] = duration;
  }

  /** Remembers a submit that ended without a final result, until a point in time. */
  void unanswered(Submit submit, long deadline) {
    several = awaitsLate();
    unanswered = submit;
    until = deadline;
  }

  /** Whether the result of an earlier submit may still come. */
  boolean awaitsLate() {
    return unanswered != null && !Timing.passed(until);
  }

  /** The submit that a late result belongs to; of two nobody can say which. */
  Optional<Submit> unanswered() {
    return Optional.ofNullable(unanswered).filter(submit -> awaitsLate() && !several);
  }

  /** Says that no late result is to be expected any more. */
  void settled() {
    unanswered = null;
  }
}
