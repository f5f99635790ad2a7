package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.MessageQueue.Intake;
import smsgateway.api.OutgoingMail;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.Submission;
import smsgateway.api.WorkSignal;

/** P1, P9 and P14: accepting a mail. */
interface IntakeContract extends StoreContract {

  @Test
  default void anAttemptIsCountedBeforeTheMailIsParsed() throws StoreException {
    TestStore store = store();
    assertThat(store.queue.begin("a")).isEqualTo(new Intake.New(1));
    store.restart();
    assertThat(store.queue.begin("a")).isEqualTo(new Intake.New(2));
    store.restart();
    assertThat(store.queue.begin("a")).isEqualTo(new Intake.New(3));
    assertThat(store.queue.begin("b")).isEqualTo(new Intake.New(1));
  }

  @Test
  default void whileTheDiskIsNearlyFullOrTooMuchWaitsNewMailsWaitOnTheMailServer()
      throws StoreException {
    TestStore store = store();
    AtomicLong room = new AtomicLong(256L << 20);
    BackPressure pressure = new BackPressure(room::get, 2, store.clock::nanos);
    SqlQueue queue = new SqlQueue(store.dataSource, store.steady, pressure);
    assertThat(queue.begin("a")).isEqualTo(new Intake.New(1));
    room.decrementAndGet();
    store.clock.pass(Duration.ofSeconds(5));
    assertRefused(queue, "255 MB left");
    room.incrementAndGet();
    store.clock.pass(Duration.ofSeconds(5));
    assertThat(queue.begin("b")).isEqualTo(new Intake.New(1));
    store.accept("1@sms.example.org");
    store.planned(TestStore.NUMBER);
    store.planned(TestStore.NUMBER);
    store.clock.pass(Duration.ofSeconds(5));
    assertRefused(queue, "3 SMS wait, more than 2");
    // Inbound SMS and what was accepted go on.
    long session = queue.openSession("north", TestStore.SIM);
    queue.receive(session, List.of(new ReceivedPdu("0011", true)));
    assertThat(queue.nextSubmit(session)).isPresent();
    store.clock.pass(Duration.ofSeconds(5));
    assertThat(queue.begin("c")).isEqualTo(new Intake.New(1));
    assertThat(queue.findings().get(0).level()).isEqualTo(StatusSource.Level.GREEN);
  }

