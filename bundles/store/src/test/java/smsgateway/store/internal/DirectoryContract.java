package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Msisdn;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.User;

/** What every implementation of {@link smsgateway.api.Directory} promises. */
interface DirectoryContract extends StoreContract {

  @Test
  default void aUserIsKeptWithAllFields() throws StoreException {
    TestStore store = store();
    User user =
        new User(
            "bob@example.org",
            "Bob \u00c4",
            Optional.of(new Msisdn("+491511")),
            Optional.of("Bobby"),
            Set.of(User.Right.USERS, User.Right.REPLY),
            OptionalInt.of(7),
            3,
            User.ConfirmPolicy.FAILURE,
            true,
            "de");
    User bare =
        new User(
            "a@example.org",
            "",
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            OptionalInt.empty(),
            0,
            User.ConfirmPolicy.NEVER,
            false,
            "");
    store.directory.putAll(List.of(user, bare));
    assertThat(store.directory.byEmail("BOB@Example.org")).contains(user);
    assertThat(store.directory.byNumber(new Msisdn("+491511"))).containsExactly(user);
    assertThat(store.directory.users()).containsExactly(bare, user);
    assertThat(store.directory.byEmail("nobody@example.org")).isEmpty();
  }

  @Test
  default void aReplacedUserKeepsWhatWasUsed() throws StoreException {
    TestStore store = store();
    store.user(TestStore.ALICE, OptionalInt.of(5));
    long id = store.accept("1@sms.example.org");
    Decision.Planned plan = store.plan(id, TestStore.NUMBER, 2, Confirm.NEVER);
    store.queue.decided(
        List.of(
            new Decision.Planned(
                id,
                plan.destination(),
                "r",
                plan.tpdus(),
                plan.validity(),
                Optional.of("ALICE@example.org"),
                Confirm.NEVER,
                false)));
    assertThat(store.directory.byEmail(TestStore.ALICE).orElseThrow().used()).isEqualTo(2);
    store.user(TestStore.ALICE, OptionalInt.of(100));
    User user = store.directory.byEmail(TestStore.ALICE).orElseThrow();
    assertThat(user.used()).isEqualTo(2);
    assertThat(user.quota()).hasValue(100);
  }

  private static User named(String email, String nickname) {
    return TestStore.user(email, Optional.of(nickname), OptionalInt.empty());
  }

  private static void invalid(TestStore store, String part, User... users) {
    assertThatThrownBy(() -> store.directory.putAll(List.of(users)))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.INVALID))
        .hasMessageContaining(part);
  }

  @Test
  default void aNicknameBelongsToOneUser() throws StoreException {
    TestStore store = store();
    store.directory.put(named("a@example.org", "Boss"));
    invalid(store, "a@example.org", named("b@example.org", "BOSS"));
    store.directory.put(named("a@example.org", "boss"));
    assertThat(store.directory.byEmail("b@example.org")).isEmpty();
  }

  @Test
  default void anImportIsAllOrNothing() throws StoreException {
    TestStore store = store();
    invalid(store, "c@example.org", named("b@example.org", "x"), named("c@example.org", "X"));
    invalid(store, "twice", named("b@example.org", "x"), named("B@example.org", "y"));
    invalid(store, "no mail address", named("b@example.org", "x"), named("nobody", "y"));
    assertThat(store.directory.users()).isEmpty();
  }

  @Test
  default void twoUsersMayExchangeTheirNicknames() throws StoreException {
    TestStore store = store();
    store.directory.putAll(List.of(named("a@example.org", "x"), named("b@example.org", "y")));
    store.directory.putAll(List.of(named("a@example.org", "y"), named("b@example.org", "x")));
    assertThat(store.directory.byEmail("a@example.org").orElseThrow().nickname()).contains("y");
    assertThat(store.directory.byEmail("b@example.org").orElseThrow().nickname()).contains("x");
  }

  @Test
  default void aUserIsRemovedOnce() throws StoreException {
    TestStore store = store();
    store.user(TestStore.ALICE, OptionalInt.empty());
    assertThat(store.directory.remove("Alice@example.org")).isTrue();
    assertThat(store.directory.remove(TestStore.ALICE)).isFalse();
  }

  @Test
  default void theLastSenderIsTheOneWhoseMessageTheNetworkAcceptedLast() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    Instant start = store.clock.instant();
    store.planned(TestStore.NUMBER);
    assertThat(store.directory.lastSenderTo(TestStore.NUMBER, start)).isEmpty();
    var submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(
        session, submit.segmentId(), new smsgateway.api.SubmitOutcome.Submitted(1), false);
    assertThat(store.directory.lastSenderTo(TestStore.NUMBER, start)).contains(TestStore.ALICE);
    assertThat(store.directory.lastSenderTo("015112345678", start)).contains(TestStore.ALICE);
    assertThat(store.directory.lastSenderTo("5678", start)).isEmpty();
    store.clock.pass(Duration.ofSeconds(1));
    assertThat(store.directory.lastSenderTo(TestStore.NUMBER, store.clock.instant())).isEmpty();
    store.submitted(session, "+4315112345678", 2, Confirm.NEVER);
    assertThat(store.directory.lastSenderTo("015112345678", start)).isEmpty();
    assertThat(store.directory.lastSenderTo(TestStore.NUMBER, start)).contains(TestStore.ALICE);
  }

  @Test
  default void theLastSimOfANumberIsThatOfTheLastMessageInEitherDirection() throws StoreException {
    TestStore store = store();
    Msisdn number = new Msisdn(TestStore.NUMBER);
    Instant start = store.clock.instant();
    long north = store.queue.openSession("north", "sim of north");
    long south = store.queue.openSession("south", "sim of south");
    store.planned(TestStore.NUMBER);
    assertThat(store.directory.lastSimWith(number, start)).isEmpty();
    long segment = store.queue.nextSubmit(north).orElseThrow().segmentId();
    store.queue.advance(north, segment, new smsgateway.api.SubmitOutcome.Submitted(1), false);
    assertThat(store.directory.lastSimWith(number, start)).contains("sim of north");
    for (long session : List.of(north, south)) {
      store.clock.pass(Duration.ofMinutes(1));
      answered(session, TestStore.NUMBER);
    }
    assertThat(store.directory.lastSimWith(number, start)).contains("sim of south");
    store.clock.pass(Duration.ofMinutes(1));
    store.submitted(north, TestStore.NUMBER, 2, Confirm.NEVER);
    assertThat(store.directory.lastSimWith(number, start)).contains("sim of north");
    assertThat(store.directory.lastSimWith(number, store.clock.instant().plusMillis(1))).isEmpty();
    assertThat(store.directory.lastSimWith(new Msisdn("+4315112345678"), start)).isEmpty();
  }

  private void answered(long session, String number) throws StoreException {
    store().queue.receive(session, List.of(new ReceivedPdu("0791" + session, false)));
    store()
        .queue
        .decided(
            List.of(
                new Decision.ToMail(
                    TestStore.only(store().pending()).id(),
                    List.of(TestStore.ALICE),
                    number,
                    true,
                    "an answer",
                    Optional.empty(),
                    "a test")));
  }
}
