package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Directory;
import smsgateway.api.MessageQueue;
import smsgateway.api.Msisdn;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.User;
import smsgateway.api.User.Period;

/** What users pay and get back, by which addresses they are known, and who changed numbers. */
interface PeopleContract extends StoreContract {
  Msisdn NEW = new Msisdn("+4915100000001");

  private static User user(String email, Period period, String... aliases) {
    return new User(
        email,
        "A name",
        Optional.of(new Msisdn(TestStore.NUMBER)),
        Optional.empty(),
        Set.of(User.Right.EXTERNAL),
        OptionalInt.of(10),
        0,
        User.ConfirmPolicy.NEVER,
        false,
        "",
        List.of(aliases),
        period,
        Optional.of(User.LongText.NUMBERED),
        User.Urgent.BOTH);
  }

  /** A message whose segments its sender has paid. */
  private static long paid(TestStore store, int parts) throws StoreException {
    long id = store.accept("1@sms.example.org");
    Decision.Planned plan = store.plan(id, TestStore.NUMBER, parts, Confirm.NEVER);
    store.queue.decided(
        List.of(
            new Decision.Planned(
                id,
                plan.destination(),
                plan.recipient(),
                plan.tpdus(),
                plan.validity(),
                Optional.of(TestStore.ALICE),
                Confirm.NEVER,
                false)));
    return id;
  }

  /** A message of two segments that the network has: nothing of it is given back. */
  private static void sent(TestStore store, long session) throws StoreException {
    paid(store, 2);
    Submit first = store.queue.nextSubmit(session).orElseThrow();
    Submit second =
        store
            .queue
            .advance(session, first.segmentId(), new SubmitOutcome.Submitted(1), true)
            .orElseThrow();
    store.queue.advance(session, second.segmentId(), new SubmitOutcome.Submitted(2), false);
  }

  private static int used(TestStore store) throws StoreException {
    return store.directory.byEmail(TestStore.ALICE).orElseThrow().used();
  }

  @Test
  default void whatIsCancelledOrExpiresUnsentIsGivenBack() throws StoreException {
    TestStore store = store();
    store.directory.put(user(TestStore.ALICE, Period.NONE));
    long cancelled = paid(store, 3);
    assertThat(used(store)).isEqualTo(3);
    store.administration.cancel(cancelled, "jane");
    assertThat(used(store)).isZero();

    long held = paid(store, 2);
    store.administration.hold(held, "jane");
    assertThat(used(store)).isEqualTo(2);
    store.administration.cancel(held, "jane");
    assertThat(used(store)).isZero();

    paid(store, 2);
    store.clock.pass(TestStore.VALIDITY.plusMinutes(1));
    store.pending();
    assertThat(used(store)).isZero();
  }

  @Test
  default void aSegmentThatTheNetworkRefusesIsGivenBackAndOneThatItTookIsNot()
      throws StoreException {
    TestStore store = store();
    store.directory.put(user(TestStore.ALICE, Period.NONE));
    paid(store, 2);
    long session = store.queue.openSession("north", TestStore.SIM);
    Submit first = store.queue.nextSubmit(session).orElseThrow();
    Submit second =
        store
            .queue
            .advance(session, first.segmentId(), new SubmitOutcome.Submitted(1), true)
            .orElseThrow();
    store.queue.advance(session, second.segmentId(), new SubmitOutcome.Rejected(1, "no"), false);
    assertThat(used(store)).isEqualTo(1);

    store.report(session, 1, TestStore.NUMBER, Decision.ReportClass.FAILED);
    assertThat(used(store)).isEqualTo(1);
  }

