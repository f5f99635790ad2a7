package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

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
}
