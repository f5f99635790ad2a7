package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import smsgateway.emulator.Sim;

/** Mails and PDUs that cannot be served; after each of them the next good message flows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputTest {
  private static final int FIFTY_MEGABYTES = 50 * 1024 * 1024;
  private static final String PIN = "73915826";
  private static final String RELAY_PASSWORD = "relay-secret-of-the-test";
  private static final String LIMITED = "bert@example.com";

  /** What must not be in any log: every number and text that this class uses. */
  private final Set<String> confidential =
      new TreeSet<>(Set.of(PIN, RELAY_PASSWORD, Container.ADMIN_PASSWORD, login()));

  private GatewayFixture gateway;
  private int messages;

  @BeforeAll
  void start() {
    gateway =
        new GatewayFixture(
            "bad-input", new PhoneNet(settings -> settings.withPin(PIN)), "pin = " + PIN);
    gateway.container.etc(
        "smsgateway.mail.listener.cfg",
        "port = " + gateway.smtpPort,
        "trust = any-from-loopback",
        "username = relay",
        "password = " + RELAY_PASSWORD);
    gateway.start();
    gateway.container.shell("sms:user-add " + LIMITED + " --rights users");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @AfterEach
  void theNextGoodMessageFlows() {
    messages++;
    String digits = "39333550%04d".formatted(messages);
    String text = confidential("a good message, the one with number " + messages);
    confidential(digits);
    assertThat(gateway.mail(digits + "@sms.example.com", "confirm", text)).startsWith("250");
    gateway.net.awaitText("+" + digits, text);
    gateway.mailbox.await("that confirms the good message", m -> m.text().contains(digits));
    String sms = confidential("a good SMS, the one with number " + messages);
    gateway.net.send("+" + digits, sms);
    gateway.mailbox.await("with the good SMS", m -> m.text().contains(sms));
  }

  @Test
  void aSimThatAsksForThePinIsUnlockedAtTheFirstTry() {
    assertThat(gateway.net.modem().sim().state()).isEqualTo(Sim.State.READY);
    assertThat(gateway.net.modem().sim().pinTries()).isEqualTo(3);
  }

  @Test
  void aWrongNumberIsAnsweredWithWhatIsWrongWithIt() {
    refused(GatewayFixture.USER, "4711@sms.example.com", "to a short code", "short code");
    refused(GatewayFixture.USER, "3912@sms.example.com", "to few digits", "whole telephone number");
  }

  @Test
  void anUnknownUserAsRecipientIsAnswered() {
    refused(
        GatewayFixture.USER,
        "nobody.known@sms.example.com",
        "to nobody",
        "There is no user nobody.known");
  }

  @Test
  void aSenderThatIsNoUserIsAnswered() {
    refused(
        "stranger@example.com",
        confidential("393336660001") + "@sms.example.com",
        "from a stranger",
        "stranger@example.com is not a user");
    assertThat(gateway.net.texts("+393336660001")).isEmpty();
  }

  @Test
  void aUserWithoutTheRightExternalReachesNoNumber() {
    refused(
        LIMITED,
        confidential("393336660002") + "@sms.example.com",
        "without the right",
        "right \"external\"");
    assertThat(gateway.net.texts("+393336660002")).isEmpty();
  }

  @Test
  void aMailWithoutTextIsAnswered() {
    gateway.mail(confidential("393336660003") + "@sms.example.com", "nothing in it", "");
    gateway.mailbox.await("about the missing text", m -> m.text().contains("has no text"));
    assertThat(gateway.net.texts("+393336660003")).isEmpty();
  }

  private void refused(String from, String recipient, String text, String reason) {
    assertThat(gateway.mail(from, recipient, "", confidential("This goes " + text)))
        .startsWith("250");
    Mailbox.Mail answer = gateway.mailbox.await(reason, m -> m.text().contains(reason));
    assertThat(answer.to()).contains(from);
    assertThat(answer.header("Auto-Submitted")).isEqualTo("auto-replied");
  }

  @Test
  void aForeignDomainIsRefusedAtTheRecipient() {
    assertThat(gateway.mail("someone@example.net", "", "for another domain")).startsWith("550");
  }

  @Test
  void aWrongLoginIsRefusedAndTheRightOneTaken() {
    try (Smtp smtp = new Smtp(gateway.smtpPort)) {
      String wrong = Base64.getEncoder().encodeToString(octets("\0relay\0wrong"));
      assertThat(smtp.command("AUTH PLAIN " + wrong)).startsWith("535");
      assertThat(smtp.command("AUTH PLAIN " + login())).startsWith("235");
    }
  }

  @Test
  void aMailOfFiftyMegabytesIsRefusedWhenItsSizeIsAnnounced() {
    try (Smtp smtp = new Smtp(gateway.smtpPort)) {
      assertThat(smtp.command("MAIL FROM:<" + GatewayFixture.USER + "> SIZE=" + FIFTY_MEGABYTES))
          .startsWith("552");
    }
  }

  @Test
  void aMailOfFiftyMegabytesIsRefusedWhileItIsSent() {
    String line = "x".repeat(76) + "\n";
    String mail =
        "From: <"
            + GatewayFixture.USER
            + ">\nSubject: large\n\n"
            + line.repeat(FIFTY_MEGABYTES / line.length());
    String reply = send(confidential("393336660004") + "@sms.example.com", mail);
    assertThat(reply).startsWith("552");
    assertThat(gateway.net.texts("+393336660004")).isEmpty();
  }

  @Test
  void aMailOfTenThousandNestedPartsIsAnsweredWithTheReason() {
    StringBuilder mail =
        new StringBuilder("From: <" + GatewayFixture.USER + ">\nMIME-Version: 1.0\n");
    for (int i = 0; i < 10_000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i);
      mail.append("\n\n--b").append(i).append('\n');
    }
    mail.append("Content-Type: text/plain\n\n").append(confidential("deep inside")).append('\n');
    assertThat(send(confidential("393336660005") + "@sms.example.com", mail.toString()))
        .startsWith("250");
    gateway.mailbox.await("that says why", m -> m.text().contains("nested deeper than"));
    assertThat(gateway.net.texts("+393336660005")).isEmpty();
  }

  private String send(String recipient, String mail) {
    try (Smtp smtp = new Smtp(gateway.smtpPort)) {
      return smtp.send(GatewayFixture.USER, List.of(recipient), mail);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformedPdus")
  void aMalformedPduIsMailedToTheOperatorWithItsHex(String why, String pdu) {
    gateway.net.deliverRaw(pdu);
    Mailbox.Mail mail =
        gateway.mailbox.await(
            why, m -> m.text().replaceAll("\\s", "").toUpperCase(Locale.ROOT).contains(pdu));
    assertThat(mail.to()).contains(GatewayFixture.OPERATOR);
    assertThat(mail.subject()).contains("cannot be read");
  }

  /** PDUs from the air that no receiver can read. */
  static Stream<Arguments> malformedPdus() {
    return Corpus.records("malformed.jsonl").stream()
        .filter(r -> r.get("direction").asText().equals("sc->ms"))
        .filter(r -> r.get("has_smsc").asBoolean())
        .filter(r -> r.get("expect").asText().equals("must-reject"))
        .filter(r -> hex(r).matches("([0-9A-F]{2})+"))
        .map(r -> Arguments.of(r.get("why").asText(), hex(r)));
  }

  private static String hex(JsonNode r) {
    return r.get("pdu_hex").asText();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("linesThatAreNoPdu")
  void aLineThatIsNoPduHoldsNothingUp(String why, String line) {
    gateway.net.deliverRaw(line);
    gateway.mailbox.await(
        why, m -> m.to().contains(GatewayFixture.OPERATOR) && m.text().contains(line));
  }

  /** What modems wrote in the place of a PDU. */
  static Stream<Arguments> linesThatAreNoPdu() {
    return Corpus.records("malformed.jsonl").stream()
        .filter(r -> r.path("error_kind").asText().equals("hex"))
        .filter(r -> !hex(r).matches("([0-9A-F]{2})*"))
        .filter(r -> hex(r).indexOf(' ') < 0)
        .map(r -> Arguments.of(r.get("id").asText(), hex(r)));
  }

  @Test
  void anAutomaticMailGivesNeitherSmsNorAnswer() {
    String number = confidential("393336660006");
    String text = confidential("I am on holiday");
    for (String field : List.of("Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated")) {
      assertThat(
              gateway.mail(
                  GatewayFixture.USER,
                  GatewayFixture.USER,
                  number + "@sms.example.com",
                  "automatic",
                  text,
                  field))
          .startsWith("250");
    }
    assertThat(
            gateway.mail("", GatewayFixture.USER, number + "@sms.example.com", "automatic", text))
        .startsWith("250");
    int mails = gateway.mailbox.mails().size();
    theNextGoodMessageFlows();
    assertThat(gateway.net.texts("+" + number)).isEmpty();
    assertThat(gateway.mailbox.mails()).hasSize(mails + 2);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void noLogHoldsANumberATextAPinOrAPassword() throws IOException {
    try (Stream<Path> logs = Files.list(gateway.container.base().resolve("data/log"))) {
      Stream.concat(logs, Stream.of(gateway.container.base().resolve("out.log")))
          .forEach(
              log ->
                  assertThat(confidential.stream().filter(Disk.read(log)::contains))
                      .as(log.getFileName().toString())
                      .isEmpty());
    }
  }

  private String confidential(String text) {
    confidential.add(text);
    return text;
  }

  private static String login() {
    return Base64.getEncoder().encodeToString(octets("\0relay\0" + RELAY_PASSWORD));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
