package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Journal;
import smsgateway.api.OutgoingMail;
import smsgateway.api.OutgoingMail.RecipientResult;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.WorkSignal;

/** P4, P6 and P9: decisions about requests. */
interface DecisionContract extends StoreContract {

  @Test
  default void aPlannedRequestBecomesSegmentsInOrder() throws StoreException {
    TestStore store = store();
    long id = store.planned(TestStore.NUMBER, 3, Confirm.NEVER);
    Journal.Detail detail = store.journal.show(id).orElseThrow();
    assertThat(detail.segments()).extracting(Journal.Segment::sequence).containsExactly(1, 2, 3);
    assertThat(detail.entry().state()).isEqualTo("QUEUED");
    assertThat(store.wakes).contains(WorkSignal.Kind.SUBMIT);
    assertThat(store.pending()).isEmpty();
  }

  @Test
  default void aRequestIsDecidedOnce() throws StoreException, SQLException {
    TestStore store = store();
    long id = store.planned(TestStore.NUMBER);
    assertThatThrownBy(
            () -> store.queue.decided(List.of(store.plan(id, TestStore.NUMBER, 2, Confirm.ALWAYS))))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.ILLEGAL_TRANSITION));
    assertThat(store.sql("SELECT COUNT(*) FROM segment")).isEqualTo(1);
  }

  @Test
  default void anIllegalDecisionRollsBackTheDebit() throws StoreException {
    TestStore store = store();
    store.user(TestStore.ALICE, OptionalInt.of(5));
    long id = store.planned(TestStore.NUMBER);
    assertThatThrownBy(() -> store.queue.decided(List.of(debited(store, id, 2))))
        .isInstanceOf(StoreException.class);
    assertThat(store.directory.byEmail(TestStore.ALICE).orElseThrow().used()).isZero();
  }

  @Test
  default void aDecisionAboutNothingIsRefused() {
    TestStore store = store();
    for (Decision decision :
        List.of(
            store.plan(999_999, TestStore.NUMBER, 1, Confirm.NEVER),
            new Decision.Dropped(999_999, "x"))) {
      assertThatThrownBy(() -> store.queue.decided(List.of(decision)))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.code()).isEqualTo(StoreException.Code.NOT_FOUND));
    }
  }

  @Test
  default void oneImpossibleDecisionDoesNotTakeTheOthersWithIt() throws StoreException {
    TestStore store = store();
    long one = store.accept("1@sms.example.org");
    long two = store.accept("2@sms.example.org");
    store.queue.decided(
        List.of(
            store.plan(one, TestStore.NUMBER, 1, Confirm.NEVER),
            store.plan(999_999, TestStore.NUMBER, 1, Confirm.NEVER),
            store.plan(two, TestStore.NUMBER, 1, Confirm.NEVER)));
    assertThat(store.state(one)).isEqualTo("QUEUED");
    assertThat(store.state(two)).isEqualTo("QUEUED");
  }

  @Test
  default void aValueThatFitsNoColumnDoesNotTakeTheOthersOfItsBatchWithIt() throws StoreException {
    TestStore store = store();
    long one = store.accept("1@sms.example.org");
    long impossible = store.accept("2@sms.example.org");
    long two = store.accept("3@sms.example.org");
    Decision.Planned plan = store.plan(impossible, TestStore.NUMBER, 1, Confirm.NEVER);
    store.queue.decided(
        List.of(
            store.plan(one, TestStore.NUMBER, 1, Confirm.NEVER),
            new Decision.Planned(
                impossible,
                plan.destination(),
                plan.recipient(),
                List.of("41", "F".repeat(5000)),
                plan.validity(),
                Optional.empty(),
                Confirm.NEVER,
                false),
            store.plan(two, TestStore.NUMBER, 1, Confirm.NEVER)));
    assertThat(store.state(one)).isEqualTo("QUEUED");
    assertThat(store.state(impossible)).isEqualTo("ACCEPTED");
    assertThat(store.state(two)).isEqualTo("QUEUED");
  }

  @Test
  default void theNoteOfADecisionComesWithItsConfirmation() throws StoreException {
    TestStore store = store();
    long id = store.accept("1@sms.example.org");
    Decision.Planned plan = store.plan(id, TestStore.NUMBER, 1, Confirm.ALWAYS);
    store.queue.decided(
        List.of(
            new Decision.Planned(
                id,
                plan.destination(),
                plan.recipient(),
                plan.tpdus(),
                plan.validity(),
                Optional.empty(),
                Confirm.ALWAYS,
                false,
                "It holds ł.")));
    long session = store.queue.openSession("north", TestStore.SIM);
    long segment = store.queue.nextSubmit(session).orElseThrow().segmentId();
    store.queue.advance(session, segment, new SubmitOutcome.Rejected(1, "No such number."), false);
    OutgoingMail.Answer answer = (OutgoingMail.Answer) store.queue.nextMail().orElseThrow();
    assertThat(answer.results())
        .extracting(RecipientResult::reason, RecipientResult::note)
        .containsExactly(tuple("No such number.", "It holds ł."));
  }

  private static Decision.Planned debited(TestStore store, long id, int parts) {
    Decision.Planned plan = store.plan(id, TestStore.NUMBER, parts, Confirm.NEVER);
    return new Decision.Planned(
        id,
        plan.destination(),
        plan.recipient(),
        plan.tpdus(),
        plan.validity(),
        Optional.of(TestStore.ALICE),
        Confirm.NEVER,
        false);
  }

  @Test
  default void theQuotaPaysForAllSegmentsOrForNone() throws StoreException {
    TestStore store = store();
    store.user(TestStore.ALICE, OptionalInt.of(3));
    long one = store.accept("1@sms.example.org");
    long two = store.accept("2@sms.example.org");
    store.queue.decided(List.of(debited(store, one, 2), debited(store, two, 2)));
    assertThat(store.state(one)).isEqualTo("QUEUED");
    assertThat(store.state(two)).isEqualTo("REFUSED");
    assertThat(store.directory.byEmail(TestStore.ALICE).orElseThrow().used()).isEqualTo(2);
    RecipientResult result = answer(store.mails().get(0)).results().get(0);
    assertThat(result.reason()).contains("needs 2 SMS").contains("has 1 left");
  }

  @Test
  default void aUserWhoWasRemovedIsRefused() throws StoreException {
    TestStore store = store();
    long id = store.accept("1@sms.example.org");
    store.queue.decided(List.of(debited(store, id, 1)));
    assertThat(store.state(id)).isEqualTo("REFUSED");
  }

  private static OutgoingMail.Answer answer(OutgoingMail mail) {
    return (OutgoingMail.Answer) mail;
  }

  @Test
  default void theLastDecidedRecipientWritesOneAnswerAboutAllRefusedOnes() throws StoreException {
    TestStore store = store();
    Submission mail = store.mail("k", "1@x", "2@x", "3@x");
    List<Long> ids = store.queue.accept(mail);
    store.queue.decided(List.of(new Decision.Refused(ids.get(0), "One", "First reason.")));
    assertThat(store.mails()).isEmpty();
    store.queue.decided(List.of(store.plan(ids.get(1), TestStore.NUMBER, 1, Confirm.NEVER)));
    assertThat(store.mails()).isEmpty();
    store.queue.decided(List.of(new Decision.Refused(ids.get(2), "Three", "Third reason.")));
    OutgoingMail.Answer answer = answer(TestStore.only(store.mails()));
    assertThat(answer.to()).isEqualTo(TestStore.ALICE);
    assertThat(answer.subject()).isEqualTo("Subject of k");
    assertThat(answer.inReplyTo()).isEqualTo("<k@example.org>");
    assertThat(answer.references()).isEqualTo("<first@example.org>");
    assertThat(answer.results())
        .extracting(RecipientResult::recipient, RecipientResult::state, RecipientResult::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("One", "REFUSED", "First reason."),
            org.assertj.core.groups.Tuple.tuple("Three", "REFUSED", "Third reason."));
  }

  @Test
  default void aRequestFromTheShellGetsNoAnswerMail() throws StoreException {
    TestStore store = store();
    Submission shell =
        new Submission(
            "shell-1",
            "shell-1",
            Submission.Origin.SHELL,
            "",
            "",
            "",
            "",
            "text",
            false,
            List.of(new Submission.Recipient("0151", "")));
    long id = store.queue.accept(shell).get(0);
    store.queue.decided(List.of(new Decision.Refused(id, "0151", "No.")));
    assertThat(store.mails()).isEmpty();
  }

  @Test
  default void aRequestThatIsNeverDecidedIsPutAsideAndItsSenderTold() throws StoreException {
    TestStore store = store();
    long poison = store.accept("1@sms.example.org");
    for (int attempt = 1; attempt <= 3; attempt++) {
      Pending.Request request = (Pending.Request) TestStore.only(store.pending());
      assertThat(request.attempt()).isEqualTo(attempt);
      store.restart();
      store.clock.pass(Duration.ofMinutes(1));
    }
    assertThat(store.pending()).isEmpty();
    assertThat(store.state(poison)).isEqualTo("QUARANTINED");
    assertThat(store.journal.find(Optional.empty(), Optional.of("QUARANTINED"), 10)).hasSize(1);
    RecipientResult result = TestStore.only(answer(TestStore.only(store.mails())).results());
    assertThat(result.recipient()).isEqualTo("1@sms.example.org");
  }

  @Test
  default void aProcessThatEndsSoonAfterEachStartIsNotHeldAgainstWhatItHadInHand()
      throws StoreException {
    TestStore store = store();
    store.accept("1@sms.example.org");
    assertThat(store.pending()).hasSize(1);
    for (int start = 1; start <= 5; start++) {
      store.clock.pass(Duration.ofMinutes(1));
      store.restart();
      store.clock.pass(Duration.ofSeconds(9));
      assertThat(store.pending()).isEmpty();
    }
    store.clock.pass(Duration.ofSeconds(1));
    assertThat(((Pending.Request) TestStore.only(store.pending())).attempt()).isEqualTo(2);
  }

  @Test
  default void whatComesAgainComesAloneSoThatItTakesNothingWithIt() throws StoreException {
    TestStore store = store();
    for (int i = 0; i < 5; i++) {
      store.accept(i + "@sms.example.org");
    }
    assertThat(store.pending()).hasSize(5);
    store.restart();
    store.clock.pass(Duration.ofMinutes(1));
    for (int i = 0; i < 5; i++) {
      Pending again = TestStore.only(store.pending());
      store.queue.decided(List.of(new Decision.Refused(again.id(), "r", "no")));
    }
    assertThat(store.pending()).isEmpty();
  }

  @Test
  default void aRowThatIsNotDecidedDoesNotHoldUpTheRest() throws StoreException {
    TestStore store = store();
    store.accept("poison@sms.example.org");
    assertThat(store.pending()).hasSize(1);
    long next = store.accept("next@sms.example.org");
    assertThat(TestStore.only(store.pending()).id()).isEqualTo(next);
  }

  @Test
  default void noMoreThanAskedForIsHandedOutAndTheOldestFirst() throws StoreException {
    TestStore store = store();
    long one = store.accept("1@sms.example.org");
    store.clock.pass(Duration.ofMillis(5));
    long two = store.accept("2@sms.example.org");
    assertThat(store.queue.nextDecisions(1, TestStore.WAITS))
        .extracting(Pending::id)
        .containsExactly(one);
    assertThat(store.queue.nextDecisions(1, TestStore.WAITS))
        .extracting(Pending::id)
        .containsExactly(two);
  }

  @Test
  default void requestsAndPdusAreHandedOutInOneOrder() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.queue.receive(session, List.of(new ReceivedPdu("07AA", false)));
    store.clock.pass(Duration.ofMillis(5));
    long request = store.accept("1@sms.example.org");
    assertThat(TestStore.only(store.queue.nextDecisions(1, TestStore.WAITS)))
        .isInstanceOf(Pending.Pdu.class);
    assertThat(TestStore.only(store.queue.nextDecisions(1, TestStore.WAITS)).id())
        .isEqualTo(request);
  }

  @Test
  default void whatComesAgainIsNotHandedOutBesideWhatIsNew() throws StoreException {
    TestStore store = store();
    long again = store.accept("1@sms.example.org");
    assertThat(store.pending()).hasSize(1);
    long fresh = store.accept("2@sms.example.org");
    store.clock.pass(Duration.ofMinutes(1));
    long latest = store.accept("3@sms.example.org");
    for (long id : List.of(fresh, again, latest)) {
      assertThat(store.pending()).extracting(Pending::id).containsExactly(id);
    }
  }

  @Test
  default void aRequestIsHandedOutAsItsMailWas() throws StoreException {
    TestStore store = store();
    Submission mail = store.mailTo("1@sms.example.org");
    store.queue.accept(
        new Submission(
            mail.sourceKey(),
            mail.mailKey(),
            mail.origin(),
            mail.sender(),
            mail.messageId(),
            mail.references(),
            mail.subject(),
            mail.text(),
            true,
            mail.recipients()));
    Pending.Request request = (Pending.Request) TestStore.only(store.pending());
    assertThat(request.highPriority()).isTrue();
    assertThat(request.sender()).isEqualTo(mail.sender());
    assertThat(request.subject()).isEqualTo(mail.subject());
    assertThat(request.text()).isEqualTo(mail.text());
    assertThat(request.acceptedAt()).isEqualTo(store.clock.instant());
    assertThat(request.recipients()).isEqualTo(1);
    store.accept("another@sms.example.org");
    store.queue.accept(store.mail("two", "2@sms.example.org", "3@sms.example.org"));
    assertThat(store.pending())
        .extracting(pending -> ((Pending.Request) pending).recipients())
        .containsExactly(1, 2, 2);
  }

  @Test
  default void aPhoneThatAMailNamesTwiceGetsOneSmsWhichIsPaidOnce() throws StoreException {
    TestStore store = store();
    store.user(TestStore.ALICE, OptionalInt.of(5));
    List<Long> ids = store.queue.accept(store.mail("twice", "bob@x", "0151@x", "eve@x"));
    Decision.Planned eve = store.plan(ids.get(2), "+491520000000", 1, Confirm.NEVER);
    store.queue.decided(List.of(debited(store, ids.get(0), 1), debited(store, ids.get(1), 1), eve));
    assertThat(store.state(ids.get(0))).isEqualTo("QUEUED");
    assertThat(store.state(ids.get(1))).isEqualTo("REFUSED");
    assertThat(store.state(ids.get(2))).isEqualTo("QUEUED");
    assertThat(store.directory.byEmail(TestStore.ALICE).orElseThrow().used()).isEqualTo(1);
    RecipientResult result = TestStore.only(answer(TestStore.only(store.mails())).results());
    assertThat(result.reason()).isEqualTo("The mail names this phone twice; it gets the SMS once.");

    long later = store.planned(TestStore.NUMBER);
    assertThat(store.state(later)).isEqualTo("QUEUED");
  }
}
