package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Journal;
import smsgateway.api.Journal.Direction;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** What every implementation of {@link smsgateway.api.Journal} promises. */
interface JournalContract extends WhyContract {

  @Test
  default void theNewestComeFirstFromBothDirections() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long one = store.planned(TestStore.NUMBER);
    store.clock.pass(Duration.ofSeconds(1));
    store.queue.receive(session, List.of(new ReceivedPdu("07AA", false)));
    store.clock.pass(Duration.ofSeconds(1));
    long two = store.accept("2@sms.example.org");
    List<Journal.Entry> all = store.journal.find(Optional.empty(), Optional.empty(), 10);
    assertThat(all)
        .extracting(Journal.Entry::state)
        .containsExactly("ACCEPTED", "RECEIVED", "QUEUED");
    assertThat(all.get(0).id()).isEqualTo(two);
    assertThat(all.get(1).id()).isNegative();
    assertThat(all.get(2).id()).isEqualTo(one);
    assertThat(all.get(2).party()).isEqualTo(TestStore.ALICE);
    assertThat(all.get(2).number()).isEqualTo(TestStore.NUMBER);
    assertThat(store.journal.find(Optional.of(Direction.IN), Optional.empty(), 10)).hasSize(1);
    assertThat(store.journal.find(Optional.empty(), Optional.empty(), 1)).hasSize(1);
  }

  @Test
  default void aMessageIsAsBadAsItsWorstSegment() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER, 2, Confirm.NEVER);
    Submit first = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(
        session, first.segmentId(), new SubmitOutcome.Rejected(1, "No such number."), true);
    Journal.Entry entry = store.journal.show(id).orElseThrow().entry();
    assertThat(entry.state()).isEqualTo("FAILED");
    assertThat(entry.reason()).isEqualTo("No such number.");
    assertThat(entry.modem()).isEqualTo("north");
    assertThat(entry.segments()).isEqualTo(2);
    assertThat(store.journal.find(Optional.empty(), Optional.of("FAILED"), 10)).hasSize(1);
    assertThat(store.journal.find(Optional.empty(), Optional.of("SUBMITTING"), 10)).isEmpty();
  }

  @Test
  default void countsNameEveryState() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.planned(TestStore.NUMBER, 2, Confirm.NEVER);
    store.accept("2@sms.example.org");
    store.queue.receive(session, List.of(new ReceivedPdu("07AA", false)));
    assertThat(store.journal.counts())
        .containsEntry("request.PLANNED", 1L)
        .containsEntry("request.ACCEPTED", 1L)
        .containsEntry("segment.QUEUED", 2L)
        .containsEntry("pdu.waiting", 1L)
        .containsEntry("mail.waiting", 0L);
  }

  @Test
  default void whatWaitsIsCountedEachTimeAndWhatHasEndedWhenThatIsCheap() throws StoreException {
    TestStore store = store();
    long[] nanos = {0};
    // Every look at the time takes a second, so counting what has ended takes one.
    Counts counts = new Counts(() -> nanos[0] += 1_000_000_000L);
    Tx tx = new Tx(store.dataSource, List::of);
    store.planned(TestStore.NUMBER);
    long id = store.planned(TestStore.NUMBER);
    assertThat(read(tx, counts)).containsEntry("segment.QUEUED", 2L);
    store.administration.cancel(id, "jane");
    assertThat(read(tx, counts))
        .containsEntry("segment.QUEUED", 1L)
        .doesNotContainKey("segment.CANCELLED");
    nanos[0] += 100_000_000_000L;
    assertThat(read(tx, counts)).containsEntry("segment.CANCELLED", 1L);
  }

  private static Map<String, Long> read(Tx tx, Counts counts) throws StoreException {
    return tx.run((db, wakes) -> counts.read(db));
  }

  @Test
  default void theOldestQueuedIsTheOneThatWasAcceptedFirst() throws StoreException {
    TestStore store = store();
    assertThat(store.journal.oldestQueued()).isEmpty();
    Instant first = store.clock.instant();
    store.planned(TestStore.NUMBER);
    store.clock.pass(Duration.ofMinutes(1));
    store.planned(TestStore.NUMBER);
    assertThat(store.journal.oldestQueued()).contains(first);
  }

  @Test
  default void whatIsNotThereIsNotShown() throws StoreException {
    assertThat(store().journal.show(999_999)).isEmpty();
    assertThat(store().journal.show(-999_999)).isEmpty();
  }
}
