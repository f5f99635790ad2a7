package smsgateway.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.Submission;
import smsgateway.api.Submission.Recipient;

/** A real client against the real listener. */
@Timeout(60)
class SmtpListenerTest {
  private static final String MAIL =
      """
      From: Anna <anna@example.com>
      To: "11223344" <sms@example.com>
      Subject: hello
      Date: Mon, 23 Nov 2026 10:00:00 +0100
      Message-ID: <1@example.com>

      I am late.
      """;
  private static final String ENCRYPTED =
      MAIL.replace("\n\n", "\nContent-Type: multipart/encrypted; boundary=b\n\n");

  private final InMemoryQueue queue = new InMemoryQueue();
  private SmtpListener listener;
  private int port;

  @BeforeEach
  void start() throws Exception {
    start(Map.of());
  }

  private void start(Map<String, String> keys) throws IOException {
    stop();
    port = Configs.freePort();
    Map<String, String> values = new HashMap<>(keys);
    values.putIfAbsent("port", String.valueOf(port));
    values.putIfAbsent("trust", "any-from-loopback");
    listener = new SmtpListener(Configs.rules(keys), Configs.listener(values));
    listener.queue = queue;
    listener.routing = new ServedDomain();
    while (listener.findings().get(0).message().startsWith("Starting")) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() {
    if (listener != null) {
      listener.deactivate();
    }
  }

  private String send(String mail, String... recipients) throws IOException {
    try (SmtpClient client = new SmtpClient(port)) {
      client.envelope("anna@example.com", recipients);
      return client.data(mail);
    }
  }

  @Test
  void acceptsAMailWithItsDisplayNameAndSaysSoOnlyThen() throws Exception {
    assertThat(send(MAIL, "SMS@example.com")).startsWith("250");
    assertThat(queue.accepted()).hasSize(1);
    assertThat(queue.accepted().get(0).sender()).isEqualTo("anna@example.com");
    assertThat(queue.accepted().get(0).text()).isEqualTo("I am late.");
    assertThat(queue.accepted().get(0).subject()).isEqualTo("hello");
    assertThat(queue.accepted().get(0).messageId()).isEqualTo("<1@example.com>");
    assertThat(queue.accepted().get(0).recipients())
        .containsExactly(new Recipient("sms@example.com", "11223344"));
  }

  @Test
  void takesTheRecipientsFromTheEnvelopeAlsoBlindOnes() throws Exception {
    assertThat(send(MAIL, "bob@sms.example.com", "4711@sms.example.com")).startsWith("250");
    assertThat(queue.accepted().get(0).recipients())
        .containsExactly(
            new Recipient("bob@sms.example.com", ""), new Recipient("4711@sms.example.com", ""));
  }

  @Test
  void makesTwoRecipientsOfOneAddressWithTwoNames() throws Exception {
    String two = MAIL.replace("<sms@example.com>", "<sms@example.com>, 55667788 <sms@example.com>");
    assertThat(send(two, "sms@example.com")).startsWith("250");
    assertThat(queue.accepted().get(0).recipients())
        .containsExactly(
            new Recipient("sms@example.com", "11223344"),
            new Recipient("sms@example.com", "55667788"));
  }

  @Test
  void asksToComeAgainWhileTheStoreIsDownOrAbsentAndThenStoresOnce() throws Exception {
    queue.setDown(true);
    assertThat(send(MAIL, "sms@example.com")).startsWith("451");
    queue.setDown(false);
    listener.queue = null;
    assertThat(send(MAIL, "sms@example.com")).startsWith("451");
    assertThat(listener.findings().get(0).level()).isEqualTo(Level.RED);
    listener.queue = queue;
    assertThat(send(MAIL, "sms@example.com")).startsWith("250");
    assertThat(queue.accepted()).hasSize(1);
  }

  @Test
  void storesOnceWhenTheAnswerToTheCommitWasLostAndTheMailComesAgain() throws Exception {
    queue.loseAnswers(1);
    assertThat(send(MAIL, "sms@example.com")).startsWith("451");
    assertThat(send("Received: again\n" + MAIL, "sms@example.com")).startsWith("250");
    assertThat(queue.accepted()).hasSize(1);
  }

  @Test
  void takesTwoEqualTextsWithoutMessageIdAsTwoMails() throws Exception {
    String script = "From: erp@example.com\n\nstock is low\n";
    assertThat(send(script, "4711@sms.example.com")).startsWith("250");
    assertThat(send(script, "4711@sms.example.com")).startsWith("250");
    assertThat(queue.accepted()).hasSize(2);
  }

  @Test
  void takesABareTextWithoutHeaderAndTheSenderFromTheEnvelope() throws Exception {
    assertThat(send("disk: 95 %\nact now", "4711@sms.example.com")).startsWith("250");
    assertThat(queue.accepted().get(0).sender()).isEqualTo("anna@example.com");
    assertThat(queue.accepted().get(0).text()).isEqualTo("disk: 95 %\nact now");
  }

  @Test
  void givesUpAMailThatWasBegunThreeTimes() throws Exception {
    for (int i = 0; i < 3; i++) {
      String key =
          smsgateway.mail.internal.read.MailKeys.source(
              MAIL.replace("\n", "\r\n").concat("\r\n").getBytes(StandardCharsets.UTF_8),
              List.of("sms@example.com"));
      queue.begin(key);
    }
    assertThat(send(MAIL, "sms@example.com")).startsWith("554");
    assertThat(queue.discarded).hasSize(1);
    assertThat(queue.accepted()).isEmpty();
  }

  @Test
  void refusesForeignDomainsAndBadSyntaxAtRcptAndNothingElse() throws Exception {
    try (SmtpClient client = new SmtpClient(port)) {
      client.command("MAIL FROM:<anna@example.com>");
      assertThat(client.command("RCPT TO:<x@gmail.com>")).startsWith("550");
      assertThat(client.command("RCPT TO:<no address>")).startsWith("553");
      assertThat(client.command("RCPT TO:<a\u760d@sms.example.com>")).startsWith("553");
      assertThat(client.command("RCPT TO:<nobody@sms.example.com>")).startsWith("250");
      listener.routing = null;
      assertThat(client.command("RCPT TO:<nobody@sms.example.com>")).startsWith("451");
    }
  }

  @Test
  void letsUntrustedHostsSendOnlyAfterALogin() throws Exception {
    start(Map.of("trustedHosts", "192.0.2.1", "username", "relay", "password", "right"));
    try (SmtpClient client = new SmtpClient(port)) {
      assertThat(client.capabilities()).contains("AUTH PLAIN LOGIN");
      assertThat(client.command("MAIL FROM:<anna@example.com>")).startsWith("530");
      assertThat(client.command("AUTH PLAIN " + plain("relay", "wrong"))).startsWith("535");
      assertThat(client.command("MAIL FROM:<anna@example.com>")).startsWith("530");
      assertThat(client.command("AUTH PLAIN " + plain("relay", "right"))).startsWith("235");
      client.envelope("anna@example.com", "sms@example.com");
      assertThat(client.data(MAIL)).startsWith("250");
    }
  }

  @Test
  void refusesUntrustedHostsWhenThereIsNoLogin() throws Exception {
    start(Map.of("trustedHosts", "192.0.2.1"));
    try (SmtpClient client = new SmtpClient(port)) {
      assertThat(client.command("MAIL FROM:<anna@example.com>")).startsWith("550");
      assertThat(client.command("RCPT TO:<sms@example.com>")).startsWith("503");
    }
  }

  @Test
  void cutsTheConnectionAfterThreeWrongLogins() throws Exception {
    start(Map.of("username", "relay", "password", "right"));
    try (SmtpClient client = new SmtpClient(port)) {
      client.command("AUTH PLAIN " + plain("relay", "a"));
      client.command("AUTH PLAIN " + plain("relay", "b"));
      assertThat(client.command("AUTH PLAIN " + plain("relay", "c"))).isEqualTo("closed");
    }
  }

  private static String plain(String user, String password) {
    String text = "\0" + user + "\0" + password;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void endsTheDataOnlyAtADotBetweenTwoCrlf() throws Exception {
    try (SmtpClient client = new SmtpClient(port)) {
      for (String end : List.of("\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n")) {
        client.envelope("anna@example.com", "sms@example.com");
        String mail = MAIL.replace("\n", "\r\n").replace("<1@", "<" + end.hashCode() + "@");
        client.send(mail + end + "MAIL FROM:<evil@example.com>\r\nRCPT TO:<1@sms.example.com>\r\n");
        assertThat(client.data("DATA")).startsWith("250");
      }
    }
    assertThat(queue.accepted()).hasSize(6).allMatch(s -> s.sender().equals("anna@example.com"));
  }

  @Test
  void removesTheDotsThatTheClientStuffed() throws Exception {
    assertThat(send(MAIL + "..one\n...two", "sms@example.com")).startsWith("250");
    assertThat(queue.accepted().get(0).text()).isEqualTo("I am late.\n.one\n..two");
  }

  @Test
  void refusesAMailAnnouncedAsTooBigAndOneThatTurnsOutToBe() throws Exception {
    start(Map.of("maxMessageBytes", "20000"));
    try (SmtpClient client = new SmtpClient(port)) {
      assertThat(client.command("MAIL FROM:<a@example.com> SIZE=20001 BODY=8BITMIME"))
          .startsWith("552");
      assertThat(client.command("MAIL FROM:<a@example.com> SIZE=99999999999999")).startsWith("552");
      client.envelope("anna@example.com", "sms@example.com");
      assertThat(client.data(MAIL + "x".repeat(20_000))).startsWith("552");
      client.envelope("anna@example.com", "sms@example.com");
      assertThat(client.data(MAIL)).as("the session goes on cleanly").startsWith("250");
    }
    assertThat(queue.accepted()).hasSize(1);
  }

  @Test
  void readsFiftyMegabytesWithoutKeepingThem() throws Exception {
    byte[] block = new byte[100_000];
    Arrays.fill(block, (byte) 'x');
    try (SmtpClient client = new SmtpClient(port)) {
      client.envelope("anna@example.com", "sms@example.com");
      client.send(MAIL.replace("\n", "\r\n"));
      for (int i = 0; i < 500; i++) {
        client.send(block);
      }
      assertThat(client.data("")).startsWith("552");
    }
    assertThat(queue.accepted()).isEmpty();
  }

  @Test
  void storesNothingOfAMailWhoseConnectionBreaks() throws Exception {
    try (SmtpClient client = new SmtpClient(port)) {
      client.envelope("anna@example.com", "sms@example.com");
      client.send(MAIL.replace("\n", "\r\n"));
    }
    listener.deactivate();
    listener = null;
    assertThat(queue.accepted()).isEmpty();
  }

  @Test
  void doesNotOfferBdatAndEndsTheConnectionWhenItIsUsed() throws Exception {
    try (SmtpClient client = new SmtpClient(port)) {
      assertThat(client.capabilities()).doesNotContain("CHUNKING");
      client.command("MAIL FROM:<anna@example.com>");
      client.command("RCPT TO:<sms@example.com>");
      assertThat(client.command("BDAT 10 LAST")).startsWith("502");
      assertThat(client.reply()).isEqualTo("closed");
    }
  }

  @Test
  void discardsAutomaticMailsAndBouncesWithoutAnAnswer() throws Exception {
    assertThat(send("Auto-Submitted: auto-replied\n" + MAIL, "sms@example.com")).startsWith("250");
    try (SmtpClient client = new SmtpClient(port)) {
      client.envelope("", "sms@example.com");
      assertThat(client.data(MAIL.replace("<1@", "<2@"))).startsWith("250");
    }
    assertThat(queue.accepted()).isEmpty();
    assertThat(queue.discarded).hasSize(2);
  }

  @Test
  void answersAnUnreadableMailOfAProvenSenderByMail() throws Exception {
    assertThat(send(ENCRYPTED, "sms@example.com")).startsWith("250");
    assertThat(queue.accepted()).isEmpty();
    assertThat(queue.refused.values()).singleElement().asString().contains("encrypted");
    assertThat(queue.refused.keySet()).allMatch(s -> s.sender().equals("anna@example.com"));
  }

  @Test
  void refusesAnUnreadableMailOfAnUnprovenSenderAgainAndAgain() throws Exception {
    start(Map.of("trust", "rule-header", "trustHeader", "X-Gate: s3cret"));
    assertThat(send(ENCRYPTED, "sms@example.com")).startsWith("554").contains("encrypted");
    assertThat(send(ENCRYPTED, "sms@example.com")).startsWith("554").contains("encrypted");
    assertThat(queue.refused).isEmpty();
  }

  @Test
  void marksTheMailOfAProgramAndDiscardsItWhenItsSenderIsNotProven() throws Exception {
    String alarm = "Auto-Submitted: auto-generated\n" + MAIL;
    assertThat(send(alarm, "sms@example.com")).startsWith("250");
    assertThat(queue.accepted().get(0).origin()).isEqualTo(Submission.Origin.MACHINE);
    start(Map.of("trust", "rule-header", "trustHeader", "X-Gate: s3cret"));
    assertThat(send(alarm.replace("<1@", "<2@"), "sms@example.com")).startsWith("250");
    assertThat(queue.accepted()).hasSize(1);
    assertThat(queue.discarded).hasSize(1);
  }

  @Test
  void tellsWhoSendsTooManyMailsOnceAndDropsTheRest() throws Exception {
    start(Map.of("mailsPerHour", "2"));
    for (int i = 1; i <= 9; i++) {
      String mail = (i == 4 ? ENCRYPTED : MAIL).replace("<1@", "<" + i + "@");
      assertThat(send(mail, "a@sms.example.com", "b@sms.example.com")).startsWith("250");
    }
    assertThat(queue.accepted()).hasSize(2);
    assertThat(queue.refused.values()).singleElement().asString().contains("more than 2 mails");
    assertThat(queue.refused.keySet()).allMatch(s -> s.recipients().size() == 1);
    assertThat(queue.discarded).hasSize(6);
  }

  @Test
  void leavesOutOfTheTextWhatIsSet() throws Exception {
    String reply = MAIL.replace("\n\n", "\nIn-Reply-To: <0@x>\n\n") + "> quoted\n-- \nAnna\n";
    start(Map.of("trim", "signature"));
    send(reply, "sms@example.com");
    start(Map.of("trim", "none"));
    send(reply.replace("<1@", "<2@"), "sms@example.com");
    start(Map.of());
    send(reply.replace("<1@", "<3@"), "sms@example.com");
    assertThat(queue.accepted())
        .extracting(Submission::text)
        .containsExactly("I am late.\n> quoted", "I am late.\n> quoted\n--\nAnna", "I am late.");
  }

  @Test
  void putsMailsOffWhileARuleCannotBeUsed() throws Exception {
    start(Map.of("trim", "all", "mailsPerHour", "many"));
    assertThat(send(MAIL, "sms@example.com")).startsWith("451");
    assertThat(Configs.rules(Map.of("trim", "all", "mailsPerHour", "many")).findings())
        .hasSize(2)
        .allMatch(f -> f.message().startsWith("MISCONFIGURED: etc/smsgateway.mail.cfg: "));
    assertThat(queue.accepted()).isEmpty();
  }

  @Test
  void takesNoMailForMoreThanFiftyRecipients() throws Exception {
    String[] many =
        IntStream.range(0, 51).mapToObj(i -> i + "@sms.example.com").toArray(String[]::new);
    assertThat(send(MAIL, many)).startsWith("250");
    assertThat(queue.accepted()).isEmpty();
    assertThat(queue.refused.values()).singleElement().asString().contains("51", "at most 50");
    assertThat(queue.refused.keySet()).allMatch(s -> s.recipients().size() == 1);
    assertThat(send(MAIL.replace("<1@", "<2@"), Arrays.copyOf(many, 50))).startsWith("250");
    assertThat(queue.accepted()).hasSize(1);
  }

  @Test
  void refusesAForgedSenderWhenTheServerMustVouch() throws Exception {
    start(Map.of("trust", "rule-header", "trustHeader", "X-Gate: s3cret"));
    assertThat(send(MAIL, "sms@example.com")).startsWith("554 5.7.1");
    assertThat(send("X-Gate: guess\n" + MAIL, "sms@example.com")).startsWith("554 5.7.1");
    String real = "X-Gate: s3cret\n" + MAIL.replace("<1@", "<2@");
    assertThat(send(real, "sms@example.com")).startsWith("250");
  }

  @Test
  void limitsConnectionsPerHost() throws Exception {
    List<SmtpClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        clients.add(new SmtpClient(port));
      }
      try (SmtpClient one = new SmtpClient(port)) {
        assertThat(one.reply()).isEqualTo("closed");
      }
      assertThat(clients.get(0).command("NOOP")).startsWith("250");
    } finally {
      for (SmtpClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void closesThePortAndEndsItsThreads() throws Exception {
    try (SmtpClient client = new SmtpClient(port)) {
      listener.deactivate();
      listener = null;
      assertThat(client.reply()).isEqualTo("closed");
    }
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("smsgateway-mail")) {
        thread.join(10_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  @Test
  void saysWhenThePortIsInUse() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start(Map.of("port", String.valueOf(other.getLocalPort())));
      assertThat(listener.findings().get(0).level()).isEqualTo(Level.YELLOW);
      assertThat(listener.findings().get(0).message()).contains("Cannot listen", "every 10 s");
    }
  }
}
