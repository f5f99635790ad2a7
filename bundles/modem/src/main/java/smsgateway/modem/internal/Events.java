package smsgateway.modem.internal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one queue on which a modem's worker waits: what its reader received, and hints from outside.
 * Wake-ups and the stop request are flags as well, so none is lost while the worker waits for
 * something else. Bounded: a modem that floods the line slows its reader, never the heap.
 */
final class Events {
  private static final int CAPACITY = 4_000;
  private static final long OFFER_MILLIS = 100;

  /** Something that happened. */
  sealed interface Event {}

  /** A line without its end, not empty. */
  record Line(String text) implements Event {}

  /** The prompt of {@code AT+CMGS}. */
  record Prompt() implements Event {}

  /** The port is lost; nothing follows. */
  record Gone(String reason) implements Event {}

  /** Look at the flags. */
  private record Nudge() implements Event {}

  private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopping;

  /** Says that work may wait; any thread, returns at once. */
  void wake() {
    if (!woken.getAndSet(true)) {
      nudge();
    }
  }

  /** Asks the worker to end after the command in hand; any thread. */
  void stop() {
    stopping = true;
    nudge();
  }

  private void nudge() {
    // A full queue needs no nudge: the worker is awake.
    boolean queued = queue.offer(new Nudge());
    assert queued || !queue.isEmpty();
  }

  /** Whether the worker was asked to end. */
  boolean stopping() {
    return stopping;
  }

  /** Whether there was a wake-up since the last call. */
  boolean takeWake() {
    return woken.getAndSet(false);
  }

  /** Whether a wake-up waits. */
  boolean woken() {
    return woken.get();
  }

  /** Adds an event of the reader; false when the queue is still full after a short wait. */
  boolean offer(Event event) throws InterruptedException {
    return queue.offer(event, OFFER_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The next event, or null at the deadline; a hint counts as an event. */
  Event poll(long deadline) {
    try {
      return queue.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // Not passed on: an interrupted thread would make the database close its files. No reason to
      // end either: the embedded database interrupts who is inside when its engine is shut down.
      return new Nudge();
    }
  }

  /** Forgets what a former reader left. */
  void clear() {
    queue.clear();
  }
}
