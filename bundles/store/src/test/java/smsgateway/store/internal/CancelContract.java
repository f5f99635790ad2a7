package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.Journal;
import smsgateway.api.OutgoingMail;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** Cancelling: what has not left never will, and the sender is told. */
interface CancelContract extends StoreContract {

  @Test
  default void aQueuedMessageIsCancelledAndItsSenderToldAsOfAFailure() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long told = store.planned(TestStore.NUMBER, 2, Confirm.FAILURE);
    long silent = store.planned(TestStore.NUMBER, 1, Confirm.NEVER);
    store.administration.cancel(told, "jane");
    store.administration.cancel(silent, "jane");
    assertThat(store.state(told)).isEqualTo("CANCELLED");
    assertThat(store.state(silent)).isEqualTo("CANCELLED");
    assertThat(store.queue.nextSubmit(session)).isEmpty();
    OutgoingMail.Answer answer = (OutgoingMail.Answer) TestStore.only(store.mails());
    assertThat(answer.results().get(0).state()).isEqualTo("CANCELLED");
    assertThat(answer.results().get(0).reason()).isEmpty();
  }

  @Test
  default void aHeldMessageCanBeCancelled() throws StoreException {
    TestStore store = store();
    long id = store.planned(TestStore.NUMBER);
    store.administration.hold(id, "jane");
    store.administration.cancel(id, "jane");
    assertThat(store.state(id)).isEqualTo("CANCELLED");
    assertThatThrownBy(() -> store.administration.release(id, "jane"))
        .hasMessageContaining("not held");
  }

  @Test
  default void ofALongMessageOnlyWhatWaitsIsCancelledAndWhatComesBackFollows()
      throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER, 3, Confirm.ALWAYS);
    Submit first = store.queue.nextSubmit(session).orElseThrow();
    Submit second =
        store
            .queue
            .advance(session, first.segmentId(), new SubmitOutcome.Submitted(1), true)
            .orElseThrow();
    assertThat(store.administration.cancel(id, "jane"))
        .contains("Segment 2 is in a modem's hands")
        .contains("Segment 1 is with the network");
    assertThat(states(store, id))
        .containsExactly(SegmentState.SUBMITTED, SegmentState.SUBMITTING, SegmentState.CANCELLED);
    store.queue.advance(session, second.segmentId(), new SubmitOutcome.Retry("busy"), true);
    assertThat(states(store, id))
        .containsExactly(SegmentState.SUBMITTED, SegmentState.CANCELLED, SegmentState.CANCELLED);
    assertThat(store.mails()).isEmpty();
    store.report(session, 1, TestStore.NUMBER, ReportClass.DELIVERED);
    OutgoingMail.Answer answer = (OutgoingMail.Answer) TestStore.only(store.mails());
    assertThat(answer.results().get(0).state()).isEqualTo("CANCELLED");
  }

  private static List<SegmentState> states(TestStore store, long id) throws StoreException {
    return store.journal.show(id).orElseThrow().segments().stream()
        .map(Journal.Segment::state)
        .toList();
  }

  @Test
  default void anUnknownOutcomeIsNotSentOnceMoreAfterACancel() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER, 1, Confirm.FAILURE);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Unknown("silent"), false);
    assertThat(store.administration.cancel(id, "jane")).contains("not once more");
    assertThat(store.state(id)).isEqualTo("UNKNOWN");
    store.clock.pass(TestStore.WAITS.unknownOutcome());
    store.pending();
    assertThat(store.state(id)).isEqualTo("UNDETERMINED");
    assertThat(store.queue.nextSubmit(session)).isEmpty();
    assertThat(store.mails()).hasSize(1);
  }

  @Test
  default void whatTheNetworkHasIsNotCancelled() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.submitted(session, TestStore.NUMBER, 1, Confirm.NEVER);
    assertThatThrownBy(() -> store.administration.cancel(id, "jane"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("with the network")
        .hasMessageContaining("sms:why " + id);
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
    store.report(session, 1, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThatThrownBy(() -> store.administration.cancel(id, "jane"))
        .hasMessageContaining("DELIVERED: nothing is left");
    assertThatThrownBy(() -> store.administration.cancel(999_999, "jane"))
        .hasMessageContaining("There is no message");
  }

  @Test
  default void aCancelledRequestIsNotDecidedAndItsSenderIsTold() throws StoreException {
    TestStore store = store();
    long id = store.accept("1@sms.example.org");
    store.pending();
    store.administration.cancel(id, "jane");
    store.queue.decided(List.of(store.plan(id, TestStore.NUMBER, 1, Confirm.NEVER)));
    assertThat(store.state(id)).isEqualTo("CANCELLED");
    OutgoingMail.Answer answer = (OutgoingMail.Answer) TestStore.only(store.mails());
    assertThat(answer.results().get(0).state()).isEqualTo("CANCELLED");
  }

  @Test
  default void oneAnswerNamesTheCancelledAndTheRefusedRecipientsOfAMail() throws StoreException {
    TestStore store = store();
    List<Long> ids =
        store.queue.accept(store.mailTo("1@sms.example.org", "2@sms.example.org", "3@x.org"));
    store.pending();
    store.queue.decided(List.of(new Decision.Refused(ids.get(0), "one", "No.")));
    store.queue.decided(List.of(store.plan(ids.get(2), TestStore.NUMBER, 1, Confirm.NEVER)));
    assertThat(store.mails()).isEmpty();
    store.administration.cancel(ids.get(1), "jane");
    store.administration.cancel(ids.get(2), "jane");
    OutgoingMail.Answer answer = (OutgoingMail.Answer) TestStore.only(store.mails());
    assertThat(answer.results())
        .extracting(OutgoingMail.RecipientResult::state)
        .containsExactly("REFUSED", "CANCELLED");
  }
}
