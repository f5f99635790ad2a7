package smsgateway.mail.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import smsgateway.api.StoreException;
import smsgateway.mail.internal.InMemoryHeldMails;
import smsgateway.mail.internal.intake.Account.Protocol;

/** What a mail server may refuse, and what the power may cut off. */
class IntakePassTest {
  private static final Account ACCOUNT =
      new Account(
          "north",
          Protocol.IMAP,
          "localhost",
          1,
          "sms",
          Account.Login.PASSWORD,
          "secret",
          "INBOX",
          1,
          1000,
          "x.cfg");

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final List<String> story = new ArrayList<>();
  private final ScriptedInbox inbox = new ScriptedInbox();
  private final InMemoryHeldMails held = new InMemoryHeldMails();
  private final Map<String, Integer> attempts = new HashMap<>();
  private boolean stopping;
  private boolean storeAway;
  private final IntakePass pass =
      new IntakePass(ACCOUNT, new ScriptedTaker(), () -> NOW, () -> stopping);

  /** Takes everything, and notes the order of things. */
  private final class ScriptedTaker implements Taker {
    @Override
    public Verdict take(String sourceKey, byte[] octets, boolean whole, int excused)
        throws StoreException {
      if (storeAway) {
        throw new StoreException(StoreException.Code.UNAVAILABLE, "away");
      }
      story.add((whole ? "taken " : "told ") + new String(octets, StandardCharsets.US_ASCII));
      return Verdict.PROCESSED;
    }

    @Override
    public boolean givenUp(String sourceKey) {
      return attempts.merge(sourceKey, 1, Integer::sum) >= 3;
    }
  }

  private final class ScriptedInbox implements Inbox {
    private final Map<String, String> mails = new LinkedHashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private boolean full;

    @Override
    public String identity() {
      return "box";
    }

    @Override
    public List<String> ids() {
      return List.copyOf(mails.keySet());
    }

    @Override
    public Map<String, Integer> sizes(List<String> ids) {
      Map<String, Integer> sizes = new LinkedHashMap<>();
      ids.forEach(id -> sizes.put(id, mails.get(id).length()));
      return sizes;
    }

    @Override
    public Map<String, byte[]> fetch(List<String> ids, int most) throws RefusedException {
      if (ids.stream().anyMatch(unreadable::contains)) {
        throw new RefusedException(new IllegalStateException("damaged"));
      }
      Map<String, byte[]> found = new LinkedHashMap<>();
      ids.forEach(id -> found.put(id, mails.get(id).getBytes(StandardCharsets.US_ASCII)));
      story.add("fetched " + ids.size());
      return found;
    }

