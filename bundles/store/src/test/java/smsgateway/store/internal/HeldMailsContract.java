package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smsgateway.api.HeldMails;
import smsgateway.api.StoreException;

/** Mail of before the gateway waits for an administrator. */
interface HeldMailsContract extends StoreContract {
  String MAILBOX = "sms@example.org/INBOX 17";

  private HeldMails mails() {
    return new SqlHeldMails(store().dataSource, store().clock);
  }

  @Test
  default void whatLayInAMailboxAtFirstSightIsHeldOverRestarts() throws StoreException {
    assertThat(mails().seen(MAILBOX)).isFalse();
    mails().firstSight("north", MAILBOX, List.of("1", "2"));
    assertThat(mails().seen(MAILBOX)).isTrue();
    assertThat(mails().held(MAILBOX)).containsExactly("1", "2");
    assertThat(mails().counts()).containsExactly(java.util.Map.entry("north", 2));
  }

  @Test
  default void afterItsReleaseNothingOfTheAccountIsHeld() throws StoreException {
    mails().firstSight("north", MAILBOX, List.of("1", "2"));
    mails().firstSight("south", "other 1", List.of("7"));
    assertThat(mails().release("north")).isEqualTo(2);
    assertThat(mails().held(MAILBOX)).isEmpty();
    assertThat(mails().seen(MAILBOX)).isTrue();
    assertThat(mails().counts()).containsExactly(java.util.Map.entry("south", 1));
  }

  @Test
  default void whatIsReleasedIsKnownUntilItHasGoneAndMayBeHeldAgain() throws StoreException {
    mails().firstSight("north", MAILBOX, List.of("1", "2"));
    mails().release("north");
    assertThat(mails().released(MAILBOX)).containsExactly("1", "2");
    assertThat(mails().release("north")).isZero();
    mails().hold("north", MAILBOX, List.of("2"));
    assertThat(mails().held(MAILBOX)).containsExactly("2");
    assertThat(mails().released(MAILBOX)).containsExactly("1");
    mails().gone(MAILBOX, List.of("1", "2"));
    assertThat(mails().held(MAILBOX)).isEmpty();
    assertThat(mails().released(MAILBOX)).isEmpty();
  }

  @Test
  default void whatFailedHalfwayIsDoneAgain() throws StoreException {
    mails().hold("north", MAILBOX, List.of("1"));
    assertThat(mails().seen(MAILBOX)).isFalse();
    mails().firstSight("north", MAILBOX, List.of("1", "2"));
    mails().firstSight("north", MAILBOX, List.of("1", "2"));
    assertThat(mails().held(MAILBOX)).containsExactly("1", "2");
  }

  @Test
  default void idsOfAFormerMailboxOfTheAccountAreForgotten() throws StoreException {
    mails().firstSight("north", MAILBOX, List.of("1", "2"));
    mails().firstSight("north", "sms@example.org/INBOX 18", List.of("9"));
    assertThat(mails().held(MAILBOX)).isEmpty();
    assertThat(mails().counts()).containsExactly(java.util.Map.entry("north", 1));
  }

  @Test
  default void aFullMailboxIsHeldAndForgottenInSteps() throws StoreException {
    List<String> many = IntStream.range(0, 1200).mapToObj(String::valueOf).toList();
    mails().firstSight("north", MAILBOX, many);
    assertThat(mails().held(MAILBOX)).hasSize(1200);
    mails().gone(MAILBOX, many.subList(1, 1200));
    assertThat(mails().held(MAILBOX)).containsExactly("0");
  }
}
