package smsgateway.store.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.StatusSource;

/**
 * The machine's clock without its jumps: a leap of more than two minutes is not shown until the
 * rows that wait have been moved by it, so that nothing expires or is late because somebody set the
 * clock. Smaller corrections are followed. One instance serves the whole store; safe for any number
 * of threads, {@link #jump} and {@link #follow} for one.
 */
@Component(service = {SteadyClock.class, StatusSource.class})
public final class SteadyClock extends Clock implements StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);
  private static final long CORRECTION = Duration.ofMinutes(2).toMillis();

  /**
   * Less is not followed. Both clocks are cut to milliseconds, so their difference wavers by one;
   * to follow that would set this clock back, and a row stored as due now would not be due yet when
   * its taker is woken.
   */
  private static final long NOISE = 20;

  private static final long SHOWN = Duration.ofMinutes(10).toMillis();

  private final Clock wall;
  private final LongSupplier nanos;

  /** Milliseconds from the monotonic clock to this one. */
  private final AtomicLong offset = new AtomicLong();

  private volatile Leap last = new Leap(0, Long.MIN_VALUE);
  private volatile String story = "";
  private volatile long toldAt;

  /**
   * One leap.
   *
   * @param by milliseconds
   * @param until times up to this one, in the new reckoning, were moved
   */
  record Leap(long by, long until) {}

  /** Shows the machine's clock. */
  @Activate
  public SteadyClock() {
    this(Clock.systemUTC(), System::nanoTime);
  }

  SteadyClock(Clock wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    offset.set(wall.millis() - monotonic());
  }

  /** Milliseconds of a clock that nobody sets; for durations within one process. */
  long monotonic() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }

  @Override
  public long millis() {
    return monotonic() + offset.get();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  /** By how much the machine's clock has leapt away from this one, if it has. */
  Optional<Duration> jump() {
    long drift = wall.millis() - millis();
    if (Math.abs(drift) <= CORRECTION) {
      offset.addAndGet(Math.abs(drift) < NOISE ? 0 : drift);
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis(drift));
  }

  /** Goes on with the machine's time; what waits must have been moved by the leap before. */
  void follow(Duration jump) {
    offset.addAndGet(jump.toMillis());
    last = new Leap(jump.toMillis(), millis());
    toldAt = monotonic();
    story =
        "The clock of this machine was set "
            + (jump.isNegative() ? "back" : "forward")
            + " by "
            + words(jump.abs())
            + " at "
            + instant().toString().substring(0, 19)
            + "Z; what waited was moved along. Have the machine keep its time by NTP.";
    LOG.warn(story);
  }

  /** The last leap of this process; by nothing while there was none. */
  Leap lastLeap() {
    return last;
  }

  private static String words(Duration time) {
    return time.toDays() > 0
        ? time.toDays() + " d " + time.toHoursPart() + " h"
        : time.toHours() + " h " + time.toMinutesPart() + " min";
  }

  @Override
  public List<Finding> findings() {
    boolean recent = !story.isEmpty() && monotonic() - toldAt < SHOWN;
    return List.of(
        recent
            ? new Finding(Level.YELLOW, "store.clock", story)
            : new Finding(Level.GREEN, "store.clock", "The clock runs evenly."));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the store's times have no zone");
  }
}
