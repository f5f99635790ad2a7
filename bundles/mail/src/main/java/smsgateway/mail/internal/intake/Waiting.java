package smsgateway.mail.internal.intake;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waiting for a time that somebody may cut short. */
final class Waiting {
  private Waiting() {}

  /** Returns after the time, or as soon as there is a permit, and takes all permits. */
  static void on(Semaphore wake, long seconds) {
    try {
      if (wake.tryAcquire(seconds, TimeUnit.SECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts the threads of the intake; should it happen, it is one more look.
      wake.drainPermits();
    }
  }
}
