package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.MessageQueue.MailOutcome;
import smsgateway.api.OutgoingMail;
import smsgateway.api.StoreException;
import smsgateway.api.WorkSignal;

/** P5: mails that wait for delivery. */
interface OutgoingMailContract extends StoreContract {

  private static void mail(TestStore store) throws StoreException {
    long id = store.accept("1@sms.example.org");
    store.queue.decided(List.of(new Decision.Refused(id, "r", "no")));
  }

  @Test
  default void aMailIsHandedOutOnceUntilItsDeliveryEnds() throws StoreException {
    TestStore store = store();
    mail(store);
    assertThat(store.wakes).contains(WorkSignal.Kind.MAIL);
    OutgoingMail mail = store.queue.nextMail().orElseThrow();
    assertThat(mail.attempt()).isEqualTo(1);
    assertThat(store.queue.nextMail()).isEmpty();
    store.queue.mailDone(mail.id(), new MailOutcome.Delivered());
    store.clock.pass(Duration.ofDays(1));
    assertThat(store.queue.nextMail()).isEmpty();
    assertThat(store.journal.counts()).containsEntry("mail.waiting", 0L);
  }

  @Test
  default void afterARestartItComesAgainWithTheSameToken() throws StoreException {
    TestStore store = store();
    mail(store);
    OutgoingMail mail = store.queue.nextMail().orElseThrow();
    store.restart();
    assertThat(store.queue.nextMail()).isEmpty();
    store.clock.pass(Duration.ofSeconds(10));
    OutgoingMail again = store.queue.nextMail().orElseThrow();
    assertThat(again.messageToken()).isEqualTo(mail.messageToken()).isNotEmpty();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.createdAt()).isEqualTo(mail.createdAt());
  }

  @Test
  default void aMailThatCouldNotGoIsTriedAgainForFiveDaysWithGrowingPauses() throws StoreException {
    TestStore store = store();
    mail(store);
    OutgoingMail mail = store.queue.nextMail().orElseThrow();
    for (long seconds : List.of(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L)) {
      store.queue.mailDone(mail.id(), new MailOutcome.Retry("refused"));
      store.clock.pass(Duration.ofMillis(seconds * 800 - 1));
      assertThat(store.queue.nextMail()).isEmpty();
      store.clock.pass(Duration.ofMillis(seconds * 400 + 1));
      mail = store.queue.nextMail().orElseThrow();
    }
    store.clock.pass(Duration.ofDays(5));
    store.queue.mailDone(mail.id(), new MailOutcome.Retry("refused"));
    store.clock.pass(Duration.ofDays(1));
    assertThat(store.queue.nextMail()).isEmpty();
    assertThat(store.journal.counts()).containsEntry("mail.failed", 1L);
  }

  @Test
  default void aMailThatNeverCanGoIsListed() throws StoreException {
    TestStore store = store();
    mail(store);
    OutgoingMail mail = store.queue.nextMail().orElseThrow();
    store.queue.mailDone(mail.id(), new MailOutcome.Failed("no such user"));
    assertThat(store.journal.counts()).containsEntry("mail.failed", 1L);
  }

  @Test
  default void aMailThatKillsTheProcessIsPutAside() throws StoreException {
    TestStore store = store();
    mail(store);
    for (int i = 0; i < 3; i++) {
      assertThat(store.queue.nextMail()).isPresent();
      store.restart();
      assertThat(store.queue.nextMail()).isEmpty();
      store.clock.pass(Duration.ofMinutes(1));
    }
    assertThat(store.queue.nextMail()).isEmpty();
    assertThat(store.journal.counts()).containsEntry("mail.failed", 1L);
  }

  @Test
  default void aProcessThatEndsSoonAfterEachStartIsNotHeldAgainstTheMailItHadInHand()
      throws StoreException {
    TestStore store = store();
    mail(store);
    assertThat(store.queue.nextMail()).isPresent();
    store.restart();
    assertThat(store.queue.nextMail()).isEmpty();
    store.clock.pass(Duration.ofSeconds(9));
    assertThat(store.queue.nextMail()).isEmpty();
    store.clock.pass(Duration.ofSeconds(1));
    assertThat(store.queue.nextMail().orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  default void whatIsSaidLaterOfADeliveredMailDoesNotReviveIt() throws StoreException {
    TestStore store = store();
    mail(store);
    long id = store.queue.nextMail().orElseThrow().id();
    store.queue.mailDone(id, new MailOutcome.Delivered());
    store.queue.mailDone(id, new MailOutcome.Retry("late"));
    store.queue.mailDone(id, new MailOutcome.Failed("late"));
    store.clock.pass(Duration.ofDays(1));
    assertThat(store.queue.nextMail()).isEmpty();
    assertThat(store.journal.counts().getOrDefault("mail.failed", 0L)).isZero();
  }

  @Test
  default void theEndOfAMailThatIsNotThereIsRefused() {
    TestStore store = store();
    assertThatThrownBy(() -> store.queue.mailDone(999_999, new MailOutcome.Delivered()))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.NOT_FOUND));
  }

  @Test
  default void aMailWhoseDeliveryIsNeverReportedComesAgainWithoutARestart() throws StoreException {
    TestStore store = store();
    mail(store);
    long id = store.queue.nextMail().orElseThrow().id();
    store.clock.pass(Duration.ofHours(1));
    OutgoingMail again = store.queue.nextMail().orElseThrow();
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.attempt()).isEqualTo(2);
  }

  @Test
  default void whatIsPutAsideDoesNotHoldUpTheNextMail() throws StoreException {
    TestStore store = store();
    mail(store);
    for (int i = 0; i < 3; i++) {
      assertThat(store.queue.nextMail()).isPresent();
      store.clock.pass(Duration.ofHours(1));
    }
    mail(store);
    store.clock.pass(Duration.ofHours(1));
    assertThat(store.queue.nextMail().orElseThrow().attempt()).isEqualTo(1);
    assertThat(store.queue.nextMail()).isEmpty();
  }
}
