package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final Breaker breaker = new Breaker(new Timing(Duration.ofHours(1)));

  @Test
  void aNewModemMaySubmit() {
    assertThat(breaker.closed()).isTrue();
    assertThat(breaker.resting()).isFalse();
  }

  @Test
  void twoFaultsPauseBrieflyAndTheThirdRestsTheModem() {
    breaker.fault(false);
    breaker.fault(false);
    assertThat(breaker.closed()).isFalse();
    assertThat(breaker.resting()).isFalse();
    breaker.fault(false);
    assertThat(breaker.resting()).isTrue();
  }

  @Test
  void eachFurtherFaultDoublesTheRestUpToAQuarterOfAnHour() {
    breaker.fault(false);
    breaker.fault(false);
    double[] rests = new double[6];
    for (int i = 0; i < rests.length; i++) {
      breaker.fault(false);
      rests[i] = breaker.rest();
    }
    assertThat(rests).containsExactly(new double[] {60, 120, 240, 480, 900, 900}, within(1.0));
  }

  @Test
  void aSuccessStartsTheCountAnew() {
    breaker.fault(false);
    breaker.fault(false);
    breaker.good();
    breaker.fault(false);
    assertThat(breaker.resting()).isFalse();
  }

  @Test
  void aLastingFaultRestsTheModemAtOnce() {
    breaker.fault(true);
    assertThat(breaker.resting()).isTrue();
  }

  @Test
  void aModemOverWhichThreeMessagesInARowAreRefusedRests() {
    breaker.refused(1);
    breaker.refused(2);
    assertThat(breaker.closed()).isTrue();
    breaker.refused(3);
    assertThat(breaker.resting()).isTrue();
  }

  @Test
  void aMessageThatIsRefusedAgainAndAgainDoesNotRestTheModem() {
    for (int i = 0; i < 5; i++) {
      breaker.refused(7);
    }
    breaker.good();
    breaker.refused(8);
    breaker.refused(9);
    assertThat(breaker.closed()).isTrue();
  }
}
