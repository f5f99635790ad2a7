package smsgateway.mail.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
  /** Always in the middle. */
  private static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

  private static List<Integer> pauses(BackOff backOff, boolean login) {
    return IntStream.range(0, 8).map(i -> backOff.next(login)).boxed().toList();
  }

  @Test
  void pausesDoubleUpToFiveMinutesAndBeginAnewWhenAllIsWell() {
    BackOff backOff = new BackOff(MIDDLE);
    assertThat(pauses(backOff, false)).containsExactly(5, 10, 20, 40, 80, 160, 300, 300);
    backOff.reset();
    assertThat(backOff.next(false)).isEqualTo(5);
  }

  @Test
  void afterThreeRefusedLoginsTheAccountIsLeftAloneForAQuarterOfAnHour() {
    BackOff backOff = new BackOff(MIDDLE);
    assertThat(pauses(backOff, true)).containsExactly(5, 10, 900, 900, 900, 900, 900, 900);
    assertThat(backOff.next(false)).isEqualTo(300);
  }

  @Test
  void severalGatewaysDoNotComeAtOnce() {
    assertThat(new BackOff(() -> 0).next(false)).isEqualTo(4);
    assertThat(new BackOff(() -> -1).next(false)).isEqualTo(6);
  }
}
