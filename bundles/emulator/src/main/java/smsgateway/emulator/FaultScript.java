package smsgateway.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/** Faults that wait for their moment. Confined to the modem's thread. */
final class FaultScript {
  private final Deque<Fault> submits = new ArrayDeque<>();
  private final Deque<String> garbage = new ArrayDeque<>();
  private final Deque<String> urcs = new ArrayDeque<>();
  private int lostAnswers;
  private double lossShare;
  private Random dice = new Random(0);

  /** Keeps a fault that has to wait; false when it works at once. */
  boolean keep(Fault fault) {
    if (fault instanceof Fault.Garbage g) {
      garbage.add(g.octets());
    } else if (fault instanceof Fault.UrcInAnswer u) {
      urcs.add(u.line());
    } else if (fault instanceof Fault.LostAnswer l) {
      lostAnswers += l.times();
    } else if (fault instanceof Fault.LossyAnswers l) {
      lossShare = l.share();
      dice = new Random(l.seed());
    } else {
      return keepForSubmit(fault);
    }
    return true;
  }

  private boolean keepForSubmit(Fault fault) {
    int times = times(fault);
    for (int i = 0; i < times; i++) {
      submits.add(fault);
    }
    return times > 0;
  }

  private static int times(Fault fault) {
    if (fault instanceof Fault.NoResult f) {
      return f.times();
    }
    if (fault instanceof Fault.NoReference f) {
      return f.times();
    }
    if (fault instanceof Fault.LateResult f) {
      return f.times();
    }
    if (fault instanceof Fault.CmsError f) {
      return f.times();
    }
    boolean once =
        fault instanceof Fault.HangInPrompt
            || fault instanceof Fault.RebootInSubmit
            || fault instanceof Fault.UnplugInSubmit;
    return once ? 1 : 0;
  }

  /** Whether the next submit hangs in its prompt; the fault is then used up by {@link #submit}. */
  boolean hangsInPrompt() {
    return submits.peek() instanceof Fault.HangInPrompt;
  }

  /** The fault of this submit, or {@code null}. */
  Fault submit() {
    return submits.poll();
  }

  /** Octets before this answer. */
  String garbage() {
    return garbage.isEmpty() ? "" : garbage.remove();
  }

  /** A line within this answer, or {@code null}. */
  String urc() {
    return urcs.poll();
  }

  /** Whether this answer is lost. */
  boolean losesAnswer() {
    return (lostAnswers > 0 && lostAnswers-- > 0) || losesPrompt();
  }

  /** Whether this prompt is lost. */
  boolean losesPrompt() {
    return lossShare > 0 && dice.nextDouble() < lossShare;
  }
}
