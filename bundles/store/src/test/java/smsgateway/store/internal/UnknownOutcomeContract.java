package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.MessageQueue;
import smsgateway.api.OutgoingMail;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** P3: duplicates are bounded. */
interface UnknownOutcomeContract extends StoreContract {

  @Test
  default void aRestartWithNothingInHandSendsNothingTwice() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.submitted(session, TestStore.NUMBER, 1, Confirm.NEVER);
    store.restart();
    long again = store.queue.openSession("north", TestStore.SIM);
    for (int hour = 0; hour < 30; hour++) {
      store.clock.pass(Duration.ofHours(1));
      store.pending();
      assertThat(store.queue.nextSubmit(again)).isEmpty();
    }
  }

  @Test
  default void whatWasInHandIsSentOnceMoreAtMostAndFlagged() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.bringsReports(session);
    long id = store.planned(TestStore.NUMBER, 1, Confirm.ALWAYS);
    assertThat(store.queue.nextSubmit(session)).isPresent();
    store.restart();
    session = store.queue.openSession("north", TestStore.SIM);
    assertThat(store.state(id)).isEqualTo("UNKNOWN");
    assertThat(store.queue.nextSubmit(session)).isEmpty();
    store.clock.pass(TestStore.WAITS.unknownOutcome());
    store.pending();
    Submit resent = store.queue.nextSubmit(session).orElseThrow();
    assertThat(resent.attempt()).isEqualTo(2);
    store.queue.advance(session, resent.segmentId(), new SubmitOutcome.Unknown("silent"), true);
    store.clock.pass(TestStore.WAITS.unknownOutcome());
    store.pending();
    assertThat(store.queue.nextSubmit(session)).isEmpty();
    assertThat(store.state(id)).isEqualTo("UNDETERMINED");
    OutgoingMail.Answer answer = (OutgoingMail.Answer) TestStore.only(store.mails());
    assertThat(answer.results().get(0).possibleDuplicate()).isTrue();
  }

  @Test
  default void withoutResendItIsUndetermined() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = unknown(store, session, TestStore.NUMBER);
    store.clock.pass(Duration.ofMinutes(10));
    store.queue.nextDecisions(
        10, new MessageQueue.Waits(Duration.ofMinutes(10), false, Duration.ofHours(1)));
    assertThat(store.state(id)).isEqualTo("UNDETERMINED");
    assertThat(store.queue.nextSubmit(session)).isEmpty();
  }

  private static long unknown(TestStore store, long session, String number) throws StoreException {
    long id = store.planned(number);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Unknown("silent"), false);
    return id;
  }

  @Test
  default void itHoldsBackLaterMessagesToThatNumberOnThatSimOnly() throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    unknown(store, north, TestStore.NUMBER);
    long later = store.planned(TestStore.NUMBER);
    assertThat(store.queue.nextSubmit(north)).isEmpty();
    long other = store.planned("+491520000000");
    assertThat(store.queue.nextSubmit(north)).isPresent();
    assertThat(store.state(other)).isEqualTo("SUBMITTING");
    long south = store.queue.openSession("south", "sim 2");
    assertThat(store.queue.nextSubmit(south)).isPresent();
    assertThat(store.state(later)).isEqualTo("SUBMITTING");
  }

  @Test
  default void itDoesNotHoldBackOtherSegmentsOfItsOwnMessage() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.planned(TestStore.NUMBER, 2, Confirm.NEVER);
    Submit first = store.queue.nextSubmit(session).orElseThrow();
    assertThat(
            store.queue.advance(
                session, first.segmentId(), new SubmitOutcome.Unknown("silent"), true))
        .isPresent();
  }

  @Test
  default void aReportSettlesIt() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.bringsReports(session);
    long id = unknown(store, session, TestStore.NUMBER);
    store.report(session, 77, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
    assertThat(store.journal.show(id).orElseThrow().segments().get(0).messageReference())
        .contains(77);
  }

  @Test
  default void aReportThatTheServiceCentreStillTriesSparesTheResend() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.bringsReports(session);
    long id = unknown(store, session, TestStore.NUMBER);
    store.report(session, 77, TestStore.NUMBER, ReportClass.PENDING);
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    store.report(session, 77, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
  }

  @Test
  default void aReportThatCameBeforeTheOutcomeBecameUnknownSettlesIt() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.bringsReports(session);
    long id = store.planned(TestStore.NUMBER);
    assertThat(store.queue.nextSubmit(session)).isPresent();
    store.report(session, 77, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.state(id)).isEqualTo("SUBMITTING");
    store.queue.openSession("north", TestStore.SIM);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
  }

  @Test
  default void aReportThatMayBelongToEitherOfTwoSettlesNeither() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.bringsReports(session);
    long id = store.planned(TestStore.NUMBER, 2, Confirm.NEVER);
    for (int i = 0; i < 2; i++) {
      Submit submit = store.queue.nextSubmit(session).orElseThrow();
      store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Unknown("?"), false);
    }
    store.report(session, 77, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.journal.show(id).orElseThrow().segments())
        .allMatch(s -> s.state() == smsgateway.api.SegmentState.UNKNOWN);
  }

  @Test
  default void aSegmentWhoseModemWasRemovedBecomesUnknown() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.bringsReports(session);
    long id = store.planned(TestStore.NUMBER);
    assertThat(store.queue.nextSubmit(session)).isPresent();
    store.clock.pass(Duration.ofHours(1));
    store.pending();
    assertThat(store.state(id)).isEqualTo("UNKNOWN");
  }
}
