package smsgateway.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.Submission;

/** The real intake against a mail server, by IMAP and POP3. */
@Timeout(60)
class MailIntakeTest {
  private static final String GATEWAY = "sms@example.com";
  private static final String MAIL =
      """
      Received: from pc (pc [127.0.0.1]) by mail with ESMTP id %s
      From: anna@example.com
      To: %s@sms.example.com
      Message-ID: <%s@client.example.com>
      Date: Mon, 23 Nov 2026 10:00:00 +0100

      hello %s
      """;

  private final InMemoryQueue queue = new InMemoryQueue();
  private final InMemoryHeldMails held = new InMemoryHeldMails();
  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
          });
  private GreenMailUser user;
  private MailIntake intake;

  @BeforeEach
  void start() {
    server.start();
    user = server.setUser(GATEWAY, GATEWAY, "secret");
  }

  @AfterEach
  void stop() {
    stopIntake();
    server.stop();
    // A thread is listed a moment longer than it runs.
    Until.is(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(MailIntakeTest::ours));
  }

  private static boolean ours(Thread thread) {
    return thread.getName().startsWith("smsgateway-intake-north");
  }

  private void stopIntake() {
    if (intake != null) {
      intake.deactivate();
      intake = null;
    }
  }

  private MailIntake intake(String protocol, Map<String, String> keys) {
    Map<String, String> values = new HashMap<>(keys);
    int port = protocol.equals("imap") ? server.getImap().getPort() : server.getPop3().getPort();
    values.putIfAbsent("protocol", protocol);
    values.putIfAbsent("host", "127.0.0.1");
    values.putIfAbsent("port", String.valueOf(port));
    values.putIfAbsent("username", GATEWAY);
    values.putIfAbsent("password", "secret");
    values.putIfAbsent("pollSeconds", "1");
    values.putIfAbsent("trust", "any-from-loopback");
    intake =
        new MailIntake(
            Configs.rules(Map.of()),
            Configs.intake(values),
            Map.of("service.pid", "smsgateway.mail.intake~north"));
    intake.queue = queue;
    intake.routing = new ServedDomain();
    intake.held = held;
    return intake;
  }

  private MailIntake reading(String protocol) {
    intake(protocol, Map.of());
    Until.is(() -> finding().level() == Level.GREEN);
    return intake;
  }

  private Finding finding() {
    return intake.findings().get(0);
  }

  private void append(String mail) {
    try {
      byte[] octets = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      user.deliver(
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets)));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String mail(String number) {
    return MAIL.formatted(number, number, number, number);
  }

  private int count(String folder) {
    try {
      MailFolder found =
          folder.equals("INBOX")
              ? server.getManagers().getImapHostManager().getInbox(user)
              : server.getManagers().getImapHostManager().getFolder(user, folder);
      return found == null ? 0 : found.getMessageCount();
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> numbers() {
    return queue.accepted().stream()
        .flatMap(s -> s.recipients().stream())
        .map(Submission.Recipient::address)
        .map(address -> address.substring(0, address.indexOf('@')))
        .toList();
  }

  @Test
  void takesNewMailByImapAndMovesItToTheFolderProcessed() {
    reading("imap");
    append(mail("393331110001"));
    append(mail("393331110002"));
    Until.is(() -> count("Processed") == 2);
    assertThat(numbers()).containsExactly("393331110001", "393331110002");
    assertThat(queue.accepted().get(0).sender()).isEqualTo("anna@example.com");
    assertThat(queue.accepted().get(0).text()).isEqualTo("hello 393331110001");
    assertThat(count("INBOX")).isZero();
  }

  @Test
  void takesNewMailByPop3AndDeletesIt() {
    reading("pop3");
    append(mail("393331110003"));
    Until.is(() -> count("INBOX") == 0);
    assertThat(numbers()).containsExactly("393331110003");
  }

  @Test
  void holdsWhatLayInTheMailboxBeforeUntilItIsReleased() {
    append(mail("393331110004"));
    intake("imap", Map.of());
    Until.is(() -> finding().message().contains("1 mail is held"));
    append(mail("393331110005"));
    Until.is(() -> count("Processed") == 1);
    assertThat(numbers()).containsExactly("393331110005");
    assertThat(finding().message()).contains("sms:mailbox-release north");
    held.release("north");
    Until.is(() -> count("Processed") == 2);
    assertThat(numbers()).containsExactly("393331110005", "393331110004");
  }

  @Test
  void aMailWhoseAcceptanceWasNotAcknowledgedIsOnlyMoved() {
    reading("imap");
    queue.loseAnswers(1);
    append(mail("393331110006"));
    Until.is(() -> count("Processed") == 1);
    assertThat(numbers()).containsExactly("393331110006");
  }

  @Test
  void theSameMailDeliveredTwiceIsOneSmsAndBothCopiesAreMoved() {
    reading("imap");
    append(mail("393331110007"));
    append(mail("393331110007"));
    Until.is(() -> count("Processed") == 2);
    assertThat(numbers()).containsExactly("393331110007");
  }

  @Test
  void theSameMessageIdWithAnotherTextIsASecondSms() {
    reading("imap");
    append(mail("393331110008"));
    append(mail("393331110008").replace("hello", "once more"));
    Until.is(() -> count("Processed") == 2);
    assertThat(numbers()).hasSize(2);
  }

  @Test
  void mailsWithoutMessageIdAreToldApartByTheirReceived() {
    reading("imap");
    String script = mail("393331110009").replace("Message-ID", "X-None").replace("Date", "X-No");
    append(script);
    append(script);
    append(script.replace("ESMTP id ", "ESMTP id 2-"));
    Until.is(() -> count("Processed") == 3);
    assertThat(numbers()).hasSize(2);
  }

  @Test
  void oneCopyForEachRecipientGivesOneSmsEach() {
    reading("imap");
    String both = mail("1").replace("1@sms", "393331110010@sms.example.com, 393331110011@sms");
    append("X-Original-To: 393331110010@sms.example.com\n" + both);
    append("X-Original-To: 393331110011@sms.example.com\n" + both);
    append(both);
    Until.is(() -> count("Processed") == 3);
    assertThat(numbers()).containsExactlyInAnyOrder("393331110010", "393331110011");
  }

  @Test
  void aMailThatNobodyVouchesForIsMovedToRejected() {
    reading("imap");
    append(mail("393331110012").replace("[127.0.0.1]", "[192.0.2.7]"));
    Until.is(() -> count("Rejected") == 1);
    assertThat(numbers()).isEmpty();
    Until.is(() -> finding().message().endsWith("moved to Rejected since the start: 1."));
  }

  @Test
  void byPop3ARejectedMailStaysAndIsHeld() {
    reading("pop3");
    append(mail("393331110013").replace("[127.0.0.1]", "[192.0.2.7]"));
    Until.is(() -> finding().message().contains("1 mail is held"));
    assertThat(count("INBOX")).isEqualTo(1);
  }

  @Test
  void aMailThatCannotBeTakenThreeTimesIsMovedToFailedAndTheOthersGoOn() {
    queue.poison("bad");
    reading("imap");
    append(mail("393331110014").replace("hello", "bad"));
    append(mail("393331110015"));
    Until.is(() -> count("Failed") == 1);
    assertThat(numbers()).containsExactly("393331110015");
  }

  @Test
  void aTroubleOfTheStoreIsNotCountedAgainstTheMail() {
    reading("imap");
    queue.refuseAccepts(5);
    append("References: <sms-1@example.com>\n" + mail("393331110016"));
    Until.is(() -> count("Processed") == 1);
    assertThat(numbers()).containsExactly("393331110016");
    assertThat(count("Failed")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"imap", "pop3"})
  void theSenderOfAMailThatIsTooLargeIsToldOnceAndTheNextMailIsTaken(String protocol) {
    intake(protocol, Map.of("maxMessageBytes", "10000"));
    Until.is(() -> finding().level() == Level.GREEN);
    append(mail("393331110017") + "x".repeat(11_000));
    append(mail("393331110018"));
    Until.is(() -> numbers().contains("393331110018") && count("INBOX") == 0);
    assertThat(numbers()).containsExactly("393331110018");
    assertThat(queue.refused.values())
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("larger than 10,000 bytes", "without attachments");
    assertThat(queue.refused.keySet())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.sender()).isEqualTo("anna@example.com");
              assertThat(told.recipients().get(0).address())
                  .isEqualTo("393331110017@sms.example.com");
              assertThat(told.text()).isEmpty();
            });
  }

  @Test
  void aMailThatIsTooLargeAndOfWhomNobodyVouchesForIsRejectedWithoutAnswer() {
    intake("imap", Map.of("maxMessageBytes", "10000", "trust", "authenticated-sender-header"));
    Until.is(() -> finding().level() == Level.GREEN);
    append(mail("393331110017") + "x".repeat(11_000));
    Until.is(() -> count("Rejected") == 1);
    assertThat(queue.refused).isEmpty();
  }

  @Test
  void anAutomaticMailThatIsTooLargeIsNotAnswered() {
    intake("imap", Map.of("maxMessageBytes", "10000"));
    Until.is(() -> finding().level() == Level.GREEN);
    append("Auto-Submitted: auto-replied\n" + mail("393331110017") + "x".repeat(11_000));
    Until.is(() -> count("Processed") == 1);
    assertThat(queue.refused).isEmpty();
    assertThat(queue.discarded.values())
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("automatic");
  }

  @Test
  void aWrongPasswordIsToldWithAccountServerAndRemedy() {
    intake("imap", Map.of("password", "wrong"));
    Until.is(() -> finding().message().contains("refuses the login"));
    assertThat(finding().level()).isEqualTo(Level.YELLOW);
    assertThat(finding().message())
        .contains(GATEWAY)
        .contains("127.0.0.1")
        .contains("password in etc/smsgateway.mail.intake-north.cfg")
        .contains("tried again in")
        .doesNotContain("wrong");
  }

  @Test
  void aServerThatIsAwayIsTold() {
    intake("imap", Map.of("port", "1"));
    Until.is(() -> finding().message().contains("does not answer"));
  }

  @Test
  void aMissingFolderIsTold() {
    intake("imap", Map.of("folder", "Nowhere"));
    Until.is(() -> finding().message().contains("see folder"));
  }

  @Test
  void aRenumberedMailboxIsHeldAndSendsNothingTwice() {
    reading("imap");
    append(mail("393331110019"));
    Until.is(() -> count("Processed") == 1);
    stopIntake();
    // Another name of the host stands for another UIDVALIDITY: it is another mailbox.
    append(mail("393331110019"));
    append(mail("393331110020"));
    intake("imap", Map.of("host", "localhost"));
    Until.is(() -> finding().message().contains("2 mails are held"));
    assertThat(numbers()).containsExactly("393331110019");
    held.release("north");
    Until.is(() -> count("Processed") == 3);
    assertThat(numbers()).containsExactly("393331110019", "393331110020");
  }

  @Test
  void aWrongSettingIsToldAndNothingIsRead() {
    intake("imap", Map.of("protocol", "jmap", "password", ""));
    assertThat(intake.findings().stream().map(Finding::message).toList())
        .anyMatch(
            m -> m.startsWith("MISCONFIGURED: etc/smsgateway.mail.intake-north.cfg: protocol"))
        .anyMatch(m -> m.contains("password is missing"));
  }
}
