package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import smsgateway.emulator.Submit;

/** Every mail of {@link MailCorpus} through one gateway in one session; nothing else comes out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailCorpusTest {
  private static final String LAST = "+393332999999";
  private static final String FRIDAS_FRIEND = "+393338880001";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String END = "\n\nThis mail was written by the SMS gateway.";

  /** What the mail server adds on its way is no field of ours. */
  private static final Pattern ADDED = Pattern.compile("Received|Return-Path");

  private final GatewayFixture gateway = new GatewayFixture("mail-corpus");
  private final List<MailCorpus.Sample> samples = MailCorpus.samples();
  private final Map<String, String> replies = new TreeMap<>();

  @BeforeAll
  void sendAll() {
    gateway.container.etc("smsgateway.routing.cfg", routing());
    gateway.start();
    addUsers();
    gateway.net.send(FRIDAS_FRIEND, "FRIDA: where are you?");
    gateway.mailbox.await("for Frida", m -> m.to().contains("frida@"));
    try (Smtp smtp = new Smtp(gateway.smtpPort)) {
      for (MailCorpus.Sample sample : samples) {
        replies.put(sample.name(), smtp.send(sample.from(), sample.to(), sample.octets()));
      }
    }
    gateway.mail(LAST + "@sms.example.com", "confirm", "the last one");
    // What was accepted before is decided, sent and answered before.
    gateway.mailbox.await("about the last one", m -> m.text().contains(LAST));
    Await.until("all answers", LIMIT, () -> answers().size() >= expectedAnswers());
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private static String[] routing() {
    return new String[] {
      "gatewayAddress = " + GatewayFixture.GATEWAY,
      "domains = sms.example.com=example.com, sms.example.org=example.org,"
          + " all.example=example.com, all.example=example.org",
      "country = 39",
      "operatorAddress = " + GatewayFixture.OPERATOR
    };
  }

  private void addUsers() {
    String users =
        """
        bob.brown@example.com --number +393339000001 --rights users
        5551234@example.com --number +393339000002 --rights users
        info@example.com --number +393339000003 --rights users
        info@example.org --number +393339000004 --rights users
        sales@example.org --number +393339000005 --rights users
        omar@example.org --rights users+external
        zoe@example.net --rights users+external
        dora@example.com --rights users
        frida@example.com --nickname frida --rights reply
        monitor@example.com --rights external+machine\
        """;
    String commands =
        users.lines().map(user -> "sms:user-add " + user).collect(Collectors.joining("; "));
    gateway.container.shell(commands);
  }

  private long expectedAnswers() {
    return samples.stream().filter(s -> s.answer().isPresent()).count();
  }

  @Test
  void theCorpusIsLargeAndNoTwoMailsAreBuiltAlike() {
    assertThat(samples).hasSizeGreaterThanOrEqualTo(120);
    assertThat(samples).extracting(MailCorpus.Sample::what).doesNotHaveDuplicates();
    assertThat(samples).allSatisfy(s -> assertThat(s.what()).isNotBlank());
  }

  @Test
  void everyMailIsTaken() {
    assertThat(replies.values()).allMatch(reply -> reply.startsWith("250"));
  }

  @Test
  void everyMailGivesItsSmsAndNoOther() {
    List<String> expected = new ArrayList<>(List.of(LAST + " the last one"));
    for (MailCorpus.Sample sample : samples) {
      sample.sms().forEach(sms -> expected.add(sms.number() + " " + sms.text()));
    }
    List<String> seen = new ArrayList<>();
    gateway.net.submits().stream()
        .map(Submit::destination)
        .distinct()
        .forEach(n -> gateway.net.texts(n).forEach(text -> seen.add(n + " " + text)));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void onlyUrgentMailsOpenAtOnce() {
    SoftAssertions softly = new SoftAssertions();
    for (MailCorpus.Sample sample : samples) {
      for (MailCorpus.Sms sms : sample.sms()) {
        List<Submit> submits = gateway.net.submits(sms.number());
        softly
            .assertThat(submits.stream().anyMatch(MailCorpusTest::classZero))
            .as(sample.name())
            .isEqualTo(sms.flash());
      }
    }
    softly.assertAll();
  }

  /** TP-DCS of an SMS-SUBMIT behind first octet, TP-MR, TP-DA and TP-PID. */
  private static boolean classZero(Submit submit) {
    int digits = Integer.parseInt(submit.tpdu().substring(4, 6), 16);
    int dcs = 8 + (digits + 1) / 2 * 2 + 2;
    return (Integer.parseInt(submit.tpdu().substring(dcs, dcs + 2), 16) & 0x13) == 0x10;
  }

  @Test
  void everyMailGivesItsAnswerAndNoOther() {
    Map<String, List<String>> answers = answers();
    SoftAssertions softly = new SoftAssertions();
    for (MailCorpus.Sample sample : samples) {
      List<String> given = answers.getOrDefault(id(sample), List.of());
      softly
          .assertThat(given)
          .as(sample.name())
          .hasSize(sample.answer().isPresent() ? 1 : 0)
          .allMatch(text -> pattern(sample).matcher(text).matches());
    }
    softly.assertAll();
    long mails = gateway.mailbox.mails().size();
    // One for Frida, one about the last one.
    assertThat(mails).isEqualTo(expectedAnswers() + 2);
  }

  private static Pattern pattern(MailCorpus.Sample sample) {
    String quoted =
        Arrays.stream((sample.answer().orElseThrow() + END).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(quoted, Pattern.DOTALL);
  }

  /** Bodies of answers by the request that they answer. */
  private Map<String, List<String>> answers() {
    Map<String, List<String>> answers = new TreeMap<>();
    for (Mailbox.Mail mail : gateway.mailbox.mails()) {
      String request = String.valueOf(mail.header("In-Reply-To"));
      if (request.startsWith("<corpus-")) {
        answers.computeIfAbsent(request, k -> new ArrayList<>()).add(mail.text().strip());
      }
    }
    return answers;
  }

  private static String id(MailCorpus.Sample sample) {
    return "<corpus-" + sample.name().substring(0, 3) + "@example.com>";
  }

  /** All numbers of {@link #addUsers} begin alike, and no mail of the corpus names one. */
  @Test
  void noAnswerNamesTheNumberOfAUser() {
    assertThat(gateway.net.submits()).anyMatch(s -> s.destination().startsWith("+3933390000"));
    assertThat(gateway.mailbox.mails())
        .allSatisfy(
            mail -> assertThat(mail.header("Subject") + mail.text()).doesNotContain("33390000"));
  }

  @Test
  void everyAnswerHasItsFieldsAndNoOther() throws Exception {
    for (Mailbox.Mail mail : gateway.mailbox.mails()) {
      TreeSet<String> names = new TreeSet<>();
      for (jakarta.mail.Header header : Collections.list(mail.message().getAllHeaders())) {
        if (!ADDED.matcher(header.getName()).matches()) {
          assertThat(names.add(header.getName())).as(header.getName()).isTrue();
        }
      }
      assertThat(names)
          .contains("Auto-Submitted", "X-Auto-Response-Suppress", "X-Loop", "Message-ID")
          .isSubsetOf(
              "From",
              "To",
              "Subject",
              "Date",
              "Message-ID",
              "In-Reply-To",
              "References",
              "Auto-Submitted",
              "X-Auto-Response-Suppress",
              "X-Loop",
              "X-SMS-Reason",
              "X-SMS-Sent",
              "MIME-Version",
              "Content-Type",
              "Content-Transfer-Encoding");
      assertThat(mail.message().getAllRecipients()).hasSize(1);
    }
  }
}
