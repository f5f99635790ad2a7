package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import smsgateway.api.Administration.Stop;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** Orders, claims and decisions that come just between the reading and the writing of another. */
interface InterposedOrdersContract extends StoreContract {

  @Test
  default void aClaimThatComesBetweenIsNotOverwrittenByACancel() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER);
    SqlAdministration late =
        new SqlAdministration(
            Interposed.before(
                store.dataSource,
                "UPDATE segment SET state = ?, state_at = ?, lane = ?",
                () -> assertThat(store.queue.nextSubmit(session)).isPresent()),
            store.steady);
    assertThat(late.cancel(id, "jane")).contains("in a modem's hands");
    assertThat(store.state(id)).isEqualTo("SUBMITTING");
  }

  @Test
  default void aCancelThatComesBetweenIsNotOverwrittenByADecision() throws StoreException {
    TestStore store = store();
    long planned = store.accept("1@sms.example.org");
    long refused = store.accept("2@sms.example.org");
    store.pending();
    new SqlQueue(
            Interposed.before(
                store.dataSource,
                "UPDATE message SET state = 'PLANNED'",
                () -> store.administration.cancel(planned, "jane")),
            store.steady)
        .decided(List.of(store.plan(planned, TestStore.NUMBER, 1, Confirm.NEVER)));
    new SqlQueue(
            Interposed.before(
                store.dataSource,
                "UPDATE message SET state = ?, decided_at",
                () -> store.administration.hold(refused, "jane")),
            store.steady)
        .decided(List.of(new smsgateway.api.Decision.Refused(refused, "two", "No.")));
    assertThat(store.state(planned)).isEqualTo("CANCELLED");
    assertThat(store.journal.show(planned).orElseThrow().segments()).isEmpty();
    assertThat(store.state(refused)).isEqualTo("HELD");
  }

  @Test
  default void aSegmentThatCameBackFromAnotherModemMeanwhileIsNotClaimedAsItWas()
      throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", TestStore.SIM);
    long south = store.queue.openSession("south", "sim 2");
    store.planned(TestStore.NUMBER);
    SqlQueue late =
        new SqlQueue(
            Interposed.before(
                store.dataSource,
                "UPDATE segment SET state = 'SUBMITTING'",
                () -> {
                  long segment = store.queue.nextSubmit(south).orElseThrow().segmentId();
                  store.queue.advance(
                      south, segment, new SubmitOutcome.ModemFault("unplugged"), false);
                }),
            store.steady);
    // Its first attempt is the other modem's: a second first one would overwrite what is known.
    assertThat(late.nextSubmit(north).map(Submit::attempt)).isNotEqualTo(Optional.of(1));
  }

  @Test
  default void aStopWaitsForTheClaimThatIsNotCommittedYet() throws Exception {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.planned(TestStore.NUMBER);
    List<CompletableFuture<Stop>> stops = new java.util.concurrent.CopyOnWriteArrayList<>();
    Interposed.Action stop =
        () -> {
          stops.add(
              CompletableFuture.supplyAsync(
                  () -> {
                    try {
                      return store.administration.stopSending("jane");
                    } catch (StoreException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
          // It cannot end before the claim does, however long that is.
          assertThatThrownBy(() -> stops.get(0).get(300, TimeUnit.MILLISECONDS))
              .isInstanceOf(TimeoutException.class);
        };
    SqlQueue claiming =
        new SqlQueue(
            Interposed.before(store.dataSource, "INSERT INTO transition", stop), store.steady);
    assertThat(claiming.nextSubmit(session)).isPresent();
    assertThat(TestStore.only(stops).get(10, TimeUnit.SECONDS).by()).isEqualTo("jane");
  }
}
