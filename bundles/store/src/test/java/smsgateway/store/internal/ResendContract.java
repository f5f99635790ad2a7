package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.MessageQueue;
import smsgateway.api.OutgoingMail;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** P2 and P3: what becomes of a segment whose outcome is unknown, and its one repetition. */
interface ResendContract extends StoreContract {
  private static Submit claim(TestStore store, long session) throws StoreException {
    return store.queue.nextSubmit(session).orElseThrow();
  }

  private static void end(TestStore store, long session, Submit submit, SubmitOutcome outcome)
      throws StoreException {
    store.queue.advance(session, submit.segmentId(), outcome, false);
  }

  /** Claimed, and given up by the modem. */
  private static Submit unknown(TestStore store, long session) throws StoreException {
    Submit submit = claim(store, session);
    end(store, session, submit, new SubmitOutcome.Unknown("silent"));
    return submit;
  }

  private static long open(TestStore store) throws StoreException {
    return store.queue.openSession("north", TestStore.SIM);
  }

  private static SubmitOutcome accepted(int reference) {
    return new SubmitOutcome.Submitted(reference);
  }

  @Test
  default void withoutAnyReportOverTheSimThereIsNothingToWaitFor() throws StoreException {
    TestStore store = store();
    long session = open(store);
    store.planned(TestStore.NUMBER);
    unknown(store, session);
    store.clock.pass(Duration.ofSeconds(1));
    store.pending();
    assertThat(claim(store, session).attempt()).isEqualTo(2);
  }

  @Test
  default void overASimThatBringsReportsOneIsWaitedFor() throws StoreException {
    TestStore store = store();
    long session = open(store);
    store.bringsReports(session);
    long id = store.planned(TestStore.NUMBER);
    unknown(store, session);
    store.clock.pass(TestStore.WAITS.unknownOutcome().minusSeconds(1));
    store.pending();
    assertThat(store.state(id)).isEqualTo("UNKNOWN");
    store.clock.pass(Duration.ofSeconds(1));
    store.pending();
    assertThat(store.state(id)).isEqualTo("QUEUED");
  }

  @Test
  default void reportsOverAnotherSimProveNothing() throws StoreException {
    TestStore store = store();
    store.bringsReports(store.queue.openSession("south", "sim 2"));
    long session = open(store);
    long id = store.planned(TestStore.NUMBER);
    unknown(store, session);
    store.clock.pass(Duration.ofSeconds(1));
    store.pending();
    assertThat(store.state(id)).isEqualTo("QUEUED");
  }

  @Test
  default void aFlashMessageIsNeverSentOnceMore() throws StoreException {
    TestStore store = store();
    long session = open(store);
    long id = store.accept("1@sms.example.org");
    Decision.Planned p = store.plan(id, TestStore.NUMBER, 1, Confirm.NEVER);
    store.queue.decided(
        List.of(
            new Decision.Planned(
                id,
                p.destination(),
                p.recipient(),
                p.tpdus(),
                p.validity(),
                p.quotaUser(),
                p.confirm(),
                true)));
    unknown(store, session);
    store.clock.pass(Duration.ofSeconds(1));
    store.pending();
    assertThat(store.state(id)).isEqualTo("UNDETERMINED");
  }

