package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import smsgateway.api.Administration.Retried;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.WorkSignal.Kind;

/** P12: what ended without the phone can be sent again, once, as a new message. */
interface RetryContract extends StoreContract {

  private static long failed(TestStore store, long session) throws StoreException {
    long id = store.planned(TestStore.NUMBER, 1, Confirm.FAILURE);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(
        session, submit.segmentId(), new SubmitOutcome.Rejected(1, "No such number."), false);
    return id;
  }

  @Test
  default void aFailedMessageIsSentAgainAsANewOneLinkedBothWays() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = failed(store, session);
    store.mails();
    store.wakes.clear();
    Retried retried = store.administration.retry(id, "jane");
    assertThat(retried.possibleDuplicate()).isFalse();
    assertThat(store.wakes).contains(Kind.DECISION);
    Pending.Request request = (Pending.Request) TestStore.only(store.pending());
    assertThat(request.id()).isEqualTo(retried.id()).isNotEqualTo(id);
    assertThat(request.sender()).isEqualTo(TestStore.ALICE);
    assertThat(request.text()).startsWith("Text of mail-");
    store.queue.decided(List.of(store.plan(retried.id(), TestStore.NUMBER, 1, Confirm.ALWAYS)));
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(7), false);
    store.report(session, 7, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.mails()).hasSize(1);
    assertThat(store.state(id)).isEqualTo("FAILED");
    assertThat(store.journal.show(id).orElseThrow().events())
        .extracting(e -> e.cause())
        .contains("administrator jane: sent again as message " + retried.id());
    assertThat(store.journal.show(retried.id()).orElseThrow().events())
        .extracting(e -> e.cause())
        .contains("administrator jane: sends message " + id + " again");
  }

  @Test
  default void aMessageIsSentAgainOnlyOnce() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = failed(store, session);
    long again = store.administration.retry(id, "jane").id();
    assertThatThrownBy(() -> store.administration.retry(id, "jane"))
        .hasMessageContaining("was sent again as " + again);
    store.administration.cancel(again, "jane");
    assertThat(store.administration.retry(again, "jane").id()).isGreaterThan(again);
  }

  @Test
  default void whatMayHaveArrivedIsFlagged() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.submitted(session, TestStore.NUMBER, 1, Confirm.NEVER);
    store.clock.pass(TestStore.VALIDITY.plus(Duration.ofHours(2)));
    store.pending();
    assertThat(store.state(id)).isEqualTo("SENT_NO_REPORT");
    assertThat(store.administration.retry(id, "jane").possibleDuplicate()).isTrue();
  }

  @Test
  default void whatIsDeliveredOrUnderWayIsNotSentAgain() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long queued = store.planned(TestStore.NUMBER, 2, Confirm.NEVER);
    assertThatThrownBy(() -> store.administration.retry(queued, "jane"))
        .hasMessageContaining("QUEUED and cannot be sent again");
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Rejected(1, "No."), false);
    assertThatThrownBy(() -> store.administration.retry(queued, "jane"))
        .hasMessageContaining("sms:cancel " + queued);
    long delivered = store.planned(TestStore.NUMBER + "0");
    store.administration.cancel(queued, "jane");
    submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(3), false);
    store.report(session, 3, TestStore.NUMBER + "0", ReportClass.DELIVERED);
    assertThatThrownBy(() -> store.administration.retry(delivered, "jane"))
        .hasMessageContaining("DELIVERED and cannot be sent again");
    assertThatThrownBy(() -> store.administration.retry(999_999, "jane"))
        .hasMessageContaining("There is no message");
  }

  @Test
  default void whatCouldNotBeDecidedIsDecidedAgain() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long request = store.accept("1@sms.example.org");
    store.queue.receive(session, List.of(new ReceivedPdu("07AA", false)));
    for (int i = 0; i < 8; i++) {
      store.pending();
      store.clock.pass(Duration.ofMinutes(1));
    }
    assertThat(store.state(request)).isEqualTo("QUARANTINED");
    long inbound =
        store
            .journal
            .find(java.util.Optional.empty(), java.util.Optional.of("QUARANTINED"), 10)
            .stream()
            .mapToLong(e -> e.id())
            .min()
            .orElseThrow();
    assertThat(inbound).isNegative();
    long again = store.administration.retry(request, "jane").id();
    assertThat(store.administration.retry(inbound, "jane").id()).isEqualTo(inbound);
    assertThat(store.pending()).extracting(Pending::id).containsExactlyInAnyOrder(again, -inbound);
    assertThatThrownBy(() -> store.administration.retry(inbound, "jane"))
        .hasMessageContaining("is RECEIVED");
  }
}
