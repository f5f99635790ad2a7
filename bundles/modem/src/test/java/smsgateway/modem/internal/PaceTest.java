package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static Pace pace(int perMinute, int perHour, int perDay) {
    return new Pace(
        new ModemSettings("north", "fake:x", 0, "auto", "", "", perMinute, perHour, perDay, ""),
        Timing.REAL);
  }

  private static void waits(Pace pace, Duration expected) {
    assertThat(Duration.ofNanos(pace.dueAt() - System.nanoTime()))
        .isBetween(expected.minusSeconds(10), expected);
  }

  @Test
  void withoutLimitsNothingIsCountedAndNothingWaits() {
    Pace pace = pace(0, 0, 0);
    for (int i = 0; i < 100; i++) {
      pace.begins();
      pace.sent();
    }
    assertThat(pace.lookBack()).isZero();
    assertThat(Timing.passed(pace.dueAt())).isTrue();
    assertThat(pace.limit()).isEmpty();
  }

  @Test
  void submitsOfAMinuteAreEvenlySpaced() {
    Pace pace = pace(2, 0, 0);
    assertThat(Timing.passed(pace.dueAt())).isTrue();
    pace.begins();
    waits(pace, Duration.ofSeconds(30));
    assertThat(pace.limit()).isEmpty();
  }

  @Test
  void theLimitOfAnHourCountsWhatTheSimSentBefore() {
    Pace pace = pace(0, 2, 0);
    assertThat(pace.lookBack()).isEqualTo(Duration.ofHours(1));
    pace.recall(List.of(Duration.ofMinutes(20)));
    assertThat(Timing.passed(pace.dueAt())).isTrue();
    pace.sent();
    waits(pace, Duration.ofMinutes(40));
    assertThat(pace.limit().orElseThrow())
        .matches(
            "sends nothing until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d, because 2 SMS an hour are the"
                + " limit");
  }

  @Test
  void anotherSimBeginsAnew() {
    Pace pace = pace(0, 1, 0);
    pace.sent();
    assertThat(pace.limit()).isPresent();
    pace.recall(List.of());
    assertThat(pace.limit()).isEmpty();
  }

  @Test
  void ofManySubmitsTheLastOnesCountWhateverTheirOrder() {
    Pace pace = pace(0, 2, 0);
    pace.recall(List.of(Duration.ofMinutes(30), Duration.ofMinutes(61), Duration.ofMinutes(50)));
    waits(pace, Duration.ofMinutes(10));
    pace.recall(List.of(Duration.ofMinutes(5), Duration.ofMinutes(50), Duration.ofMinutes(15)));
    waits(pace, Duration.ofMinutes(45));
  }

  @Test
  void ofTwoLimitsTheLaterEndCounts() {
    Pace pace = pace(0, 1, 3);
    pace.recall(List.of(Duration.ofHours(2), Duration.ofHours(3), Duration.ofMinutes(1)));
    assertThat(pace.lookBack()).isEqualTo(Duration.ofDays(1));
    waits(pace, Duration.ofHours(21));
    assertThat(pace.limit().orElseThrow()).contains("3 SMS a day are the limit");
  }
}
