package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.OutgoingMail;
import smsgateway.api.PduCodec;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** P2 and P5: status reports find their attempt. */
interface ReportContract extends StoreContract {

  @Test
  default void aReportEndsTheSegmentAndWritesTheConfirmation() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.ALWAYS);
    assertThat(store.mails()).isEmpty();
    store.report(session, 5, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
    OutgoingMail.Answer answer = (OutgoingMail.Answer) TestStore.only(store.mails());
    assertThat(answer.results().get(0).state()).isEqualTo("DELIVERED");
    assertThat(answer.results().get(0).recipient()).isEqualTo("recipient " + id);
    assertThat(answer.results().get(0).at()).isEqualTo(store.clock.instant());
  }

  @Test
  default void aConfirmationOfFailureIsNotWrittenForADelivery() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.submitted(session, TestStore.NUMBER, 5, Confirm.FAILURE);
    store.report(session, 5, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.mails()).isEmpty();
    store.submitted(session, TestStore.NUMBER, 6, Confirm.FAILURE);
    store.report(session, 6, TestStore.NUMBER, ReportClass.FAILED);
    assertThat(store.mails()).hasSize(1);
  }

  @Test
  default void aReportThatComesBeforeTheResultWaitsForIt() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER, 1, Confirm.ALWAYS);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.report(session, 5, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.state(id)).isEqualTo("SUBMITTING");
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(5), true);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
    assertThat(store.mails()).hasSize(1);
  }

  @Test
  default void aReportThatComesTwiceCountsOnce() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.ALWAYS);
    store.report(session, 5, TestStore.NUMBER, ReportClass.DELIVERED);
    store.report(session, 5, TestStore.NUMBER, ReportClass.FAILED);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
    assertThat(store.mails()).hasSize(1);
  }

  @Test
  default void reportsOfOneSegmentThatAreDecidedTogetherTakeEffectInTheirOrder()
      throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.ALWAYS);
    long first = store.reported(session);
    long second = store.reported(session);
    store.pending();
    Instant now = store.clock.instant();
    store.queue.decided(
        List.of(
            store.meaning(first, 5, TestStore.NUMBER, ReportClass.DELIVERED, now),
            store.meaning(second, 5, TestStore.NUMBER, ReportClass.FAILED, now)));
    assertThat(store.state(id)).isEqualTo("DELIVERED");
    assertThat(store.mails()).hasSize(1);
  }

  @Test
  default void aReportForAnUnknownReferenceIsParked() throws StoreException, SQLException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.NEVER);
    store.report(session, 6, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    assertThat(store.sql("SELECT COUNT(*) FROM inbound WHERE state = 'PARKED'")).isEqualTo(1);
    store.clock.pass(Duration.ofDays(6));
    store.pending();
    assertThat(store.sql("SELECT COUNT(*) FROM inbound WHERE state = 'PARKED'")).isZero();
  }

  @Test
  default void aReportMatchesOnlyItsSimAndItsNumber() throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    long south = store.queue.openSession("south", "sim 2");
    long id = store.submitted(north, TestStore.NUMBER, 5, Confirm.NEVER);
    store.report(south, 5, TestStore.NUMBER, ReportClass.FAILED);
    store.report(north, 5, "+491520000000", ReportClass.FAILED);
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    store.report(north, 5, "015112345678", ReportClass.DELIVERED);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
  }

  @Test
  default void ofTwoAttemptsWithOneReferenceTheNewestBeforeTheServiceCentresTimeIsMeant()
      throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    Instant firstSent = store.clock.instant();
    long first = store.submitted(session, TestStore.NUMBER, 5, Confirm.NEVER);
    store.clock.pass(Duration.ofMinutes(30));
    long second = store.submitted(session, TestStore.NUMBER, 5, Confirm.NEVER);
    store.report(session, 5, TestStore.NUMBER, ReportClass.FAILED, firstSent);
    assertThat(store.state(first)).isEqualTo("FAILED");
    assertThat(store.state(second)).isEqualTo("SUBMITTED");
    store.report(session, 5, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.state(second)).isEqualTo("DELIVERED");
  }

  @Test
  default void aReportOlderThanTheAttemptIsNotItsOwn() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    Instant before = store.clock.instant().minus(Duration.ofMinutes(6));
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.NEVER);
    store.report(session, 5, TestStore.NUMBER, ReportClass.FAILED, before);
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
  }

  @Test
  default void thatTheServiceCentreStillTriesChangesNothing() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.NEVER);
    store.report(session, 5, TestStore.NUMBER, ReportClass.PENDING);
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    store.report(session, 5, TestStore.NUMBER, ReportClass.EXPIRED);
    assertThat(store.state(id)).isEqualTo("EXPIRED");
  }

  @Test
  default void withoutReportItIsSentAndLateTruthStillCounts() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    Instant sent = store.clock.instant();
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.ALWAYS);
    store.clock.pass(TestStore.VALIDITY.plusMinutes(59));
    store.pending();
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    store.clock.pass(Duration.ofMinutes(1));
    store.pending();
    assertThat(store.state(id)).isEqualTo("SENT_NO_REPORT");
    assertThat(store.mails()).hasSize(1);
    store.clock.pass(Duration.ofDays(2));
    store.report(session, 5, TestStore.NUMBER, ReportClass.DELIVERED, sent);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
    assertThat(store.mails()).allMatch(mail -> mail.attempt() > 1);
  }

  @Test
  default void aLateReportDoesNotReviveAnEndedSegment() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.NEVER);
    store.report(session, 5, TestStore.NUMBER, ReportClass.FAILED);
    store.report(session, 5, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.state(id)).isEqualTo("FAILED");
  }

  @Test
  default void whatAReportSaysTooLateIsListed() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.NEVER);
    store.report(session, 5, TestStore.NUMBER, ReportClass.FAILED);
    int before = store.journal.show(id).orElseThrow().events().size();
    store.report(session, 5, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.journal.show(id).orElseThrow().events()).hasSize(before + 1);
  }

  @Test
  default void aReportWithoutATimeIsForAnAttemptBeforeItCame() throws StoreException, SQLException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    undated(store, session);
    store.clock.pass(Duration.ofSeconds(1));
    long id = store.submitted(session, TestStore.NUMBER, 5, Confirm.NEVER);
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    assertThat(store.sql("SELECT COUNT(*) FROM inbound WHERE state = 'PARKED'")).isEqualTo(1);
    undated(store, session);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
  }

  @Test
  default void aReportWithoutATimeThatComesBeforeTheResultWaitsForIt() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    undated(store, session);
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(5), false);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
  }

  private static void undated(TestStore store, long session) throws StoreException {
    long id = store.reported(session);
    store.pending();
    store.queue.decided(
        List.of(
            new Decision.Report(
                id,
                new PduCodec.StatusReport(
                    5, TestStore.NUMBER, Optional.empty(), Optional.empty(), 0),
                ReportClass.DELIVERED)));
  }

  @Test
  default void aReportThatTheServiceCentreStillTriesSettlesAnUnknownOutcome()
      throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.bringsReports(session);
    long id = store.planned(TestStore.NUMBER);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Unknown("silent"), false);
    store.report(session, 5, TestStore.NUMBER, ReportClass.PENDING);
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    store.clock.pass(TestStore.WAITS.unknownOutcome());
    store.pending();
    assertThat(store.queue.nextSubmit(session)).isEmpty();
  }

  @Test
  default void aReportOfBeforeALongAbsenceSettlesWhatWasInHandThen() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.bringsReports(session);
    long id = store.planned(TestStore.NUMBER);
    Instant intended = store.clock.instant();
    assertThat(store.queue.nextSubmit(session)).isPresent();
    store.clock.pass(Duration.ofMinutes(20));
    store.restart();
    session = store.queue.openSession("north", TestStore.SIM);
    assertThat(store.state(id)).isEqualTo("UNKNOWN");
    store.report(session, 5, TestStore.NUMBER, ReportClass.DELIVERED, intended);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
  }
}