  private static void assertRefused(SqlQueue queue, String why) {
    assertThatThrownBy(() -> queue.begin("x"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
        .hasMessageContaining(why);
    assertThat(queue.findings().get(0).level()).isEqualTo(StatusSource.Level.RED);
    assertThat(queue.findings().get(0).message()).contains(why);
  }

  @Test
  default void anAcceptedMailIsKnownAfterARestart() throws StoreException {
    TestStore store = store();
    Submission mail = store.mailTo("1@sms.example.org");
    store.queue.begin(mail.sourceKey());
    store.queue.accept(mail);
    store.restart();
    assertThat(store.queue.begin(mail.sourceKey())).isEqualTo(new Intake.Known());
  }

  @Test
  default void aDiscardedMailIsKnown() throws StoreException {
    TestStore store = store();
    store.queue.begin("poison");
    store.queue.discard("poison", "cannot be read");
    assertThat(store.queue.begin("poison")).isEqualTo(new Intake.Known());
  }

  @Test
  default void theSameMailFromTwoSourcesIsStoredOnce() throws StoreException {
    TestStore store = store();
    Submission mail = store.mailTo("1@sms.example.org", "2@sms.example.org");
    assertThat(store.queue.accept(mail)).hasSize(2);
    Submission copy =
        new Submission(
            "another source",
            mail.mailKey(),
            mail.origin(),
            mail.sender(),
            mail.messageId(),
            mail.references(),
            mail.subject(),
            mail.text(),
            false,
            mail.recipients());
    assertThat(store.queue.accept(copy)).isEmpty();
    assertThat(store.queue.begin("another source")).isEqualTo(new Intake.Known());
    assertThat(store.pending()).hasSize(2);
  }

  @Test
  default void aFurtherRecipientOfAKnownMailIsStored() throws StoreException {
    TestStore store = store();
    store.queue.accept(store.mail("key", "1@sms.example.org"));
    List<Long> ids =
        store.queue.accept(store.mail("key", "1@sms.example.org", "2@sms.example.org"));
    assertThat(ids).hasSize(1);
    assertThat(store.pending()).hasSize(2);
  }

  @Test
  default void twoNumbersInTheDisplayNameOfOneAddressAreTwoRecipients() throws StoreException {
    TestStore store = store();
    Submission mail = store.mailTo("x");
    List<Submission.Recipient> recipients =
        List.of(
            new Submission.Recipient("gateway@example.org", "0151 1"),
            new Submission.Recipient("gateway@example.org", "0151 2"));
    Submission two =
        new Submission(
            "s", "k", mail.origin(), mail.sender(), "", "", "", "text", false, recipients);
    assertThat(store.queue.accept(two)).hasSize(2);
  }

  @Test
  default void whatWasAcceptedIsHandedOutUnchanged() throws StoreException {
    TestStore store = store();
    long id = store.queue.accept(store.mail("key", "1@sms.example.org")).get(0);
    Pending.Request request = (Pending.Request) TestStore.only(store.pending());
    assertThat(request.id()).isEqualTo(id);
    assertThat(request.attempt()).isEqualTo(1);
    assertThat(request.sender()).isEqualTo(TestStore.ALICE);
    assertThat(request.recipient().address()).isEqualTo("1@sms.example.org");
    assertThat(request.subject()).isEqualTo("Subject of key");
    assertThat(request.text()).isEqualTo("Text of key");
    assertThat(request.acceptedAt()).isEqualTo(store.clock.instant());
    assertThat(store.wakes).contains(WorkSignal.Kind.DECISION);
  }

  @Test
  default void longAndStrangeTextsAreStored() throws StoreException {
    TestStore store = store();
    String text = "\u0000\u20ac\ud83d\ude00".repeat(20_000);
    Submission mail = store.mailTo("1@sms.example.org");
    Submission odd =
        new Submission(
            "k".repeat(300),
            "m".repeat(2000),
            mail.origin(),
            mail.sender(),
            "",
            "r".repeat(20_000),
            "s".repeat(2000),
            text,
            false,
            mail.recipients());
    assertThat(store.queue.accept(odd)).hasSize(1);
    Pending.Request request = (Pending.Request) TestStore.only(store.pending());
    assertThat(request.text()).hasSize(text.length()).endsWith("\u20ac\ud83d\ude00");
    assertThat(store.queue.accept(odd)).isEmpty();
  }

  @Test
  default void aMailThatCannotBeSentIsAnsweredOnceWithTheNamesOfItsAttachments()
      throws StoreException {
    TestStore store = store();
    Submission mail = from(store, Submission.Origin.MAIL);
    store.queue.refuse(mail, "It is encrypted.");
    store.queue.refuse(mail, "It is encrypted.");
    assertThat(store.pending()).isEmpty();
    assertThat(store.queue.begin(mail.sourceKey())).isEqualTo(new Intake.Known());
    OutgoingMail.Answer answer = (OutgoingMail.Answer) store.queue.nextMail().orElseThrow();
    assertThat(answer.attachments()).containsExactly("a.jpg", "b, c.pdf");
    assertThat(answer.results())
        .extracting(OutgoingMail.RecipientResult::reason)
        .containsExactly("It is encrypted.", "It is encrypted.");
    assertThat(answer.to()).isEqualTo(TestStore.ALICE);
    assertThat(store.queue.nextMail()).isEmpty();
  }

  @Test
  default void aRefusedMailOfAProgramIsKeptButNotAnswered() throws Exception {
    TestStore store = store();
    store.queue.accept(from(store, Submission.Origin.MACHINE));
    for (Pending pending : store.pending()) {
      assertThat(((Pending.Request) pending).origin()).isEqualTo(Submission.Origin.MACHINE);
      store.queue.decided(List.of(new Decision.Refused(pending.id(), "r", "No right.")));
    }
    assertThat(store.queue.nextMail()).isEmpty();
    assertThat(store.sql("SELECT COUNT(*) FROM message WHERE state = 'REFUSED'")).isEqualTo(2);
  }

  private static Submission from(TestStore store, Submission.Origin origin) {
    Submission mail = store.mailTo("1@sms.example.org", "2@sms.example.org");
    return new Submission(
        mail.sourceKey(),
        mail.mailKey(),
        origin,
        mail.sender(),
        mail.messageId(),
        mail.references(),
        mail.subject(),
        "",
        false,
        mail.recipients(),
        List.of("a.jpg", "b, c.pdf"));
  }

  @Test
  default void theConcatenationReferenceOfADestinationRepeatsAfter256Messages()
      throws StoreException {
    TestStore store = store();
    int first = reference(store);
    for (int i = 1; i <= 256; i++) {
      assertThat(reference(store)).isEqualTo((first + i) % 256);
    }
  }

  private static int reference(TestStore store) throws StoreException {
    long id = store.accept("1@sms.example.org");
    Pending.Request request = (Pending.Request) TestStore.only(store.pending());
    store.queue.decided(List.of(new smsgateway.api.Decision.Refused(id, "r", "no")));
    return request.concatenationReference();
  }
}
