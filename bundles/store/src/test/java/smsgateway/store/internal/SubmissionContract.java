package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Journal;
import smsgateway.api.OutgoingMail;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.WorkSignal;

/** P2, P4, P7, P10 and P11: modems take segments and tell how they ended. */
interface SubmissionContract extends StoreContract {

  @Test
  default void aClaimIsAnIntentThatSurvivesARestart() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER);
    store.clock.pass(Duration.ofHours(1));
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    assertThat(submit.attempt()).isEqualTo(1);
    assertThat(submit.remaining()).isEqualTo(TestStore.VALIDITY.minusHours(1));
    assertThat(submit.rejectDuplicates()).isFalse();
    store.restart();
    assertThat(store.state(id)).isEqualTo("SUBMITTING");
    assertThat(store.queue.nextSubmit(session)).isEmpty();
  }

  @Test
  default void advanceStoresTheOutcomeAndClaimsTheNext() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long one = store.planned("+491510000001");
    long two = store.planned("+491510000002");
    Submit first = store.queue.nextSubmit(session).orElseThrow();
    Optional<Submit> second =
        store.queue.advance(session, first.segmentId(), new SubmitOutcome.Submitted(7), true);
    assertThat(second).isPresent();
    assertThat(store.state(one)).isEqualTo("SUBMITTED");
    assertThat(store.state(two)).isEqualTo("SUBMITTING");
    assertThat(store.journal.show(one).orElseThrow().segments().get(0).messageReference())
        .contains(7);
    assertThat(
            store.queue.advance(
                session, second.get().segmentId(), new SubmitOutcome.Submitted(8), true))
        .isEmpty();
  }

  @Test
  default void nothingIsClaimedWhenTheModemHasOtherThingsToDo() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.planned("+491510000001");
    long two = store.planned("+491510000002");
    Submit first = store.queue.nextSubmit(session).orElseThrow();
    assertThat(
            store.queue.advance(session, first.segmentId(), new SubmitOutcome.Submitted(1), false))
        .isEmpty();
    assertThat(store.state(two)).isEqualTo("QUEUED");
  }

  @Test
  default void anOlderSessionIsFencedAndItsOutcomeKept() throws StoreException {
    TestStore store = store();
    long old = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER);
    Submit submit = store.queue.nextSubmit(old).orElseThrow();
    long session = store.queue.openSession("north", TestStore.SIM);
    assertThat(store.state(id)).isEqualTo("UNKNOWN");
    stale(() -> store.queue.nextSubmit(old));
    stale(() -> store.queue.advance(old, submit.segmentId(), new SubmitOutcome.Submitted(9), true));
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    assertThat(store.queue.nextSubmit(session)).isEmpty();
  }

  @Test
  default void aSimThatMovedToAnotherModemFencesTheFirst() throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    store.queue.openSession("south", TestStore.SIM);
    stale(() -> store.queue.nextSubmit(north));
  }

  @Test
  default void aModemWithAnotherSimFencesItsFormerSession() throws StoreException {
    TestStore store = store();
    long first = store.queue.openSession("north", TestStore.SIM);
    store.queue.openSession("north", "another sim");
    stale(() -> store.queue.nextSubmit(first));
  }

  /** A call. */
  interface Call {
    Object call() throws StoreException;
  }

  private static void stale(Call call) {
    assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.STALE_SESSION));
  }

  @Test
  default void theOutcomeOfAnEndedSegmentIsKeptAndChangesNothing() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(
        session, submit.segmentId(), new SubmitOutcome.Rejected(21, "rejected"), false);
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(3), false);
    assertThat(store.state(id)).isEqualTo("FAILED");
    assertThat(store.journal.show(id).orElseThrow().events())
        .extracting(Journal.Event::cause)
        .contains("late: TP-MR 3");
  }

  @Test
  default void aSegmentThatAModemNeverHadCannotBeAdvanced() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    assertThatThrownBy(
            () -> store.queue.advance(session, 999_999, new SubmitOutcome.Submitted(3), false))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.NOT_FOUND));
  }

  @Test
  default void anErrorThatMayPassIsTriedAgainWithGrowingPauses() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.planned(TestStore.NUMBER);
    int attempt = 0;
    for (long seconds : List.of(30L, 120L, 480L, 1800L, 1800L)) {
      Submit submit = store.queue.nextSubmit(session).orElseThrow();
      assertThat(submit.attempt()).isEqualTo(++attempt);
      store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Retry("busy"), true);
      store.clock.pass(Duration.ofMillis(seconds * 800 - 1));
      assertThat(store.queue.nextSubmit(session)).isEmpty();
      store.clock.pass(Duration.ofMillis(seconds * 400 + 1));
    }
    assertThat(store.queue.nextSubmit(session)).isPresent();
  }

  @Test
  default void aFaultOfTheModemCostsTheMessageNothing() throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    long south = store.queue.openSession("south", "sim 2");
    store.planned(TestStore.NUMBER);
    Submit first = store.queue.nextSubmit(north).orElseThrow();
    store.queue.advance(north, first.segmentId(), new SubmitOutcome.ModemFault("gone"), false);
    Submit again = store.queue.nextSubmit(south).orElseThrow();
    assertThat(again.segmentId()).isEqualTo(first.segmentId());
    assertThat(again.attempt()).isEqualTo(1);
  }

  @Test
  default void aMessageWhoseTimeIsOverIsNotSubmittedAndExpires() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER, 1, Confirm.FAILURE);
    store.clock.pass(TestStore.VALIDITY);
    assertThat(store.queue.nextSubmit(session)).isEmpty();
    store.pending();
    assertThat(store.state(id)).isEqualTo("EXPIRED");
    assertThat(store.mails()).hasSize(1);
  }

  @Test
  default void allSegmentsOfAMessageGoOverOneModem() throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    long south = store.queue.openSession("south", "sim 2");
    store.planned(TestStore.NUMBER, 2, Confirm.NEVER);
    Submit first = store.queue.nextSubmit(north).orElseThrow();
    assertThat(store.queue.nextSubmit(south)).isEmpty();
    assertThat(store.queue.advance(north, first.segmentId(), new SubmitOutcome.Submitted(1), true))
        .isPresent();
  }

  @Test
  default void aMessageOfWhichNothingWasSentMayChangeTheModem() throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    long south = store.queue.openSession("south", "sim 2");
    store.planned(TestStore.NUMBER, 2, Confirm.NEVER);
    Submit first = store.queue.nextSubmit(north).orElseThrow();
    store.queue.advance(north, first.segmentId(), new SubmitOutcome.ModemFault("gone"), false);
    Submit one = store.queue.nextSubmit(south).orElseThrow();
    assertThat(store.queue.advance(south, one.segmentId(), new SubmitOutcome.Submitted(1), true))
        .isPresent();
  }

  @Test
  default void messagesToANumberGoInOrderOfAcceptance() throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    long south = store.queue.openSession("south", "sim 2");
    List<Long> planned = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      planned.add(store.planned(TestStore.NUMBER));
    }
    Submit first = store.queue.nextSubmit(north).orElseThrow();
    assertThat(store.queue.nextSubmit(south)).isEmpty();
    store.queue.advance(north, first.segmentId(), new SubmitOutcome.Retry("busy"), true);
    assertThat(store.queue.nextSubmit(south)).isEmpty();
    store.clock.pass(Duration.ofMinutes(1));
    Submit again = store.queue.nextSubmit(south).orElseThrow();
    assertThat(again.segmentId()).isEqualTo(first.segmentId());
    store.queue.advance(south, again.segmentId(), new SubmitOutcome.Submitted(1), true);
    assertThat(store.state(planned.get(1))).isEqualTo("SUBMITTING");
    assertThat(store.state(planned.get(2))).isEqualTo("QUEUED");
  }

  @Test
  default void aMessageThatIsTriedAgainHoldsBackItsFollowersForTenMinutesAtMost()
      throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.planned(TestStore.NUMBER);
    long follower = store.planned(TestStore.NUMBER);
    for (int attempt = 0; attempt < 3; attempt++) {
      Submit head = store.queue.nextSubmit(session).orElseThrow();
      store.queue.advance(session, head.segmentId(), new SubmitOutcome.Retry("busy"), false);
      store.clock.pass(Duration.ofMinutes(3));
    }
    store.clock.pass(Duration.ofSeconds(59));
    assertThat(store.queue.nextSubmit(session)).isEmpty();
    store.clock.pass(Duration.ofSeconds(1));
    assertThat(store.queue.nextSubmit(session)).isPresent();
    assertThat(store.state(follower)).isEqualTo("SUBMITTING");
  }

  @Test
  default void manyBlockedMessagesDoNotHideOneThatMayGo() throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    long south = store.queue.openSession("south", "sim 2");
    for (int i = 0; i < 30; i++) {
      store.planned(TestStore.NUMBER);
    }
    long other = store.planned("+491520000000");
    store.queue.nextSubmit(north);
    assertThat(store.queue.nextSubmit(south)).isPresent();
    assertThat(store.state(other)).isEqualTo("SUBMITTING");
  }

  @Test
  default void theConfirmationIsWrittenOnceWhenTheLastSegmentHasEnded() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.planned(TestStore.NUMBER, 2, Confirm.ALWAYS);
    Submit one = store.queue.nextSubmit(session).orElseThrow();
    Submit two =
        store
            .queue
            .advance(session, one.segmentId(), new SubmitOutcome.Rejected(1, "Unassigned."), true)
            .orElseThrow();
    assertThat(store.mails()).isEmpty();
    store.wakes.clear();
    store.queue.advance(session, two.segmentId(), new SubmitOutcome.Rejected(1, "Again."), true);
    assertThat(store.wakes).contains(WorkSignal.Kind.MAIL);
    OutgoingMail.Answer answer = (OutgoingMail.Answer) TestStore.only(store.mails());
    assertThat(answer.results()).hasSize(1);
    assertThat(answer.results().get(0).state()).isEqualTo("FAILED");
    assertThat(answer.results().get(0).segments()).isEqualTo(2);
    assertThat(answer.results().get(0).reason()).isEqualTo("Unassigned.");
  }

  @Test
  default void everyChangeIsListedWithItsCause() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.NEVER);
    assertThat(store.journal.show(id).orElseThrow().events())
        .extracting(Journal.Event::to)
        .containsExactly("ACCEPTED", "PLANNED", "QUEUED", "SUBMITTING", "SUBMITTED");
  }

  @Test
  default void aSegmentThatComesBackStaysWithTheModemThatSentAnotherOfItsMessage()
      throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    long south = store.queue.openSession("south", "sim 2");
    store.planned(TestStore.NUMBER, 2, Confirm.NEVER);
    Submit one = store.queue.nextSubmit(north).orElseThrow();
    Submit two =
        store
            .queue
            .advance(north, one.segmentId(), new SubmitOutcome.Submitted(1), true)
            .orElseThrow();
    store.queue.advance(north, two.segmentId(), new SubmitOutcome.ModemFault("gone"), false);
    assertThat(store.queue.nextSubmit(south)).isEmpty();
    assertThat(store.queue.nextSubmit(north)).isPresent();
  }

  @Test
  default void aMessageThatItsModemFailsAgainAndAgainLosesItsPlaceButNoTime()
      throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER);
    store.wakes.clear();
    for (int i = 0; i < 4; i++) {
      Submit submit = store.queue.nextSubmit(session).orElseThrow();
      store.queue.advance(session, submit.segmentId(), new SubmitOutcome.ModemFault("hung"), false);
    }
    assertThat(store.wakes).contains(WorkSignal.Kind.SUBMIT);
    assertThat(store.state(id)).isEqualTo("QUEUED");
  }
}
