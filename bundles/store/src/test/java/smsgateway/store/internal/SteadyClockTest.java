package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private static final long START = Duration.ofDays(20_000).toNanos();

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong wallNanos = new AtomicLong(START);

  private final Clock wall =
      new Clock() {
        @Override
        public Instant instant() {
          return Instant.ofEpochSecond(0, wallNanos.get());
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private final SteadyClock clock = new SteadyClock(wall, nanos::get);

  @Test
  void doesNotStepBackWhileBothClocksRunEvenly() {
    long before = clock.millis();
    // 0.3 ms at a time, so that the two are cut at different moments.
    wallNanos.addAndGet(700_000);
    for (int i = 0; i < 1_000; i++) {
      pass(Duration.ofNanos(300_000));
      assertThat(clock.millis()).isGreaterThanOrEqualTo(before);
      before = clock.millis();
      assertThat(clock.jump()).isEmpty();
      assertThat(clock.millis()).isGreaterThanOrEqualTo(before);
    }
  }

  @Test
  void followsASmallCorrectionAtOnce() {
    wallNanos.addAndGet(Duration.ofSeconds(-30).toNanos());
    assertThat(clock.jump()).isEmpty();
    assertThat(clock.millis()).isEqualTo(wall.millis());
  }

  @Test
  void followsASlowDriftBeforeAnyoneSeesIt() {
    for (int i = 0; i < 1_000; i++) {
      pass(Duration.ofSeconds(1));
      wallNanos.addAndGet(Duration.ofMillis(1).toNanos());
      assertThat(clock.jump()).isEmpty();
      assertThat(clock.millis()).isBetween(wall.millis() - 20, wall.millis() + 20);
    }
  }

  @Test
  void showsALeapOnlyWhenTheRowsWereMoved() {
    long before = clock.millis();
    wallNanos.addAndGet(Duration.ofHours(3).toNanos());
    assertThat(clock.jump()).contains(Duration.ofHours(3));
    assertThat(clock.millis()).isEqualTo(before);
    clock.follow(Duration.ofHours(3));
    assertThat(clock.millis()).isEqualTo(wall.millis());
    assertThat(clock.lastLeap().by()).isEqualTo(Duration.ofHours(3).toMillis());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    wallNanos.addAndGet(time.toNanos());
  }
}