  @Test
  default void whatMayHaveBeenSentStaysPaid() throws StoreException {
    TestStore store = store();
    store.directory.put(user(TestStore.ALICE, Period.NONE));
    MessageQueue.Waits giveUp = new MessageQueue.Waits(Duration.ZERO, false, Duration.ofHours(24));
    long lost = paid(store, 1);
    long session = store.queue.openSession("north", TestStore.SIM);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Unknown("silent"), false);
    store.clock.pass(Duration.ofMinutes(1));
    store.queue.nextDecisions(10, giveUp);
    assertThat(store.state(lost)).isEqualTo("UNDETERMINED");
    assertThat(used(store)).isEqualTo(1);
  }

  @Test
  default void whatWaitsToBeSentOnceMoreIsNotGivenBackWhenItIsCancelled() throws StoreException {
    TestStore store = store();
    store.directory.put(user(TestStore.ALICE, Period.NONE));
    long again = paid(store, 1);
    long session = store.queue.openSession("north", TestStore.SIM);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Unknown("silent"), false);
    store.clock.pass(Duration.ofMinutes(11));
    store.pending();
    assertThat(store.state(again)).isEqualTo("QUEUED");
    store.administration.cancel(again, "jane");
    assertThat(used(store)).isEqualTo(1);
  }

  @Test
  default void aQuotaOfADayBeginsAnewEachDayAndOneForEverNever() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    for (Period period : List.of(Period.DAY, Period.WEEK, Period.MONTH, Period.NONE)) {
      store.directory.put(user(TestStore.ALICE, period));
      store.clock.pass(Duration.ofSeconds(2));
      store.pending();
      sent(store, session);
      int before = used(store);
      store.clock.pass(Duration.ofSeconds(2));
      store.pending();
      assertThat(used(store)).as(period.name()).isEqualTo(before).isPositive();
      store.clock.pass(
          switch (period) {
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH, NONE -> Duration.ofDays(31);
          });
      store.pending();
      assertThat(used(store)).as(period.name()).isEqualTo(period == Period.NONE ? before : 0);
    }
  }

  @Test
  default void whatWasPaidInAFormerPeriodDoesNotFillUpTheRunningOne() throws StoreException {
    TestStore store = store();
    store.directory.put(user(TestStore.ALICE, Period.DAY));
    store.pending();
    long old = paid(store, 2);
    store.administration.hold(old, "jane");
    store.clock.pass(Duration.ofHours(23).plusMinutes(50));
    store.pending();
    assertThat(used(store)).isZero();
    paid(store, 1);
    store.administration.cancel(old, "jane");
    assertThat(used(store)).isEqualTo(1);
  }

  @Test
  default void aUserIsFoundByEveryAddressAndEachBelongsToOneUser() throws StoreException {
    TestStore store = store();
    User alice = user(TestStore.ALICE, Period.MONTH, "a.liddell@example.com", "alice@example.net");
    store.directory.put(alice);
    assertThat(store.directory.byEmail("A.Liddell@example.com")).contains(alice);
    assertThat(store.directory.users()).containsExactly(alice);

    for (User other :
        List.of(
            user("eve@example.org", Period.NONE, "alice@example.net"),
            user("eve@example.org", Period.NONE, TestStore.ALICE),
            user("alice@example.net", Period.NONE))) {
      assertThatThrownBy(() -> store.directory.put(other))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.code()).isEqualTo(StoreException.Code.INVALID))
          .hasMessageContaining("belongs to " + TestStore.ALICE);
    }

    store.directory.putAll(
        List.of(
            user(TestStore.ALICE, Period.NONE, "eve@example.net"),
            user("eve@example.org", Period.NONE, "alice@example.net")));
    assertThat(store.directory.byEmail("alice@example.net").orElseThrow().email())
        .isEqualTo("eve@example.org");
    store.directory.remove("eve@example.org");
    assertThat(store.directory.byEmail("alice@example.net")).isEmpty();
  }

  @Test
  default void theAnswerToAMailFromAFurtherAddressGoesToTheUser() throws StoreException {
    TestStore store = store();
    store.directory.put(user("boss@example.org", Period.NONE, TestStore.ALICE));
    long session = store.queue.openSession("north", TestStore.SIM);
    store.submitted(session, TestStore.NUMBER, 1, Confirm.NEVER);
    assertThat(
            store.directory.lastSenderTo(
                TestStore.NUMBER, store.clock.instant().minus(Duration.ofMinutes(1))))
        .contains("boss@example.org");
  }

  @Test
  default void everyChangeOfANumberIsKeptWithItsAuthorAndMasked() throws StoreException {
    TestStore store = store();
    store.directory.put(user(TestStore.ALICE, Period.NONE));
    store.directory.put(user(TestStore.ALICE, Period.NONE));
    assertThat(store.directory.setNumber("Alice@example.org", Optional.of(NEW), "jane")).isTrue();
    assertThat(store.directory.setNumber(TestStore.ALICE, Optional.empty(), "jane")).isTrue();
    assertThat(store.directory.setNumber("nobody@example.org", Optional.of(NEW), "jane")).isFalse();
    long id = store.accept("1@sms.example.org");
    store.queue.decided(List.of(new Decision.NumberGiven(id, TestStore.ALICE, NEW)));

    String old = Msisdn.mask(TestStore.NUMBER);
    String shown = Msisdn.mask(NEW.value());
    assertThat(store.directory.numberChanges(10))
        .extracting(
            Directory.NumberChange::email,
            Directory.NumberChange::by,
            Directory.NumberChange::before,
            Directory.NumberChange::after)
        .containsExactly(
            tuple(TestStore.ALICE, TestStore.ALICE, "", shown),
            tuple(TestStore.ALICE, "jane", shown, ""),
            tuple(TestStore.ALICE, "jane", old, shown),
            tuple(TestStore.ALICE, "administrator", "", old));
  }
}
