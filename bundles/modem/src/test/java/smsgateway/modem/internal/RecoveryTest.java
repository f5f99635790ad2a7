package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import smsgateway.modem.internal.Recovery.Step;

class RecoveryTest {
  /** Every step is still in its time. */
  private final Recovery slow = new Recovery(new Timing(Duration.ofHours(1)));

  /** Every step has had its time, and ten minutes have passed, at the next call. */
  private final Recovery fast = new Recovery(new Timing(Duration.ZERO));

  @Test
  void stepsFollowOneAnotherUntilTheModemHasFailed() {
    assertThat(fast.beginsWithDialogue()).isTrue();
    fast.take(Step.DIALOGUE);
    for (Step step : new Step[] {Step.REOPEN, Step.RESET, Step.POWER, Step.FAILED}) {
      assertThat(fast.failed().step()).isEqualTo(step);
    }
  }

  @Test
  void aFailedModemIsRestartedAgainForEver() {
    for (int i = 0; i < 4; i++) {
      fast.failed();
    }
    for (int i = 0; i < 100; i++) {
      assertThat(fast.failed()).matches(m -> m.step() == Step.FAILED && m.act());
    }
  }

  @Test
  void aStepIsTakenOnceAndThenHasItsTime() {
    assertThat(slow.failed()).matches(m -> m.step() == Step.REOPEN && m.act());
    assertThat(slow.failed()).matches(m -> m.step() == Step.REOPEN && !m.act() && m.pause() <= 5);
    assertThat(slow.count()).isEqualTo(1);
  }

  @Test
  void anAbsentPortIsLookedForAndNeverRestarted() {
    for (int i = 0; i < 100; i++) {
      assertThat(fast.absent()).matches(m -> m.step() == Step.REOPEN && !m.act() && m.pause() <= 5);
    }
  }

  @Test
  void troubleWithinTenMinutesGoesOnAtTheStepThatHelpedAndAfterThreeTimesAtTheNext() {
    for (int i = 0; i < 3; i++) {
      assertThat(slow.failed().step()).isEqualTo(Step.REOPEN);
      slow.works();
    }
    assertThat(slow.failed().step()).isEqualTo(Step.RESET);
    slow.works();
    assertThat(slow.beginsWithDialogue()).isFalse();
    assertThat(slow.failed().step()).isEqualTo(Step.RESET);
  }

  @Test
  void aPortThatIsPulledOutAgainAndAgainDoesNotLeadToARestart() {
    for (int i = 0; i < 9; i++) {
      assertThat(slow.absent()).matches(m -> m.step() == Step.REOPEN && m.pause() == 1);
      slow.works();
    }
    assertThat(slow.beginsWithDialogue()).isTrue();
    assertThat(slow.failed().step()).isEqualTo(Step.REOPEN);
  }

  @Test
  void tenHealthyMinutesStartTheLadderAnew() {
    fast.failed();
    fast.failed();
    fast.works();
    assertThat(fast.beginsWithDialogue()).isTrue();
    assertThat(fast.failed().step()).isEqualTo(Step.REOPEN);
  }

  @Test
  void aLostNetworkRestartsTheRadioAfterFiveMinutesAndNotBefore() {
    slow.network(false);
    assertThat(slow.radio(false)).isEmpty();
    fast.network(false);
    assertThat(fast.radio(false)).contains(Step.RADIO);
    fast.network(true);
    assertThat(fast.radio(false)).isEmpty();
  }

  @Test
  void submitsThatFailRestartTheRadioOnceAndTheModemNotBeforeItsTime() {
    assertThat(slow.radio(true)).contains(Step.RADIO);
    assertThat(slow.radio(true)).isEmpty();
  }

  @Test
  void theSentenceNamesReasonActionAndStep() {
    assertThat(Step.REOPEN.tell("silent for 12 s"))
        .isEqualTo("silent for 12 s; reopening the port (step 3 of 7)");
  }
}
