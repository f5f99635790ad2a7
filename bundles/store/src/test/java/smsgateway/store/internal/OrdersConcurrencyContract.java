package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** Orders that meet modems and the processor on the same rows. */
interface OrdersConcurrencyContract extends StoreContract {
  /** Work for another thread. */
  interface Work {
    void run() throws StoreException;
  }

  private static CompletableFuture<Void> beside(Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (StoreException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void quietly(Work work) throws StoreException {
    try {
      work.run();
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.ILLEGAL_TRANSITION) {
        throw e;
      }
    }
  }

  @Test
  default void ofACancelAndAClaimOneWins() throws Exception {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      ids.add(store.planned("+49151%07d".formatted(i), 1 + i % 2, Confirm.NEVER));
    }
    CompletableFuture<Void> modem = beside(() -> sendAll(store, session));
    for (long id : ids) {
      quietly(() -> store.administration.cancel(id, "jane"));
    }
    modem.join();
    // Whatever was given to the modem was submitted, and nothing that was cancelled.
    assertThat(
            store.sql(
                "SELECT COUNT(*) FROM segment WHERE NOT (state = 'SUBMITTED' AND intents = 1)"
                    + " AND NOT (state = 'CANCELLED' AND intents = 0)"))
        .isZero();
    assertThat(store.sql("SELECT COUNT(*) FROM segment")).isEqualTo(90);
  }

  private static void sendAll(TestStore store, long session) throws StoreException {
    int reference = 0;
    Optional<Submit> next = store.queue.nextSubmit(session);
    while (next.isPresent()) {
      next =
          store.queue.advance(
              session,
              next.get().segmentId(),
              new SubmitOutcome.Submitted(reference++ % 256),
              true);
    }
  }

  @Test
  default void ofACancelAndADecisionOneWins() throws Exception {
    TestStore store = store();
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      ids.add(store.accept(i + "@sms.example.org"));
    }
    store.pending();
    CompletableFuture<Void> processor =
        beside(
            () -> {
              for (long id : ids) {
                store.queue.decided(List.of(store.plan(id, TestStore.NUMBER, 1, Confirm.NEVER)));
              }
            });
    for (long id : ids) {
      store.administration.cancel(id, "jane");
    }
    processor.join();
    assertThat(
            store.sql(
                "SELECT COUNT(*) FROM message m WHERE m.state <> 'CANCELLED' OR m.parts <>"
                    + " (SELECT COUNT(*) FROM segment s WHERE s.message_id = m.id AND s.state ="
                    + " 'CANCELLED')"))
        .isZero();
  }

  @Test
  default void oneAnswerIsWrittenWhenTheLastTwoRecipientsEndTogether() throws Exception {
    TestStore store = store();
    for (int i = 0; i < 30; i++) {
      List<Long> ids = store.queue.accept(store.mailTo("1@sms.example.org", "2@sms.example.org"));
      Decision refused = new Decision.Refused(ids.get(0), "one", "No.");
      CompletableFuture<Void> processor = beside(() -> store.queue.decided(List.of(refused)));
      store.administration.cancel(ids.get(1), "jane");
      processor.join();
      assertThat(store.sql("SELECT COUNT(*) FROM outgoing")).isEqualTo(i + 1);
    }
  }

  @Test
  default void afterAStopReturnedNothingMoreIsClaimed() throws Exception {
    TestStore store = store();
    List<Long> sessions = new ArrayList<>();
    for (String modem : List.of("north", "south", "west")) {
      sessions.add(store.queue.openSession(modem, "sim " + modem));
    }
    for (int i = 0; i < 150; i++) {
      store.planned("+49151%07d".formatted(i));
    }
    List<CompletableFuture<Void>> modems = new ArrayList<>();
    for (long session : sessions) {
      modems.add(beside(() -> sendAll(store, session)));
    }
    store.administration.stopSending("jane");
    long before = store.sql("SELECT SUM(intents) FROM segment");
    modems.forEach(CompletableFuture::join);
    assertThat(store.sql("SELECT SUM(intents) FROM segment")).isEqualTo(before).isLessThan(150);
  }
}
