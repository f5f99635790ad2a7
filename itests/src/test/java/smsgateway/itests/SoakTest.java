package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import smsgateway.itests.soak.Outcome;
import smsgateway.itests.soak.Soak;

/** Some seconds of what {@code bench} does for longer. */
class SoakTest {
  private static final int MESSAGES = 400;
  private static final int FAULTS = 10;

  @Test
  void eightFamiliesOutliveTheirFaultsWithoutHelpAndLoseNothing() {
    Soak.Plan plan =
        new Soak.Plan(
            MESSAGES, FAULTS, Duration.ofSeconds(30), Duration.ofMillis(100), System.nanoTime());
    try (Soak soak = new Soak(plan)) {
      Outcome outcome = soak.run();
      System.out.println(outcome.table());
      assertThat(outcome.failures()).isEmpty();
    }
  }
}