    @Override
    public Optional<byte[]> header(String id, int most) throws RefusedException {
      if (unreadable.contains(id)) {
        throw new RefusedException(new IllegalStateException("damaged"));
      }
      return Optional.of("header".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean hasFolders() {
      return true;
    }

    @Override
    public void file(Verdict verdict, List<String> ids) throws RefusedException {
      if (full) {
        throw new RefusedException(new IllegalStateException("over quota"));
      }
      ids.forEach(mails::remove);
      story.add(verdict + " " + ids);
    }

    @Override
    public void await(int seconds) {}

    @Override
    public void interrupt() {}

    @Override
    public void close() {}
  }

  private IntakePass.Look look() throws Exception {
    return pass.run(inbox, held);
  }

  private void seenEmpty() throws Exception {
    look();
    story.clear();
  }

  @Test
  void mailsAreMovedTogetherAfterTheyWereTaken() throws Exception {
    seenEmpty();
    inbox.mails.put("1", "a");
    inbox.mails.put("2", "b");
    assertThat(look()).isEqualTo(new IntakePass.Look(2, 0, 0));
    assertThat(story).containsExactly("fetched 2", "taken a", "taken b", "PROCESSED [1, 2]");
  }

  @Test
  void whatLayThereAtFirstSightIsHeldBeforeAnythingIsTaken() throws Exception {
    inbox.mails.put("1", "a");
    assertThat(look()).isEqualTo(new IntakePass.Look(0, 1, 0));
    assertThat(story).isEmpty();
    inbox.mails.remove("1");
    assertThat(look().held()).isZero();
    assertThat(held.counts()).isEmpty();
  }

  @Test
  void aFullMailboxThatMovesNothingIsNeitherReadAgainNorKeepsBackOthers() throws Exception {
    seenEmpty();
    inbox.full = true;
    inbox.mails.put("1", "a");
    assertThat(look().unfiled()).isEqualTo(1);
    inbox.mails.put("2", "b");
    assertThat(look()).isEqualTo(new IntakePass.Look(1, 0, 2));
    inbox.full = false;
    assertThat(look()).isEqualTo(new IntakePass.Look(0, 0, 0));
    assertThat(story)
        .containsExactly("fetched 1", "taken a", "fetched 1", "taken b", "PROCESSED [1, 2]");
  }

  @Test
  void aMailThatTheServerCannotGiveOutKeepsBackNoOtherAndFailsAtTheThirdTry() throws Exception {
    seenEmpty();
    inbox.mails.put("1", "a");
    inbox.mails.put("2", "b");
    inbox.unreadable.add("1");
    look();
    look();
    assertThat(story).containsExactly("fetched 1", "taken b", "PROCESSED [2]");
    look();
    assertThat(story).endsWith("FAILED [1]");
  }

  @Test
  void withoutStoreTheMailStays() throws Exception {
    seenEmpty();
    inbox.mails.put("1", "a");
    storeAway = true;
    assertThatThrownBy(this::look).isInstanceOf(StoreException.class);
    storeAway = false;
    look();
    assertThat(story).containsExactly("fetched 1", "fetched 1", "taken a", "PROCESSED [1]");
  }

  @Test
  void ofAMailThatIsTooLargeOnlyTheHeaderIsFetchedOnceItWasToldItIsMoved() throws Exception {
    seenEmpty();
    inbox.mails.put("1", "x".repeat(1001));
    look();
    assertThat(story).containsExactly("told header", "PROCESSED [1]");
  }

  @Test
  void aMailThatIsTooLargeAndWhoseHeaderIsNotGivenOutFailsAtTheThirdTry() throws Exception {
    seenEmpty();
    inbox.mails.put("1", "x".repeat(1001));
    inbox.unreadable.add("1");
    look();
    look();
    assertThat(story).isEmpty();
    look();
    assertThat(story).containsExactly("FAILED [1]");
  }

  @Test
  void aMailOfMoreThanAWeekAgoIsHeldUntilItIsReleased() throws Exception {
    seenEmpty();
    inbox.mails.put("1", old("16 Nov 2026 09:59:59 +0000"));
    inbox.mails.put("2", old("16 Nov 2026 10:00:00 +0000"));
    look();
    assertThat(story)
        .containsExactly(
            "fetched 2", "taken " + old("16 Nov 2026 10:00:00 +0000"), "PROCESSED [2]");
    story.clear();
    assertThat(look()).isEqualTo(new IntakePass.Look(0, 1, 0));
    assertThat(story).isEmpty();
    assertThat(held.release("north")).isEqualTo(1);
    look();
    assertThat(story)
        .containsExactly(
            "fetched 1", "taken " + old("16 Nov 2026 09:59:59 +0000"), "PROCESSED [1]");
    look();
    assertThat(held.released("box")).isEmpty();
  }

  private static String old(String date) {
    return "Received: by mail; " + date + "\r\nDate: " + date + "\r\n\r\nhello";
  }

  @Test
  void whoStopsFinishesTheMailInHandOnly() throws Exception {
    seenEmpty();
    inbox.mails.put("1", "a");
    stopping = true;
    assertThat(look().taken()).isZero();
    assertThat(story).isEmpty();
  }
}
