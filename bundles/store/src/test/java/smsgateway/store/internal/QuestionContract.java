package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Directory;
import smsgateway.api.Journal;
import smsgateway.api.Msisdn;
import smsgateway.api.OutgoingMail;
import smsgateway.api.Pending;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.User;
import smsgateway.api.WorkSignal;

/** Requests that wait for a number, the questions for it and their answers. */
interface QuestionContract extends StoreContract {
  String BOB = "bob@example.org";
  Msisdn GIVEN = new Msisdn("+4915155555555");

  private static User bob(Optional<Msisdn> number) {
    return new User(
        BOB,
        "Bob",
        number,
        Optional.empty(),
        Set.of(),
        OptionalInt.empty(),
        0,
        User.ConfirmPolicy.ASKED,
        false,
        "");
  }

  /** A request that waits for Bob's number. */
  private static long waiting(TestStore store) throws StoreException {
    store.directory.put(bob(Optional.empty()));
    long id = store.accept("bob@sms.example.org");
    ask(store, id);
    return id;
  }

  private static void ask(TestStore store, long id) throws StoreException {
    store.pending();
    store.queue.decided(
        List.of(new Decision.NumberWanted(id, "bob@sms.example.org", BOB, "Which number?")));
  }

  private static OutgoingMail.Question question(TestStore store) throws StoreException {
    return (OutgoingMail.Question) TestStore.only(store.mails());
  }

  /** A mail to the gateway that is an answer; its id. */
  private static long answer(TestStore store, String subject, String references)
      throws StoreException {
    Submission plain = store.mailTo("sms@example.org");
    return store
        .queue
        .accept(
            new Submission(
                plain.sourceKey(),
                plain.mailKey(),
                plain.origin(),
                plain.sender(),
                plain.messageId(),
                references,
                subject,
                GIVEN.value(),
                false,
                plain.recipients()))
        .get(0);
  }

  private static void give(TestStore store, long answer) throws StoreException {
    store.pending();
    store.queue.decided(List.of(new Decision.NumberGiven(answer, BOB, GIVEN)));
  }

  private static List<Long> undecided(TestStore store) throws StoreException {
    List<Long> ids = new ArrayList<>();
    for (Pending pending : store.pending()) {
      ids.add(pending.id());
    }
    return ids;
  }

  @Test
  default void aRequestThatWaitsForANumberIsAskedForOnceAndNotDecidedMeanwhile()
      throws StoreException {
    TestStore store = store();
    long id = waiting(store);
    store.clock.pass(Duration.ofHours(71));

    assertThat(store.pending()).isEmpty();
    assertThat(store.state(id)).isEqualTo("WAITING_NUMBER");
    assertThat(store.wakes).contains(WorkSignal.Kind.MAIL);
    OutgoingMail.Question question = question(store);
    assertThat(question.to()).isEqualTo(TestStore.ALICE);
    assertThat(question.text()).isEqualTo("Which number?");
    assertThat(question.code()).startsWith(id + "-");
    assertThat(question.inReplyTo()).isEqualTo("<mail-1@example.org>");
  }

  @Test
  default void anAnswerIsKnownByItsSubjectOrByTheThread() throws StoreException {
    TestStore store = store();
    long id = waiting(store);
    OutgoingMail.Question asked = question(store);
    Directory.Question expected =
        new Directory.Question(id, TestStore.ALICE, BOB, "bob@sms.example.org", true);

    String subject = "AW: News [sms " + asked.code().toUpperCase(java.util.Locale.ROOT) + "]";
    assertThat(store.directory.question(answer(store, subject, ""))).contains(expected);
    String thread = "<a@b> <" + asked.messageToken() + ".ask." + asked.code() + "@example.org>";
    assertThat(store.directory.question(answer(store, "number", thread))).contains(expected);
  }

  @Test
  default void whatOnlyLooksLikeAnAnswerIsNone() throws StoreException {
    TestStore store = store();
    long id = waiting(store);
    String wrong = question(store).code().endsWith("-0000") ? "-1111" : "-0000";

    for (String subject :
        List.of("number", "[SMS " + id + wrong + "]", "[SMS 999999-0000]", "[SMS " + id + "]")) {
      assertThat(store.directory.question(answer(store, subject, ""))).as(subject).isEmpty();
    }
  }

