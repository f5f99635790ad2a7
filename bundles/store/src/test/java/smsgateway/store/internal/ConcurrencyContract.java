package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** P6 and P7 with many threads. */
interface ConcurrencyContract extends StoreContract {

  private static void together(int threads, Callable<?> work)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(
            pool.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      start.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  default void sixtyFourThreadsNeverOverspendAQuota() throws Exception {
    TestStore store = store();
    store.user(TestStore.ALICE, OptionalInt.of(100));
    java.util.Queue<Long> ids = new java.util.concurrent.ConcurrentLinkedQueue<>();
    for (int i = 0; i < 640; i++) {
      ids.add(store.accept(i + "@sms.example.org"));
    }
    together(
        64,
        () -> {
          for (Long id = ids.poll(); id != null; id = ids.poll()) {
            Decision.Planned plan = store.plan(id, "+49151" + (10_000_000 + id), 1, Confirm.NEVER);
            store.queue.decided(
                List.of(
                    new Decision.Planned(
                        id,
                        plan.destination(),
                        "r",
                        plan.tpdus(),
                        plan.validity(),
                        Optional.of(TestStore.ALICE),
                        Confirm.NEVER,
                        false)));
          }
          return null;
        });
    assertThat(store.directory.byEmail(TestStore.ALICE).orElseThrow().used()).isEqualTo(100);
    assertThat(store.sql("SELECT COUNT(*) FROM segment")).isEqualTo(100);
    assertThat(store.journal.counts()).containsEntry("request.REFUSED", 540L);
  }

  @Test
  default void twoModemsNeverClaimTheSameSegment() throws Exception {
    TestStore store = store();
    for (int i = 0; i < 60; i++) {
      store.planned("+4915110000" + (100 + i), 1 + i % 3, Confirm.ALWAYS);
    }
    Set<Long> claimed = ConcurrentHashMap.newKeySet();
    java.util.concurrent.atomic.AtomicInteger modem =
        new java.util.concurrent.atomic.AtomicInteger();
    together(
        4,
        () -> {
          int n = modem.incrementAndGet();
          long session = store.queue.openSession("modem" + n, "sim" + n);
          Optional<Submit> next = store.queue.nextSubmit(session);
          while (next.isPresent()) {
            assertThat(claimed.add(next.get().segmentId())).isTrue();
            next =
                store.queue.advance(
                    session, next.get().segmentId(), new SubmitOutcome.Rejected(1, "no"), true);
          }
          return null;
        });
    assertThat(claimed).hasSize(120);
    assertThat(store.sql("SELECT COUNT(*) FROM segment WHERE state <> 'FAILED'")).isZero();
    assertThat(store.sql("SELECT COUNT(*) FROM outgoing WHERE kind = 'CONFIRM'")).isEqualTo(60);
    assertThat(
            store.sql(
                "SELECT COUNT(*) FROM message m WHERE (SELECT COUNT(DISTINCT s.modem) FROM segment"
                    + " s WHERE s.message_id = m.id) <> 1"))
        .isZero();
  }

  @Test
  default void oneMailFromManySourcesAtOnceIsStoredOnce() throws Exception {
    TestStore store = store();
    Set<Long> ids = ConcurrentHashMap.newKeySet();
    Submission mail = store.mail("same", "1@sms.example.org", "2@sms.example.org");
    together(8, () -> ids.addAll(store.queue.accept(mail)));
    assertThat(ids).hasSize(2);
    assertThat(store.sql("SELECT COUNT(*) FROM message")).isEqualTo(2);
  }

  @Test
  default void aReportAndItsResultThatMeetAreMatched() throws Exception {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    for (int i = 0; i < 20; i++) {
      int reference = i;
      long id = store.planned(TestStore.NUMBER);
      Submit submit = store.queue.nextSubmit(session).orElseThrow();
      java.util.concurrent.atomic.AtomicInteger turn =
          new java.util.concurrent.atomic.AtomicInteger();
      together(
          2,
          () -> {
            if (turn.getAndIncrement() == 0) {
              store.report(session, reference, TestStore.NUMBER, Decision.ReportClass.DELIVERED);
            } else {
              store.queue.advance(
                  session, submit.segmentId(), new SubmitOutcome.Submitted(reference), false);
            }
            return null;
          });
      assertThat(store.state(id)).isEqualTo("DELIVERED");
    }
  }

  @Test
  default void anEmptyQueueGivesNothing() throws StoreException {
    TestStore store = store();
    assertThat(store.pending()).isEmpty();
    assertThat(store.queue.nextMail()).isEmpty();
    assertThat(store.queue.nextSubmit(store.queue.openSession("north", TestStore.SIM))).isEmpty();
  }
}
