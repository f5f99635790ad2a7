package smsgateway.modem.internal;

import java.util.Optional;

/**
 * The ladder by which a modem is brought back without a person: what is done next, the least
 * drastic first. Steps 0 and 1, {@code AT} and ESC, belong to every command that gets no answer and
 * are {@link AtChannel}'s.
 *
 * <p>A step is taken once and then has its time; it has helped when the set-up after it has asked
 * {@code AT}, {@code AT+CPIN?} and {@code AT+CREG?} and got answers. Trouble within ten minutes
 * goes on where the last ended: at the step that helped, or, when that has helped three times, at
 * the next one. There is no end: a failed modem is looked for every minute and restarted after 5,
 * 15, 60, 60 … minutes.
 *
 * <p>Only silence, a lost port and a lost network are trouble; what a network or a SIM refuses is
 * not, for no restart would change it. Worker thread only.
 */
final class Recovery {
  /** What can be done, with its number of seven and the seconds in which it should help. */
  enum Step {
    DIALOGUE(2, "starting the dialogue anew", 0),
    REOPEN(3, "reopening the port", 30),
    RADIO(4, "switching the radio off and on", 300),
    RESET(5, "restarting the modem", 90),
    POWER(6, "restarting the modem by DTR", 30),
    FAILED(7, "every step failed; restarted again by itself; check power and cable", 300);

    private final int number;
    private final String doing;
    private final double seconds;

    Step(int number, String doing, double seconds) {
      this.number = number;
      this.doing = doing;
      this.seconds = seconds;
    }

    /** A sentence such as {@code silent for 12 s; reopening the port (step 3 of 7)}. */
    String tell(String reason) {
      return reason + "; " + doing + " (step " + number + " of " + FAILED.number + ")";
    }

    /** The step after this one where nothing answers, so that the radio cannot be switched. */
    private Step next() {
      return switch (this) {
        case DIALOGUE -> REOPEN;
        case REOPEN, RADIO -> RESET;
        case RESET -> POWER;
        case POWER, FAILED -> FAILED;
      };
    }
  }

  /**
   * What to do before the port is opened again.
   *
   * @param act whether the step is taken now, or still has its time
   * @param pause seconds to wait afterwards
   */
  record Move(Step step, boolean act, double pause) {}

  private static final double HEALTHY = 600;
  private static final double LOOK = 5;
  private static final double FAILED_LOOK = 60;
  private static final double UNREGISTERED = 300;
  private static final double[] RESTS = {300, 900, 3_600};
  private static final int ENOUGH = 3;

  private final Timing timing;
  private Step first = Step.DIALOGUE;
  private Step step;
  private long until;
  private int looks;
  private int rests;
  private int helped;
  private long healthyAt;
  private int count;
  private boolean portLost;
  private boolean registered = true;
  private long lostAt;
  private int radioSteps;
  private long radioAt;
  private String radioReason = "";

  Recovery(Timing timing) {
    this.timing = timing;
    this.radioAt = System.nanoTime();
  }

  /** Whether a modem that has just become silent should first be spoken to on its open port. */
  boolean beginsWithDialogue() {
    settle();
    return step == null && first == Step.DIALOGUE;
  }

  /** Says that a step is being taken outside {@link #failed}. */
  void take(Step taken) {
    settle();
    step = taken;
    until = timing.after(taken.seconds);
    looks = 0;
    count++;
  }

  /** Nothing answers on the open port. */
  Move failed() {
    settle();
    portLost = false;
    if (step == null) {
      take(first == Step.DIALOGUE ? Step.REOPEN : first);
      return new Move(step, true, LOOK / 5);
    }
    if (step.seconds > 0 && !Timing.passed(until)) {
      return new Move(step, false, step == Step.FAILED ? FAILED_LOOK : pause());
    }
    if (step == Step.FAILED) {
      until = timing.after(RESTS[Math.min(++rests, RESTS.length - 1)]);
      return new Move(step, true, LOOK);
    }
    take(step.next());
    return new Move(step, step != Step.FAILED, step == Step.FAILED ? FAILED_LOOK : LOOK);
  }

  /**
   * The port was lost or cannot be opened: pulled out, switched off, in use. No step of ours
   * changes that, and it says nothing about which step a silent modem needs.
   */
  Move absent() {
    settle();
    if (step == null) {
      take(Step.REOPEN);
      portLost = true;
    }
    return new Move(step, false, pause());
  }

  private double pause() {
    return Math.min(LOOK, Math.pow(2, looks++));
  }

  /** The modem works: it has been set up, and answers. */
  void works() {
    if (step == null || portLost) {
      step = null;
      portLost = false;
      return;
    }
    Step last = step == Step.FAILED ? Step.RESET : step;
    helped = last == first ? helped + 1 : 1;
    first = last;
    if (helped >= ENOUGH && first != Step.POWER) {
      first = first.next();
      helped = 0;
    }
    step = null;
    rests = 0;
    healthyAt = timing.after(HEALTHY);
  }

  /** Forgets former trouble after ten minutes without. */
  private void settle() {
    if (step == null && first != Step.DIALOGUE && Timing.passed(healthyAt)) {
      first = Step.DIALOGUE;
      helped = 0;
    }
  }

  /** Why {@link #radio} last named a step. */
  String radioReason() {
    return radioReason;
  }

  /** How many steps were taken since the start. */
  int count() {
    return count;
  }

  /**
   * Notes what {@code AT+CREG?} said.
   *
   * @param usable whether the modem is registered, or refused by the network for good
   */
  void network(boolean usable) {
    if (registered && !usable) {
      lostAt = timing.after(UNREGISTERED);
    }
    if (usable && !registered) {
      radioAt = System.nanoTime();
    }
    registered = usable;
  }

  /**
   * The step to take for a modem that answers, but has had no network for five minutes or whose
   * last three submits failed by its or the network's fault: the radio first, then restarts after
   * 5, 15, 60, 60 … minutes.
   */
  Optional<Step> radio(boolean submitsFail) {
    boolean trouble = submitsFail || (!registered && Timing.passed(lostAt));
    if (!trouble || !Timing.passed(radioAt)) {
      return Optional.empty();
    }
    radioReason = submitsFail ? "the last three submits failed" : "no network for five minutes";
    if (Timing.passed(radioAt + timing.nanos(HEALTHY))) {
      radioSteps = 0;
    }
    Step due = radioSteps == 0 ? Step.RADIO : Step.RESET;
    radioAt = timing.after(RESTS[Math.min(radioSteps, RESTS.length - 1)]);
    radioSteps++;
    count++;
    return Optional.of(due);
  }
}