  @Test
  default void aLateResultSettlesIt() throws StoreException {
    TestStore store = store();
    long session = open(store);
    store.bringsReports(session);
    long id = store.planned(TestStore.NUMBER, 1, Confirm.ALWAYS);
    Submit submit = unknown(store, session);
    end(store, session, submit, accepted(7));
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    store.report(session, 7, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
    OutgoingMail.Answer answer = (OutgoingMail.Answer) TestStore.only(store.mails());
    assertThat(answer.results().get(0).possibleDuplicate()).isFalse();
  }

  @Test
  default void aLateResultBeforeTheResendIsClaimedSparesIt() throws StoreException {
    TestStore store = store();
    long session = open(store);
    long id = store.planned(TestStore.NUMBER);
    Submit submit = unknown(store, session);
    store.clock.pass(Duration.ofSeconds(1));
    store.pending();
    assertThat(store.state(id)).isEqualTo("QUEUED");
    end(store, session, submit, accepted(7));
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    assertThat(store.queue.nextSubmit(session)).isEmpty();
  }

  @Test
  default void aLateResultOfAFormerSessionSettlesItToo() throws StoreException {
    TestStore store = store();
    long session = open(store);
    store.bringsReports(session);
    long id = store.planned(TestStore.NUMBER);
    Submit submit = unknown(store, session);
    open(store);
    assertThatThrownBy(() -> end(store, session, submit, accepted(7)))
        .isInstanceOf(StoreException.class);
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
  }

  @Test
  default void aLateResultOfAnAttemptThatTheNetworkRefusedMeanwhileChangesNothing()
      throws StoreException {
    TestStore store = store();
    long session = open(store);
    long id = store.planned(TestStore.NUMBER);
    Submit submit = claim(store, session);
    end(store, session, submit, new SubmitOutcome.Retry("busy"));
    end(store, session, submit, accepted(7));
    assertThat(store.state(id)).isEqualTo("QUEUED");
  }

  @Test
  default void anotherSegmentThatIsBeingSubmittedStaysUntouchedByALateResult()
      throws StoreException {
    TestStore store = store();
    long session = open(store);
    store.bringsReports(session);
    long first = store.planned(TestStore.NUMBER);
    Submit late = unknown(store, session);
    long second = store.planned("+491520000000");
    claim(store, session);
    end(store, session, late, accepted(7));
    assertThat(store.state(first)).isEqualTo("SUBMITTED");
    assertThat(store.state(second)).isEqualTo("SUBMITTING");
  }

  /** Sends one message; the modem says that it kept, or changed, the TP-MR it was asked for. */
  private static void accepted(TestStore store, long session, boolean kept) throws StoreException {
    store.planned("+491520000000");
    Submit submit = claim(store, session);
    int reference = submit.messageReference() + (kept ? 0 : 1);
    end(store, session, submit, accepted(reference & 0xFF));
  }

  private static Submit resent(TestStore store, long session) throws StoreException {
    Submit first = unknown(store, session);
    store.clock.pass(Duration.ofSeconds(1));
    store.pending();
    Submit again = claim(store, session);
    assertThat(again.segmentId()).isEqualTo(first.segmentId());
    assertThat(again.messageReference()).isEqualTo(first.messageReference());
    return again;
  }

  @Test
  default void theResendOverAModemThatKeepsOurReferenceBearsTpRd() throws StoreException {
    TestStore store = store();
    long session = open(store);
    accepted(store, session, true);
    store.planned(TestStore.NUMBER);
    assertThat(resent(store, session).rejectDuplicates()).isTrue();
  }

  @Test
  default void theResendOverAModemThatChangesItBearsNone() throws StoreException {
    TestStore store = store();
    long session = open(store);
    accepted(store, session, true);
    accepted(store, session, false);
    store.planned(TestStore.NUMBER);
    assertThat(resent(store, session).rejectDuplicates()).isFalse();
  }

  @Test
  default void withoutAnyResultOfTheModemTheResendBearsNoTpRd() throws StoreException {
    TestStore store = store();
    long session = open(store);
    store.planned(TestStore.NUMBER);
    assertThat(resent(store, session).rejectDuplicates()).isFalse();
  }

  @Test
  default void overAnotherSimTheResendBearsNoTpRd() throws StoreException {
    TestStore store = store();
    long session = open(store);
    accepted(store, session, true);
    store.planned(TestStore.NUMBER);
    unknown(store, session);
    store.clock.pass(Duration.ofSeconds(1));
    store.pending();
    session = store.queue.openSession("north", "sim 2");
    assertThat(claim(store, session).rejectDuplicates()).isFalse();
  }

  @Test
  default void afterARefusedResendTheNextTryBearsNoTpRd() throws StoreException {
    TestStore store = store();
    long session = open(store);
    accepted(store, session, true);
    store.planned(TestStore.NUMBER);
    end(store, session, resent(store, session), new SubmitOutcome.Retry("+CMS ERROR: 197"));
    store.clock.pass(Duration.ofHours(1));
    assertThat(claim(store, session).rejectDuplicates()).isFalse();
  }

  @Test
  default void aFirstSubmissionAndARetryBearNoTpRd() throws StoreException {
    TestStore store = store();
    long session = open(store);
    accepted(store, session, true);
    store.planned(TestStore.NUMBER);
    Submit submit = claim(store, session);
    assertThat(submit.rejectDuplicates()).isFalse();
    end(store, session, submit, new SubmitOutcome.Retry("busy"));
    store.clock.pass(Duration.ofHours(1));
    assertThat(claim(store, session).rejectDuplicates()).isFalse();
  }

  @Test
  default void aResendThatIsNotSentInTimeIsUndetermined() throws StoreException {
    TestStore store = store();
    long session = open(store);
    long id = store.planned(TestStore.NUMBER);
    unknown(store, session);
    store.clock.pass(Duration.ofSeconds(1));
    store.pending();
    store.clock.pass(TestStore.VALIDITY);
    store.pending();
    assertThat(store.state(id)).isEqualTo("UNDETERMINED");
  }

  @Test
  default void aResendThatIsCancelledIsUndetermined() throws StoreException {
    TestStore store = store();
    long session = open(store);
    long id = store.planned(TestStore.NUMBER);
    unknown(store, session);
    store.clock.pass(Duration.ofSeconds(1));
    store.pending();
    store.administration.cancel(id, "admin");
    assertThat(store.state(id)).isEqualTo("UNDETERMINED");
  }

  @Test
  default void aResendThatIsHeldAndThenCancelledIsUndetermined() throws StoreException {
    TestStore store = store();
    long session = open(store);
    long id = store.planned(TestStore.NUMBER);
    unknown(store, session);
    store.clock.pass(Duration.ofSeconds(1));
    store.pending();
    store.administration.hold(id, "admin");
    assertThat(store.state(id)).isEqualTo("HELD");
    store.administration.cancel(id, "admin");
    assertThat(store.state(id)).isEqualTo("UNDETERMINED");
  }

  @Test
  default void aLongWaitEndsAnHourAfterTheValidity() throws StoreException {
    TestStore store = store();
    MessageQueue.Waits week =
        new MessageQueue.Waits(Duration.ofDays(7), true, Duration.ofHours(24));
    long session = open(store);
    store.bringsReports(session);
    long id = store.planned(TestStore.NUMBER);
    unknown(store, session);
    store.clock.pass(TestStore.VALIDITY.plusMinutes(59));
    store.queue.nextDecisions(10, week);
    assertThat(store.state(id)).isEqualTo("UNKNOWN");
    store.clock.pass(Duration.ofMinutes(1));
    store.queue.nextDecisions(10, week);
    assertThat(store.state(id)).isEqualTo("UNDETERMINED");
  }

  @Test
  default void whereverTheModemLeavesASegmentItEndsWithinValidityAndAnHour() throws StoreException {
    TestStore store = store();
    long session = open(store);
    store.bringsReports(session);
    long submitting = store.planned("+4915100000001");
    claim(store, session);
    long south = store.queue.openSession("south", "sim 2");
    long unknown = store.planned("+4915100000002");
    unknown(store, south);
    long accepted = store.submitted(south, "+4915100000003", 3, Confirm.ALWAYS);
    long refused = store.planned("+4915100000004");
    end(store, south, claim(store, south), new SubmitOutcome.Retry("busy"));
    long waiting = store.planned("+4915100000005");
    long held = store.planned("+4915100000006");
    store.administration.hold(held, "admin");
    for (int minute = 0; minute < 25 * 60; minute += 5) {
      store.clock.pass(Duration.ofMinutes(5));
      store.pending();
    }
    assertThat(store.state(submitting)).isEqualTo("UNDETERMINED");
    assertThat(store.state(unknown)).isEqualTo("UNDETERMINED");
    assertThat(store.state(accepted)).isEqualTo("SENT_NO_REPORT");
    assertThat(List.of(refused, waiting, held)).allMatch(id -> expired(store, id));
  }

  private static boolean expired(TestStore store, long id) {
    try {
      return store.state(id).equals("EXPIRED");
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }
}