  @Test
  default void theNumberIsStoredAndAllThatWaitForItAreDecidedAgain() throws StoreException {
    TestStore store = store();
    long first = waiting(store);
    long second = store.accept("bob@sms.example.org");
    ask(store, second);
    long answer = answer(store, "number", "");
    give(store, answer);

    assertThat(store.directory.byEmail(BOB).orElseThrow().number()).contains(GIVEN);
    assertThat(store.state(answer)).isEqualTo("NOTED");
    assertThat(store.wakes).contains(WorkSignal.Kind.DECISION);
    List<Pending> again = store.pending();
    assertThat(again).extracting(Pending::id).containsExactlyInAnyOrder(first, second);
    Pending.Request request = (Pending.Request) again.get(0);
    assertThat(request.attempt()).isEqualTo(1);
    assertThat(request.text()).startsWith("Text of mail-");
  }

  @Test
  default void theSecondOfTwoAnswersFindsNothingOpen() throws StoreException {
    TestStore store = store();
    waiting(store);
    String subject = "Re: [SMS " + question(store).code() + "]";
    give(store, answer(store, subject, ""));
    undecided(store);

    assertThat(store.directory.question(answer(store, subject, "")).orElseThrow().open()).isFalse();
  }

  @Test
  default void aNumberThatTheAdministratorEnteredMeanwhileCounts() throws StoreException {
    TestStore store = store();
    long id = waiting(store);
    Msisdn entered = new Msisdn("+4915199999999");
    store.directory.put(bob(Optional.of(entered)));
    store.clock.pass(Duration.ofSeconds(2));
    assertThat(undecided(store)).containsExactly(id);

    give(store, answer(store, "number", ""));
    assertThat(store.directory.byEmail(BOB).orElseThrow().number()).contains(entered);
  }

  @Test
  default void whatWaitsForAUserWhoWasRemovedIsDecidedAgain() throws StoreException {
    TestStore store = store();
    long id = waiting(store);
    store.directory.remove(BOB);
    store.clock.pass(Duration.ofSeconds(2));

    assertThat(undecided(store)).containsExactly(id);
  }

  @Test
  default void afterThreeDaysWithoutAnswerItIsRefusedByAMailOfItsOwn() throws StoreException {
    TestStore store = store();
    long id = waiting(store);
    question(store);
    store.clock.pass(Duration.ofDays(3).plusSeconds(1));
    store.pending();

    assertThat(store.state(id)).isEqualTo("REFUSED");
    OutgoingMail.Answer answer =
        (OutgoingMail.Answer)
            store.mails().stream()
                .filter(OutgoingMail.Answer.class::isInstance)
                .findFirst()
                .orElseThrow();
    assertThat(TestStore.only(answer.results()).reason()).contains("none came within 72 hours");
  }

  @Test
  default void theThirdAnswerWithoutNumberEndsIt() throws StoreException {
    TestStore store = store();
    long id = waiting(store);
    for (int asked = 2; asked <= 3; asked++) {
      unclear(store, id);
      assertThat(store.state(id)).isEqualTo("WAITING_NUMBER");
    }
    unclear(store, id);

    assertThat(store.state(id)).isEqualTo("REFUSED");
    List<OutgoingMail> mails = store.mails();
    assertThat(mails).filteredOn(OutgoingMail.Question.class::isInstance).hasSize(3);
    assertThat(mails).filteredOn(OutgoingMail.Answer.class::isInstance).hasSize(1);
    unclear(store, id);
    assertThat(store.mails()).isEmpty();
  }

  private static void unclear(TestStore store, long id) throws StoreException {
    long answer = answer(store, "number", "");
    store.pending();
    store.queue.decided(List.of(new Decision.NumberUnclear(answer, id, "Again?", "In vain.")));
    assertThat(store.state(answer)).isEqualTo("NOTED");
  }

