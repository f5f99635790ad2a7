package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.MessageQueue.MailOutcome;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** P13: somebody sets the machine's clock while messages wait. */
interface ClockContract extends StoreContract {
  List<Duration> LEAPS =
      List.of(
          Duration.ofDays(1),
          Duration.ofDays(-1),
          Duration.ofHours(1),
          Duration.ofMinutes(-5),
          Duration.ofDays(90),
          Duration.ofDays(-90));

  @Test
  default void aQueuedMessageKeepsItsRemainingLifeToTheMillisecond() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    for (Duration leap : LEAPS) {
      long id = store.planned(TestStore.NUMBER, 1, Confirm.FAILURE);
      store.clock.set(leap);
      store.pending();
      assertThat(store.state(id)).isEqualTo("QUEUED");
      Submit submit = store.queue.nextSubmit(session).orElseThrow();
      assertThat(submit.remaining()).as("%s", leap).isEqualTo(TestStore.VALIDITY);
      store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(1), false);
    }
    long last = store.planned(TestStore.NUMBER, 1, Confirm.FAILURE);
    store.clock.set(Duration.ofDays(1));
    store.pending();
    store.clock.pass(TestStore.VALIDITY.minusMinutes(5));
    store.pending();
    assertThat(store.state(last)).isEqualTo("QUEUED");
    store.clock.pass(Duration.ofMinutes(5));
    store.pending();
    assertThat(store.state(last)).isEqualTo("EXPIRED");
  }

  @Test
  default void aPauseIsNeitherCutShortNorDrawnOut() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    for (Duration leap : LEAPS) {
      store.planned(TestStore.NUMBER);
      Submit first = store.queue.nextSubmit(session).orElseThrow();
      store.queue.advance(session, first.segmentId(), new SubmitOutcome.Retry("busy"), false);
      store.clock.set(leap);
      store.pending();
      assertThat(store.queue.nextSubmit(session)).as("%s", leap).isEmpty();
      store.clock.pass(Duration.ofSeconds(40));
      store.pending();
      Submit again = store.queue.nextSubmit(session).orElseThrow();
      store.queue.advance(session, again.segmentId(), new SubmitOutcome.Submitted(1), false);
    }
  }

  @Test
  default void anUnknownOutcomeAwaitsItsReportAsLongAsBefore() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.bringsReports(session);
    for (Duration leap : List.of(Duration.ofDays(1), Duration.ofDays(-1))) {
      long id = store.planned(TestStore.NUMBER);
      Submit submit = store.queue.nextSubmit(session).orElseThrow();
      store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Unknown("none"), false);
      store.clock.set(leap);
      store.pending();
      assertThat(store.state(id)).as("%s", leap).isEqualTo("UNKNOWN");
      store.clock.pass(Duration.ofMinutes(11));
      store.pending();
      assertThat(store.state(id)).as("%s", leap).isEqualTo("QUEUED");
      store.administration.cancel(id, "jane");
    }
  }

  @Test
  default void aReportFindsTheAttemptThatWasMadeBeforeTheLeap() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    for (Duration leap : LEAPS) {
      long id = store.submitted(session, TestStore.NUMBER, 7, Confirm.NEVER);
      Instant reported = store.clock.instant();
      store.clock.set(leap);
      store.report(session, 7, TestStore.NUMBER, ReportClass.DELIVERED, reported);
      assertThat(store.state(id)).as("%s", leap).isEqualTo("DELIVERED");
      store.clock.pass(Duration.ofMinutes(1));
    }
  }

  @Test
  default void theLastSenderIsStillFound() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.user(TestStore.ALICE, OptionalInt.empty());
    long id = store.submitted(session, TestStore.NUMBER, 7, Confirm.NEVER);
    store.report(session, 7, TestStore.NUMBER, ReportClass.DELIVERED);
    assertThat(store.state(id)).isEqualTo("DELIVERED");
    store.clock.set(Duration.ofDays(1));
    store.pending();
    Instant since = store.steady.instant().minus(Duration.ofHours(1));
    assertThat(store.directory.lastSenderTo(TestStore.NUMBER, since)).contains(TestStore.ALICE);
  }

  @Test
  default void aRepeatedPduIsStillARepetitionAndAMailKeepsItsPause() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    List<ReceivedPdu> pdu = List.of(new ReceivedPdu("0011", false));
    store.queue.receive(session, pdu);
    store.pending();
    store.clock.set(Duration.ofDays(1));
    store.pending();
    store.queue.receive(session, pdu);
    assertThat(store.pending()).isEmpty();
    store.planned(TestStore.NUMBER, 1, Confirm.ALWAYS);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Rejected(38, "no"), false);
    long mail = store.queue.nextMail().orElseThrow().id();
    store.queue.mailDone(mail, new MailOutcome.Retry("busy"));
    store.clock.set(Duration.ofDays(-30));
    store.pending();
    assertThat(store.queue.nextMail()).isEmpty();
    store.clock.pass(Duration.ofMinutes(2));
    assertThat(store.queue.nextMail()).isPresent();
  }

  @Test
  default void untilTheRowsAreMovedEverybodyGoesOnWithTheTimeBefore() throws Exception {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER);
    Instant before = store.steady.instant();
    store.clock.set(Duration.ofDays(2));
    SqlQueue cutOff =
        new SqlQueue(
            Interposed.before(
                store.dataSource,
                "UPDATE outgoing SET due",
                () -> {
                  throw new IllegalStateException("away");
                }),
            store.steady);
    assertThatThrownBy(() -> cutOff.nextDecisions(10, TestStore.WAITS))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.steady.instant()).isEqualTo(before);
    assertThat(store.sql("SELECT valid_until FROM segment"))
        .isEqualTo(before.plus(TestStore.VALIDITY).toEpochMilli());
    cutOff.nextDecisions(10, TestStore.WAITS);
    assertThat(store.steady.instant()).isEqualTo(store.clock.instant());
    assertThat(store.queue.nextSubmit(session).orElseThrow().remaining())
        .isEqualTo(TestStore.VALIDITY);
    assertThat(store.state(id)).isEqualTo("SUBMITTING");
  }

  @Test
  default void theAdministratorIsToldForTenMinutes() throws StoreException {
    TestStore store = store();
    assertThat(level(store)).isEqualTo(StatusSource.Level.GREEN);
    store.clock.set(Duration.ofDays(1));
    store.pending();
    assertThat(store.steady.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("set forward by 1 d 0 h", "NTP"));
    assertThat(level(store)).isEqualTo(StatusSource.Level.YELLOW);
    store.clock.pass(Duration.ofMinutes(10));
    store.pending();
    assertThat(level(store)).isEqualTo(StatusSource.Level.GREEN);
  }

  private static StatusSource.Level level(TestStore store) {
    return store.steady.findings().get(0).level();
  }

  @Test
  default void aSmallCorrectionIsFollowedAndMovesNothing() throws Exception {
    TestStore store = store();
    store.planned(TestStore.NUMBER);
    long until = store.sql("SELECT valid_until FROM segment");
    store.clock.set(Duration.ofSeconds(119));
    store.pending();
    assertThat(store.steady.instant()).isEqualTo(store.clock.instant());
    assertThat(store.sql("SELECT valid_until FROM segment")).isEqualTo(until);
    assertThat(Optional.of(level(store))).contains(StatusSource.Level.GREEN);
  }
}
