package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import smsgateway.itests.crash.Campaign;
import smsgateway.itests.crash.Verdict;

/**
 * Nothing lost, nothing twice but what is flagged, when the process ends at any moment (F1, F2).
 */
class CrashTest {
  private static final int KILLS = 20;
  private static final int MESSAGES = 300;

  @Test
  void twentyKillsInTrafficLoseNothingAndDoubleNothingUnflagged()
      throws InterruptedException, IOException {
    long seed = Long.getLong("smsgateway.seed", System.nanoTime());
    try (Campaign campaign = new Campaign(KILLS, MESSAGES, seed)) {
      Verdict verdict = campaign.run();
      System.out.println(verdict.table());
      assertThat(verdict.failures()).as("seed " + seed).isEmpty();
    }
  }
}
