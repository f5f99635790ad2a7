package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The main path through the assembled distribution: real SMTP, real Derby, a real serial port
 * (pty).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainPathTest {
  private GatewayFixture gateway;

  @BeforeAll
  void start() {
    gateway = new GatewayFixture("main-path").start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void aMailBecomesExactlyTheSubmitThatTheStandardDescribes() {
    assertThat(gateway.mail("393331234567@sms.example.com", "ignored 999", "hellohello"))
        .startsWith("250");
    // TS 23.040: SUBMIT, relative TP-VP, TP-SRR; TP-MR; 12 digits international; 24 h;
    // "hellohello".
    gateway.net.awaitSubmit("31..0C91933313325476" + "0000A7" + "0AE8329BFD4697D9EC37");
  }

  @Test
  void aConfirmationTellsTheFinalStateOnce() {
    gateway.mail("393331230001@sms.example.com", "confirm please", "one confirmation");
    Mailbox.Mail mail =
        gateway.mailbox.await("that confirms", m -> m.text().contains("393331230001"));
    assertThat(mail.to()).contains(GatewayFixture.USER);
    assertThat(mail.text()).containsIgnoringCase("delivered");
    assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-replied");
    assertThat(mail.header("In-Reply-To")).contains("@client.example.com");
  }

  @Test
  void anSmsGoesToTheLastSenderAndTheAnswerGoesBackAsSms() {
    gateway.mail("393331230002@sms.example.com", "", "Where are you?");
    gateway.net.awaitText("+393331230002", "Where are you?");
    gateway.net.send("+393331230002", "At the office");
    Mailbox.Mail mail =
        gateway.mailbox.await("with the SMS", m -> m.text().contains("At the office"));
    assertThat(mail.to()).contains(GatewayFixture.USER);
    assertThat(mail.header("From")).contains("+393331230002").contains(GatewayFixture.GATEWAY);

    try (Smtp smtp = new Smtp(gateway.smtpPort)) {
      String reply =
          smtp.send(
              GatewayFixture.USER,
              List.of(GatewayFixture.GATEWAY),
              """
              From: Anna <%s>
              To: %s
              Subject: Re: %s
              Message-ID: <answer-1@client.example.com>
              Date: Mon, 23 Nov 2026 10:05:00 +0100
              In-Reply-To: %s

              Coming
              """
                  .formatted(
                      GatewayFixture.USER,
                      mail.header("From"),
                      mail.subject(),
                      mail.header("Message-ID")));
      assertThat(reply).startsWith("250");
    }
    gateway.net.awaitText("+393331230002", "Coming");
  }

  @Test
  void theNumberOfAUserIsAskedForAndTheAnswerSendsTheFirstMail() {
    gateway.container.shell("sms:user-add carl@example.com --rights users+phonebook");
    gateway.container.shell("sms:user-add dora@example.com");
    gateway.mail("carl@example.com", "dora@sms.example.com", "Lunch", "Lunch at noon?");
    Mailbox.Mail question =
        gateway.mailbox.await("with the question", m -> m.subject().contains("[SMS "));
    assertThat(question.to()).contains("carl@example.com");
    assertThat(question.header("In-Reply-To")).contains("@client.example.com");

    gateway.mail(
        "carl@example.com",
        "carl@example.com",
        GatewayFixture.GATEWAY,
        "Re: " + question.subject(),
        "+39 333 123 0077\n\n> " + question.text().lines().findFirst().orElseThrow(),
        "In-Reply-To: " + question.header("Message-ID"));
    gateway.net.awaitText("+393331230077", "Lunch at noon?");
    gateway.mail("carl@example.com", "dora@sms.example.com", "Lunch", "Bring Emil");
    gateway.net.awaitText("+393331230077", "Bring Emil");
  }

  @Test
  void theUsersOfAFileWriteAndAreReachedByEachOfTheirAddresses() throws IOException {
    Path file = gateway.container.base().resolve("staff.csv");
    Files.writeString(
        file,
        """
        email;number;quota;rights
        ed@example.com ed.file@example.com;+393331230078;2/month;users+phonebook
        """);
    String path = file.toString().replace('\\', '/');
    assertThat(gateway.container.shell("sms:user-import " + path)).contains("Imported 1 users");
    assertThat(gateway.container.shell("sms:user-list"))
        .containsPattern("ed@example.com .*2/month .*ed.file@example.com");

    gateway.mail("ed.file@example.com", "ed.file@sms.example.com", "", "Note to self");
    gateway.net.awaitText("+393331230078", "Note to self");
    gateway.mail("ed.file@example.com", "ed@sms.example.com", "+39 333 1230079", "New phone");
    gateway.net.awaitText("+393331230079", "New phone");
    assertThat(gateway.container.shell("sms:phonebook"))
        .containsPattern("ed@example.com .*\\+393331230\\*\\*\\*")
        .doesNotContain("+393331230079");
    assertThat(gateway.container.shell("sms:phonebook --numbers")).contains("+393331230079");
    assertThat(gateway.container.shell("sms:phonebook changes"))
        .containsPattern("ed@example.com +ed.file@example.com +\\+393331230");
    gateway.container.shell("sms:phonebook remove ed@example.com");
    assertThat(gateway.container.shell("sms:phonebook")).doesNotContain("ed@example.com");
    assertThat(gateway.container.shell("sms:phonebook changes")).contains("admin");
  }

  /** Beside Dovecot, which is not on every machine: another server, by both protocols. */
  @Test
  void mailsInMailboxesAreSentAndOneThatIsTooLargeIsAnswered() throws Exception {
    GreenMail server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
            });
    server.start();
    try {
      GreenMailUser imap = account(server, "imap", server.getImap().getPort());
      GreenMailUser pop = account(server, "pop3", server.getPop3().getPort());
      Await.until(
          "both mailboxes are read",
          GatewayFixture.LIMIT,
          () ->
              gateway
                      .container
                      .shell("sms:status")
                      .lines()
                      .filter(line -> line.contains("Reads mailbox"))
                      .count()
                  == 2);
      imap.deliver(boxed("393331230011", "by imap"));
      pop.deliver(boxed("393331230012", "by pop3"));
      imap.deliver(boxed("393331230013", "too large ".repeat(1_100)));
      pop.deliver(boxed("393331230014", "too large ".repeat(1_100)));
      gateway.net.awaitText("+393331230011", "by imap");
      gateway.net.awaitText("+393331230012", "by pop3");
      for (String number : List.of("393331230013", "393331230014")) {
        Mailbox.Mail answer =
            gateway.mailbox.await("about " + number, m -> m.text().contains(number));
        assertThat(answer.header("In-Reply-To")).isEqualTo("<" + number + "@client.example.com>");
        assertThat(answer.text())
            .startsWith(
                "To "
                    + number
                    + "@sms.example.com: NOT sent.\nThe mail is larger than 10,000 bytes");
        assertThat(gateway.net.submits("+" + number)).isEmpty();
      }
    } finally {
      for (String protocol : List.of("imap", "pop3")) {
        Disk.delete(
            gateway.container.base().resolve("etc/smsgateway.mail.intake-" + protocol + ".cfg"));
      }
      server.stop();
    }
  }

  private GreenMailUser account(GreenMail server, String protocol, int port) {
    String address = protocol + "@box.example.com";
    gateway.container.etc(
        "smsgateway.mail.intake-" + protocol + ".cfg",
        "protocol = " + protocol,
        "host = 127.0.0.1",
        "port = " + port,
        "username = " + address,
        "password = secret",
        "pollSeconds = 1",
        "trust = any-from-loopback",
        "maxMessageBytes = 10000");
    return server.setUser(address, address, "secret");
  }

  private static MimeMessage boxed(String number, String text) throws MessagingException {
    String mail =
        """
        Received: from pc (pc [127.0.0.1]) by mail with ESMTP id %s
        From: %s
        To: %s@sms.example.com
        Message-ID: <%s@client.example.com>
        Date: %s

        %s
        """
            .formatted(
                number,
                GatewayFixture.USER,
                number,
                number,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)),
                text);
    byte[] octets = mail.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
  }

  @Test
  void anSmsThatBeginsWithANicknameGoesToThatUserWithoutTheNickname() {
    gateway.net.send("+393339990001", "ANNA: call me back");
    Mailbox.Mail mail = gateway.mailbox.await("for Anna", m -> m.text().contains("call me back"));
    assertThat(mail.text()).doesNotContain("ANNA");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("publishedMessages")
  void aPublishedMessageArrivesAsTheMailThatItsPublisherDescribes(
      String id, String pdu, String text) {
    int before = gateway.mailbox.mails().size();
    gateway.net.deliverRaw(pdu);
    String expected = text.strip().replace("\r\n", "\n").replace('\r', '\n');
    gateway.mailbox.await(
        id, m -> gateway.mailbox.mails().size() > before && m.text().strip().contains(expected));
  }

  static Stream<Arguments> publishedMessages() {
    return Corpus.records("decode.jsonl").stream()
        .filter(MainPathTest::isWholeMessageOfAnotherPublisher)
        .map(
            r ->
                Arguments.of(
                    r.get("id").asText(),
                    r.get("pdu_hex").asText(),
                    r.get("expected").get("text").asText()));
  }

  private static boolean isWholeMessageOfAnotherPublisher(JsonNode r) {
    JsonNode expected = r.get("expected");
    return r.get("kind").asText().equals("deliver")
        && r.get("has_smsc").asBoolean()
        && r.get("origin").asText().equals("third-party")
        && expected.has("text")
        && expected.get("text").asText().strip().length() > 3
        && !expected.has("concat");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("publishedSubmits")
  void aTextIsSubmittedWithTheOctetsThatAnotherImplementationPublished(
      String id, String number, String text, String dcsAndData) {
    assertThat(gateway.mail(number + "@sms.example.com", "", text)).as(id).startsWith("250");
    gateway.net.awaitSubmit(
        "31..*00" + dcsAndData.substring(0, 2) + "A7" + dcsAndData.substring(2));
  }

  /** Texts with the published TP-DCS, TP-UDL and TP-UD of their only segment. */
  static Stream<Arguments> publishedSubmits() {
    return Corpus.records("encode.jsonl").stream()
        .filter(MainPathTest::isOneSegmentInItsCheapestAlphabet)
        .map(
            r -> {
              JsonNode in = r.get("input");
              String hex = r.get("expected_hex").get(0).asText();
              return Arguments.of(
                  r.get("id").asText(),
                  in.get("destination").get("number").asText(),
                  in.get("text").asText(),
                  dcsAndUserData(hex, in));
            });
  }

  private static String dcsAndUserData(String hex, JsonNode in) {
    int position = hex.indexOf(addressOf(in)) + addressOf(in).length() + 4;
    String afterVp = in.hasNonNull("vp") ? hex.substring(position + 2) : hex.substring(position);
    return "%02X".formatted(in.get("dcs").asInt()) + afterVp;
  }

  private static String addressOf(JsonNode in) {
    StringBuilder swapped = new StringBuilder();
    String digits = in.get("destination").get("number").asText();
    String even = digits.length() % 2 == 0 ? digits : digits + "F";
    for (int i = 0; i < even.length(); i += 2) {
      swapped.append(even.charAt(i + 1)).append(even.charAt(i));
    }
    return swapped.toString();
  }

  private static boolean isOneSegmentInItsCheapestAlphabet(JsonNode r) {
    JsonNode in = r.get("input");
    if (!r.get("kind").asText().equals("submit") || !in.has("text") || in.has("concat")) {
      return false;
    }
    boolean wide =
        in.get("text").asText().chars().anyMatch(c -> c > 0x2000 || (c >= 0x400 && c < 0x500));
    boolean cheapest = wide == in.get("alphabet").asText().equals("ucs2");
    boolean relative =
        !in.hasNonNull("vp") || in.get("vp").get("format").asText().equals("relative");
    return in.get("destination").get("toa").asInt() == 145
        && in.get("destination").get("number").asText().length() >= 7
        && (in.get("dcs").asInt() == 0 || in.get("dcs").asInt() == 8)
        && cheapest
        && relative
        && !in.has("udh")
        && !in.has("single_shift")
        && !in.has("locking_shift");
  }
}
