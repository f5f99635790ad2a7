package smsgateway.bench.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F3: the power is cut under the store; {@link Platter} says what that covers. */
class PowerLossTest {
  private static final int CUTS = 4;

  @TempDir Path folder;

  @Test
  void everyReturnedCommitSurvivesThePowerLoss() throws IOException, InterruptedException {
    long seed = Long.getLong("smsgateway.seed", System.nanoTime());
    assertThat(PowerLoss.faults(folder.resolve("flushed"), CUTS, seed, true))
        .as("seed " + seed)
        .isEmpty();
  }

  @Test
  void withoutFlushesPromisesAreLostSoTheLayerBites() throws IOException, InterruptedException {
    assertThat(PowerLoss.faults(folder.resolve("unflushed"), CUTS, 1, false)).isNotEmpty();
  }
}