  @Test
  default void whoIsRefusedBesideOneThatWaitsIsToldAtOnceAndOnce() throws StoreException {
    TestStore store = store();
    store.directory.put(bob(Optional.empty()));
    List<Long> ids = store.queue.accept(store.mailTo("bob@sms.example.org", "x@sms.example.org"));
    store.pending();
    store.queue.decided(
        List.of(
            new Decision.Refused(ids.get(1), "x@sms.example.org", "unknown"),
            new Decision.NumberWanted(ids.get(0), "bob@sms.example.org", BOB, "Which?")));
    List<OutgoingMail> mails = store.mails();
    assertThat(mails).hasSize(2);
    assertThat(mails).filteredOn(OutgoingMail.Answer.class::isInstance).hasSize(1);

    store.clock.pass(Duration.ofDays(3).plusSeconds(1));
    store.pending();
    OutgoingMail.Answer late =
        (OutgoingMail.Answer)
            store.mails().stream()
                .filter(m -> m instanceof OutgoingMail.Answer && m.attempt() == 1)
                .findFirst()
                .orElseThrow();
    assertThat(late.results())
        .extracting(OutgoingMail.RecipientResult::recipient)
        .containsExactly("bob@sms.example.org");
  }

  @Test
  default void oneThatIsHeldAndReleasedIsNotAskedForTwice() throws StoreException {
    TestStore store = store();
    long id = waiting(store);
    store.administration.hold(id, "admin");
    store.clock.pass(Duration.ofDays(4));
    assertThat(store.pending()).isEmpty();
    store.administration.release(id, "admin");
    ask(store, id);

    assertThat(store.state(id)).isEqualTo("WAITING_NUMBER");
    assertThat(store.mails()).hasSize(1);
  }

  @Test
  default void oneThatIsCancelledIsNotReleasedByAnAnswer() throws StoreException {
    TestStore store = store();
    long id = waiting(store);
    store.administration.cancel(id, "admin");
    give(store, answer(store, "number", ""));

    assertThat(store.state(id)).isEqualTo("CANCELLED");
    assertThat(store.pending()).isEmpty();
  }

  @Test
  default void aNumberInTheSubjectIsStoredWithTheSegmentsOrNotAtAll()
      throws StoreException, SQLException {
    TestStore store = store();
    store.directory.put(bob(Optional.of(new Msisdn("+4915100000000"))));
    store.user(TestStore.ALICE, OptionalInt.of(1));
    long poor = store.accept("bob@sms.example.org");
    long rich = store.accept("bob@sms.example.org");
    store.pending();
    store.queue.decided(List.of(learning(store, poor, 2)));
    assertThat(store.state(poor)).isEqualTo("REFUSED");
    assertThat(store.directory.byEmail(BOB).orElseThrow().number())
        .isNotEqualTo(Optional.of(GIVEN));

    store.queue.decided(List.of(learning(store, rich, 1)));
    assertThat(store.directory.byEmail(BOB).orElseThrow().number()).contains(GIVEN);
    OutgoingMail.OperatorNotice told =
        (OutgoingMail.OperatorNotice)
            store.mails().stream()
                .filter(OutgoingMail.OperatorNotice.class::isInstance)
                .findFirst()
                .orElseThrow();
    assertThat(told.to()).isEqualTo(BOB);
    assertThat(told.text()).isEqualTo("It was changed.");
    assertThat(store.journal.show(rich).orElseThrow().events())
        .extracting(Journal.Event::cause)
        .contains("it set the number of " + BOB);
  }

  private static Decision.Planned learning(TestStore store, long id, int parts) {
    Decision.Planned p = store.plan(id, GIVEN.value(), parts, Decision.Confirm.NEVER);
    return new Decision.Planned(
        id,
        GIVEN,
        p.recipient(),
        p.tpdus(),
        p.validity(),
        Optional.of(TestStore.ALICE),
        p.confirm(),
        false,
        "",
        p.via(),
        Optional.of(new Decision.Learned(BOB, GIVEN, "Your number", "It was changed.")));
  }
}
