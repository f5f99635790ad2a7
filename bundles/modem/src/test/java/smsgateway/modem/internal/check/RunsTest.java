package smsgateway.modem.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.Result;

@Timeout(30)
class RunsTest {
  private static final Failed ENDED = new Failed("it was ended");

  /** Sends commands until it is aborted. */
  private static final class Endless implements Runs.Work {
    private final CountDownLatch aborted = new CountDownLatch(1);

    @Override
    public Result run(Transcript transcript) throws IOException {
      try {
        while (!aborted.await(1, TimeUnit.MILLISECONDS)) {
          transcript.asked("AT");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      throw new IOException("aborted");
    }

    @Override
    public void abort() {
      aborted.countDown();
    }
  }

  @Test
  void anActionThatNobodyWatchesEndsByItself() throws Exception {
    try (Runs runs = new Runs(Duration.ofMillis(20))) {
      Endless work = new Endless();
      runs.start(work);
      assertThat(work.aborted.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anActionThatIsWatchedGoesOnUntilItIsCancelled() {
    Runs runs = new Runs(Duration.ofMinutes(5));
    long id = runs.start(new Endless());
    assertThat(runs.progress(id, 0).result()).isEmpty();
    runs.cancel(id);
    runs.close();
    assertThat(runs.progress(id, 0).result()).contains(ENDED);
  }

  @Test
  void atMostEightGoOnAtATime() {
    try (Runs runs = new Runs()) {
      for (int i = 0; i < 8; i++) {
        runs.start(new Endless());
      }
      assertThatThrownBy(() -> runs.start(new Endless()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("try again later");
    }
  }

  @Test
  void theOldestThatHasEndedIsForgotten() {
    try (Runs runs = new Runs()) {
      long first = ended(runs);
      for (int i = 0; i < 40; i++) {
        ended(runs);
      }
      assertThatThrownBy(() -> runs.progress(first, 0))
          .isInstanceOf(IllegalArgumentException.class);
      runs.cancel(first);
    }
  }

  private static long ended(Runs runs) {
    long id =
        runs.start(
            new Runs.Work() {
              @Override
              public Result run(Transcript transcript) {
                return ENDED;
              }

              @Override
              public void abort() {
                // Has ended.
              }
            });
    while (runs.progress(id, 0).result().isEmpty()) {
      Thread.onSpinWait();
    }
    return id;
  }

  @Test
  void aFailureOfTheRuntimeIsAResult() {
    try (Runs runs = new Runs()) {
      long id =
          runs.start(
              new Runs.Work() {
                @Override
                public Result run(Transcript transcript) {
                  throw new IllegalStateException("boom");
                }

                @Override
                public void abort() {
                  // Has ended.
                }
              });
      while (runs.progress(id, 0).result().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(runs.progress(id, 0).result().orElseThrow().toString()).contains("boom");
    }
  }
}
