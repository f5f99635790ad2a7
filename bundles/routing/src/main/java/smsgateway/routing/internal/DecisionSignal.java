package smsgateway.routing.internal;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;
import smsgateway.api.WorkSignal;

/**
 * Wakes the message processor. A component of its own without references, so that the store can
 * bind it while the processor waits for the store.
 */
@Component(service = {WorkSignal.class, DecisionSignal.class})
public final class DecisionSignal implements WorkSignal {
  private final BlockingQueue<Kind> waiting = new ArrayBlockingQueue<>(1);

  @Override
  public void wake(Kind kind) {
    if (kind == Kind.DECISION) {
      // Full means that a wake-up is pending already.
      boolean unused = waiting.offer(kind);
    }
  }

  /** Waits for a wake-up, at most this long; several wake-ups count as one. */
  void await(Duration longest) {
    try {
      Kind unused = waiting.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // The flag stays cleared: the database must never see an interrupted thread.
      return;
    }
  }
}
