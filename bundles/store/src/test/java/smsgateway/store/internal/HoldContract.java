package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Pending;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.WorkSignal.Kind;

/** Holding one message, and stopping all sending. */
interface HoldContract extends StoreContract {

  @Test
  default void aHeldMessageWaitsForItsReleaseAndOthersPassIt() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long held = store.planned(TestStore.NUMBER, 2, Confirm.NEVER);
    long other = store.planned(TestStore.NUMBER);
    assertThat(store.administration.hold(held, "jane")).contains("sms:release " + held);
    assertThat(store.state(held)).isEqualTo("HELD");
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    assertThat(
            store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(1), true))
        .isEmpty();
    assertThat(store.state(other)).isEqualTo("SUBMITTED");
    store.wakes.clear();
    store.administration.release(held, "jane");
    assertThat(store.wakes).contains(Kind.SUBMIT);
    assertThat(store.queue.nextSubmit(session)).isPresent();
  }

  @Test
  default void ordersNameWhoGaveThem() throws StoreException {
    TestStore store = store();
    long id = store.planned(TestStore.NUMBER);
    store.administration.hold(id, "jane");
    store.administration.release(id, "bob");
    assertThat(store.journal.show(id).orElseThrow().events())
        .extracting(e -> e.subject() + " " + e.to() + " " + e.cause())
        .contains(
            "message HELD administrator jane",
            "segment 1 HELD administrator jane",
            "message PLANNED administrator bob",
            "segment 1 QUEUED administrator bob");
  }

  @Test
  default void whatComesBackFromAModemIsHeldToo() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    assertThat(store.administration.hold(id, "jane")).contains("held too");
    assertThat(store.state(id)).isEqualTo("SUBMITTING");
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Retry("busy"), true);
    assertThat(store.state(id)).isEqualTo("HELD");
    store.clock.pass(Duration.ofHours(1));
    assertThat(store.queue.nextSubmit(session)).isEmpty();
    store.administration.release(id, "jane");
    assertThat(store.queue.nextSubmit(session)).isPresent();
  }

  @Test
  default void anUnknownOutcomeOfAHeldMessageIsNotSentOnceMoreBeforeItsRelease()
      throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Unknown("silent"), false);
    store.administration.hold(id, "jane");
    store.clock.pass(TestStore.WAITS.unknownOutcome());
    store.pending();
    assertThat(store.state(id)).isEqualTo("HELD");
    assertThat(store.queue.nextSubmit(session)).isEmpty();
  }

  @Test
  default void aHeldMessageExpiresWithItsValidity() throws StoreException {
    TestStore store = store();
    long id = store.planned(TestStore.NUMBER, 1, Confirm.FAILURE);
    store.administration.hold(id, "jane");
    store.clock.pass(TestStore.VALIDITY);
    store.pending();
    assertThat(store.state(id)).isEqualTo("EXPIRED");
    assertThat(store.mails()).hasSize(1);
  }

  @Test
  default void aRequestCanBeHeldBeforeItIsDecided() throws StoreException {
    TestStore store = store();
    long id = store.accept("1@sms.example.org");
    Pending seen = TestStore.only(store.pending());
    store.administration.hold(id, "jane");
    // The processor had it in hand: its decision comes too late.
    store.queue.decided(List.of(store.plan(seen.id(), TestStore.NUMBER, 1, Confirm.NEVER)));
    assertThat(store.state(id)).isEqualTo("HELD");
    store.clock.pass(Duration.ofHours(1));
    assertThat(store.pending()).isEmpty();
    store.wakes.clear();
    store.administration.release(id, "jane");
    assertThat(store.wakes).contains(Kind.DECISION);
    Pending.Request again = (Pending.Request) TestStore.only(store.pending());
    assertThat(again.attempt()).isEqualTo(1);
  }

  @Test
  default void whatCannotBeHeldSaysWhy() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long sent = store.submitted(session, TestStore.NUMBER, 1, Confirm.NEVER);
    long held = store.planned(TestStore.NUMBER);
    store.administration.hold(held, "jane");
    assertThatThrownBy(() -> store.administration.hold(sent, "jane"))
        .hasMessageContaining("SUBMITTED");
    assertThatThrownBy(() -> store.administration.hold(held, "jane"))
        .hasMessageContaining("held already");
    assertThatThrownBy(() -> store.administration.release(sent, "jane"))
        .hasMessageContaining("not held");
    assertThatThrownBy(() -> store.administration.hold(999_999, "jane"))
        .hasMessageContaining("There is no message 999999");
    assertThatThrownBy(() -> store.administration.hold(-5, "jane")).hasMessageContaining("in5");
  }

  @Test
  default void stoppedSendingStaysStoppedOverARestart() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.planned(TestStore.NUMBER);
    store.planned(TestStore.NUMBER + "0");
    Submit inHand = store.queue.nextSubmit(session).orElseThrow();
    store.administration.stopSending("jane");
    assertThat(
            store.queue.advance(session, inHand.segmentId(), new SubmitOutcome.Submitted(1), true))
        .isEmpty();
    assertThat(store.queue.nextSubmit(session)).isEmpty();
    store.restart();
    session = store.queue.openSession("north", TestStore.SIM);
    assertThat(store.queue.nextSubmit(session)).isEmpty();
    store.wakes.clear();
    assertThat(store.administration.resumeSending("bob").orElseThrow().by()).isEqualTo("jane");
    assertThat(store.wakes).contains(Kind.SUBMIT);
    assertThat(store.queue.nextSubmit(session)).isPresent();
  }

  @Test
  default void aStopBindsNoMessageToAModem() throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    store.planned(TestStore.NUMBER, 2, Confirm.NEVER);
    store.administration.stopSending("jane");
    assertThat(store.queue.nextSubmit(north)).isEmpty();
    store.administration.resumeSending("jane");
    long south = store.queue.openSession("south", "another SIM");
    assertThat(store.queue.nextSubmit(south)).isPresent();
  }

  @Test
  default void stoppedSendingIsAYellowFindingThatNamesTheRemedy() throws StoreException {
    TestStore store = store();
    assertThat(store.administration.findings().get(0).level()).isEqualTo(Level.GREEN);
    store.administration.stopSending("jane");
    assertThat(store.administration.findings().get(0).level()).isEqualTo(Level.YELLOW);
    store.restart();
    assertThat(store.administration.findings().get(0).level()).isEqualTo(Level.YELLOW);
    assertThat(store.administration.findings().get(0).message())
        .contains("jane")
        .contains("sms:release");
    store.administration.resumeSending("jane");
    assertThat(store.administration.findings().get(0).level()).isEqualTo(Level.GREEN);
  }

  @Test
  default void stoppingTwiceKeepsTheFirstStop() throws StoreException {
    TestStore store = store();
    assertThat(store.administration.resumeSending("jane")).isEqualTo(Optional.empty());
    var first = store.administration.stopSending("jane");
    store.clock.pass(Duration.ofMinutes(1));
    assertThat(store.administration.stopSending("bob")).isEqualTo(first);
  }
}
