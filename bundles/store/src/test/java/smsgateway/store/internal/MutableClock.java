package smsgateway.store.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved. */
final class MutableClock extends Clock {
  private final AtomicLong millis = new AtomicLong(1_790_000_000_000L);
  private final AtomicLong nanos = new AtomicLong();

  void pass(Duration time) {
    millis.addAndGet(time.toMillis());
    nanos.addAndGet(time.toNanos());
  }

  /** Somebody sets the clock; no time passes. */
  void set(Duration by) {
    millis.addAndGet(by.toMillis());
  }

  /** The monotonic clock. */
  long nanos() {
    return nanos.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }
}
