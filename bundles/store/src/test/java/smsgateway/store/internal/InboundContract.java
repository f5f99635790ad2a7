package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Journal;
import smsgateway.api.OutgoingMail;
import smsgateway.api.PduCodec;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.WorkSignal;

/** P8: what the modem received is stored first, once, and put together. */
interface InboundContract extends StoreContract {

  @Test
  default void aPduIsStoredBeforeItIsAcknowledged() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.queue.receive(session, List.of(new ReceivedPdu("07AA", true)));
    store.restart();
    Pending.Pdu pdu = (Pending.Pdu) TestStore.only(store.pending());
    assertThat(pdu.hex()).isEqualTo("07AA");
    assertThat(pdu.modem()).isEqualTo("north");
    assertThat(pdu.attempt()).isEqualTo(1);
    assertThat(store.wakes).contains(WorkSignal.Kind.DECISION);
  }

  @Test
  default void aPduThatStillLiesInTheModemIsStoredOnce() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    List<ReceivedPdu> pdus = List.of(new ReceivedPdu("07AA", true));
    store.queue.receive(session, pdus);
    store.clock.pass(Duration.ofDays(3));
    store.queue.receive(session, pdus);
    assertThat(store.pending()).hasSize(1);
  }

  @Test
  default void anEqualPduIsNewOnceTheFirstWasDeletedAndTenMinutesHavePassed()
      throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    List<ReceivedPdu> pdus = List.of(new ReceivedPdu("07AA", true));
    store.queue.receive(session, pdus);
    store.queue.deletedFromModem(session, pdus);
    store.clock.pass(Duration.ofMinutes(9));
    store.queue.receive(session, List.of(new ReceivedPdu("07AA", false)));
    assertThat(store.pending()).hasSize(1);
    store.clock.pass(Duration.ofMinutes(2));
    store.queue.receive(session, pdus);
    assertThat(store.journal.find(Optional.of(Journal.Direction.IN), Optional.empty(), 10))
        .hasSize(2);
  }

  @Test
  default void aPduThatCameDirectlyAndThenLiesInTheModemIsStoredOnceHoweverLongItLies()
      throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.queue.receive(session, List.of(new ReceivedPdu("07AA", false)));
    store.queue.receive(session, List.of(new ReceivedPdu("07AA", true)));
    store.clock.pass(Duration.ofDays(3));
    store.queue.receive(session, List.of(new ReceivedPdu("07AA", true)));
    assertThat(store.journal.find(Optional.of(Journal.Direction.IN), Optional.empty(), 10))
        .hasSize(1);
  }

  @Test
  default void aPduFromAStaleSessionIsStored() throws StoreException {
    TestStore store = store();
    long old = store.queue.openSession("north", TestStore.SIM);
    store.queue.openSession("north", TestStore.SIM);
    store.queue.receive(old, List.of(new ReceivedPdu("07AA", true)));
    assertThat(store.pending()).hasSize(1);
  }

  @Test
  default void aMessageGoesToItsMailboxesWithAllFacts() throws StoreException {
    TestStore store = store();
    long id = pdu(store, "07AA");
    store.queue.decided(List.of(toMail(store, id, "the text", "bob@example.org", "Eve@x.org")));
    List<OutgoingMail> mails = store.mails();
    assertThat(mails).extracting(OutgoingMail::to).containsExactly("bob@example.org", "Eve@x.org");
    assertThat(store.wakes).contains(WorkSignal.Kind.MAIL);
    OutgoingMail.InboundSms sms = (OutgoingMail.InboundSms) mails.get(0);
    assertThat(sms.originator()).isEqualTo(TestStore.NUMBER);
    assertThat(sms.text()).isEqualTo("the text");
    assertThat(sms.answerable()).isTrue();
    assertThat(sms.sentAt()).contains(store.clock.instant());
    assertThat(sms.reason()).isEqualTo("because");
    assertThat(store.directory.hasWrittenTo(TestStore.NUMBER, "eve@x.org")).isTrue();
    assertThat(store.directory.hasWrittenTo("+49", "eve@x.org")).isFalse();
    Journal.Detail detail = store.journal.show(-id).orElseThrow();
    assertThat(detail.entry().state()).isEqualTo("ROUTED");
    assertThat(detail.text()).isEqualTo("the text");
  }

  private static long pdu(TestStore store, String hex) throws StoreException {
    long session = store.queue.openSession("north", TestStore.SIM);
    store.queue.receive(session, List.of(new ReceivedPdu(hex, false)));
    return TestStore.only(store.pending()).id();
  }

  private static Decision.ToMail toMail(TestStore store, long id, String text, String... to) {
    return new Decision.ToMail(
        id,
        Arrays.asList(to),
        TestStore.NUMBER,
        true,
        text,
        Optional.of(store.clock.instant()),
        "because");
  }

  @Test
  default void anUndecodablePduBecomesANotice() throws StoreException {
    TestStore store = store();
    long id = pdu(store, "ZZ");
    store.queue.decided(
        List.of(new Decision.Notice(id, List.of("op@example.org"), "Subject", "ZZ is no PDU")));
    OutgoingMail.OperatorNotice notice =
        (OutgoingMail.OperatorNotice) TestStore.only(store.mails());
    assertThat(notice.subject()).isEqualTo("Subject");
    assertThat(notice.text()).isEqualTo("ZZ is no PDU");
    assertThat(store.wakes).contains(WorkSignal.Kind.MAIL);
    store.clock.pass(Duration.ofHours(1));
    assertThat(store.pending()).isEmpty();
    assertThat(store.state(-id)).isEqualTo("NOTICED");
  }

  @Test
  default void aPostponedMessageComesBackAfterAMinuteHoweverOften() throws StoreException {
    TestStore store = store();
    long id = pdu(store, "07AA");
    for (int i = 0; i < 5; i++) {
      store.queue.decided(List.of(new Decision.Postponed(id, "nobody")));
      store.clock.pass(Duration.ofSeconds(59));
      assertThat(store.pending()).isEmpty();
      store.clock.pass(Duration.ofSeconds(1));
      assertThat(store.pending()).extracting(Pending::id).containsExactly(id);
    }
  }

  @Test
  default void aDroppedPduKeepsItsReason() throws StoreException {
    TestStore store = store();
    long id = pdu(store, "07AA");
    store.queue.decided(List.of(new Decision.Dropped(id, "type 0")));
    assertThat(store.journal.show(-id).orElseThrow().entry().reason()).isEqualTo("type 0");
    assertThat(store.mails()).isEmpty();
  }

  @Test
  default void aPduIsDecidedOnce() throws StoreException {
    TestStore store = store();
    long id = pdu(store, "07AA");
    store.queue.decided(List.of(new Decision.Dropped(id, "type 0")));
    Decision again = toMail(store, id, "the text", "bob@example.org");
    assertThatThrownBy(() -> store.queue.decided(List.of(again)))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.ILLEGAL_TRANSITION));
    assertThat(store.mails()).isEmpty();
  }

  @Test
  default void aPduThatIsNeverDecidedIsPutAsideAndListed() throws StoreException {
    TestStore store = store();
    long id = pdu(store, "07AA");
    for (int i = 0; i < 3; i++) {
      store.clock.pass(Duration.ofMinutes(1));
      store.pending();
    }
    assertThat(store.journal.find(Optional.empty(), Optional.of("QUARANTINED"), 10)).hasSize(1);
    assertThat(store.journal.show(-id).orElseThrow().events())
        .extracting(Journal.Event::to)
        .endsWith("QUARANTINED");
  }

  private static void file(TestStore store, String hex, int total, int sequence)
      throws StoreException {
    file(store, pdu(store, hex), TestStore.NUMBER, 200, total, sequence);
  }

  private static void file(
      TestStore store, long pdu, String from, int reference, int total, int sequence)
      throws StoreException {
    store.queue.decided(
        List.of(
            new Decision.Filed(pdu, from, new PduCodec.Concatenation(reference, total, sequence))));
  }

  @Test
  default void segmentsOfSeveralMessagesAreNotMixed() throws StoreException {
    TestStore store = store();
    file(store, "P1", 2, 1);
    file(store, pdu(store, "A2"), TestStore.NUMBER, 201, 2, 2);
    file(store, pdu(store, "B2"), "+491520000000", 200, 2, 2);
    file(store, pdu(store, "C2"), TestStore.NUMBER, 200, 3, 2);
    long other = store.queue.openSession("south", "another sim");
    store.queue.receive(other, List.of(new ReceivedPdu("D2", false)));
    file(store, TestStore.only(store.pending()).id(), TestStore.NUMBER, 200, 2, 2);
    assertThat(store.pending()).isEmpty();
    long last = pdu(store, "P2");
    store.wakes.clear();
    file(store, last, TestStore.NUMBER, 200, 2, 2);
    assertThat(store.wakes).contains(WorkSignal.Kind.DECISION);
    Pending.Segments set = (Pending.Segments) TestStore.only(store.pending());
    assertThat(set.segments()).containsExactly("P1", "P2");
  }

  @Test
  default void segmentsInAnyOrderBecomeOneMessage() throws StoreException {
    TestStore store = store();
    file(store, "P3", 3, 3);
    store.restart();
    file(store, "P1", 3, 1);
    assertThat(store.pending()).isEmpty();
    file(store, "P2", 3, 2);
    Pending.Segments set = (Pending.Segments) TestStore.only(store.pending());
    assertThat(set.segments()).containsExactly("P1", "P2", "P3");
    assertThat(set.supplement()).isFalse();
    store.queue.decided(List.of(toMail(store, set.id(), "whole", "bob@example.org")));
    assertThat(store.mails()).hasSize(1);
    assertThat(store.pending()).isEmpty();
  }

  @Test
  default void aRepeatedSegmentIsStoredOnceEvenWhenTheMessageIsOut() throws StoreException {
    TestStore store = store();
    file(store, "P1", 2, 1);
    store.clock.pass(Duration.ofMinutes(11));
    file(store, "P1", 2, 1);
    file(store, "P2", 2, 2);
    Pending set = TestStore.only(store.pending());
    store.queue.decided(List.of(toMail(store, set.id(), "whole", "bob@example.org")));
    store.clock.pass(Duration.ofMinutes(11));
    file(store, "P2", 2, 2);
    store.clock.pass(Duration.ofHours(25));
    assertThat(store.pending()).isEmpty();
  }

  @Test
  default void aReferenceThatIsUsedAgainIsAnotherMessage() throws StoreException {
    TestStore store = store();
    file(store, "P1", 2, 1);
    file(store, "P2", 2, 2);
    Pending first = TestStore.only(store.pending());
    store.queue.decided(List.of(toMail(store, first.id(), "whole", "bob@example.org")));
    file(store, "Q1", 2, 1);
    file(store, "Q2", 2, 2);
    Pending.Segments second = (Pending.Segments) TestStore.only(store.pending());
    assertThat(second.segments()).containsExactly("Q1", "Q2");
  }

  @Test
  default void anIncompleteMessageIsMailedInPartAndOnceMoreWhenItIsWhole() throws StoreException {
    TestStore store = store();
    file(store, "P2", 2, 2);
    store.clock.pass(TestStore.WAITS.missingSegments().minusSeconds(1));
    assertThat(store.pending()).isEmpty();
    store.clock.pass(Duration.ofSeconds(1));
    Pending.Segments part = (Pending.Segments) TestStore.only(store.pending());
    assertThat(part.segments()).containsExactly(null, "P2");
    assertThat(part.supplement()).isFalse();
    store.queue.decided(List.of(toMail(store, part.id(), "part", "bob@example.org")));
    assertThat(store.mails()).hasSize(1);
    store.clock.pass(Duration.ofHours(1));
    assertThat(store.pending()).isEmpty();
    file(store, "P1", 2, 1);
    Pending.Segments whole = (Pending.Segments) TestStore.only(store.pending());
    assertThat(whole.segments()).containsExactly("P1", "P2");
    assertThat(whole.supplement()).isTrue();
    store.queue.decided(List.of(toMail(store, whole.id(), "whole", "bob@example.org")));
    assertThat(store.mails())
        .anyMatch(m -> m.attempt() == 1 && ((OutgoingMail.InboundSms) m).text().equals("whole"));
    assertThat(store.pending()).isEmpty();
  }

  @Test
  default void aSegmentThatComesWhileThePartIsBeingDecidedIsNotLost() throws StoreException {
    TestStore store = store();
    file(store, "P2", 2, 2);
    store.clock.pass(TestStore.WAITS.missingSegments());
    Pending part = TestStore.only(store.pending());
    file(store, "P1", 2, 1);
    store.wakes.clear();
    store.queue.decided(List.of(toMail(store, part.id(), "part", "bob@example.org")));
    assertThat(store.wakes).contains(WorkSignal.Kind.DECISION);
    Pending.Segments whole = (Pending.Segments) TestStore.only(store.pending());
    assertThat(whole.supplement()).isTrue();
    assertThat(whole.segments()).containsExactly("P1", "P2");
  }
}
