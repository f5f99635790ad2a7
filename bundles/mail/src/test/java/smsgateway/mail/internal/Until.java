package smsgateway.mail.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or a server brings about; the test's own time limit ends it. */
final class Until {
  private Until() {}

  static void is(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("the time limit of the test is over");
      }
    }
  }
}
