package smsgateway.mail.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Header;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import smsgateway.api.OutgoingMail;
import smsgateway.api.OutgoingMail.Answer;
import smsgateway.api.OutgoingMail.InboundSms;
import smsgateway.api.OutgoingMail.OperatorNotice;
import smsgateway.api.OutgoingMail.RecipientResult;

class MailComposerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:05:00Z");
  private static final Set<String> ALWAYS =
      Set.of(
          "From",
          "To",
          "Subject",
          "Date",
          "Message-ID",
          "Auto-Submitted",
          "X-Auto-Response-Suppress",
          "X-Loop",
          "MIME-Version",
          "Content-Type",
          "Content-Transfer-Encoding");

  private final MailComposer composer = new MailComposer("sms@example.com", ZoneOffset.UTC);

  private static InboundSms sms(String originator, boolean answerable, String text, String reason) {
    return new InboundSms(
        1,
        1,
        "sms-1",
        "anna@example.com",
        NOW,
        originator,
        answerable,
        text,
        Optional.of(NOW),
        reason);
  }

  private static Answer answer(String subject, RecipientResult... results) {
    return new Answer(
        2,
        1,
        "answer-2",
        "anna@example.com",
        NOW,
        subject,
        "<2@x>",
        "<1@x>",
        List.of(),
        List.of(results));
  }

  private static RecipientResult result(String state, String reason, boolean twice) {
    return new RecipientResult("11223344", state, reason, 1, twice, NOW);
  }

  private MimeMessage parse(OutgoingMail mail) throws Exception {
    Session session = Session.getInstance(new Properties());
    return new MimeMessage(session, new ByteArrayInputStream(composer.compose(mail)));
  }

  private String text(OutgoingMail mail) throws Exception {
    return parse(mail).getContent().toString().replace("\r\n", "\n").strip();
  }

  private static Set<String> names(MimeMessage mail) throws Exception {
    Set<String> names = new TreeSet<>();
    for (Header header : Collections.list(mail.getAllHeaders())) {
      assertThat(names.add(header.getName())).as(header.getName()).isTrue();
    }
    return names;
  }

  @Test
  void givesTheSameOctetsForTheSameRow() {
    InboundSms sms = sms("+393331234567", true, "Ciao", "nickname");
    assertThat(composer.compose(sms)).isEqualTo(composer.compose(sms));
  }

  @Test
  void threadsTheSmsOfOneNumberWithoutShowingIt() throws Exception {
    String one = parse(sms("+393331234567", true, "a", "r")).getHeader("References", null);
    assertThat(parse(sms("+393331234567", true, "b", "r")).getHeader("References", null))
        .isEqualTo(one);
    assertThat(parse(sms("+393331234568", true, "b", "r")).getHeader("References", null))
        .isNotEqualTo(one);
    assertThat(parse(sms("+393331234567", true, "a", "r")).getMessageID())
        .endsWith(".sms.phs35fx8n@example.com>");
    // The form is a promise to routing; logs of mail servers show no number.
    assertThat(one).isEqualTo("<sms.phs35fx8n@example.com>");
    assertThat(parse(sms("ACME", false, "b", "r")).getHeader("References", null))
        .matches("<sms\\.[0-9a-f]{16}@example.com>");
  }

  @Test
  void saysWhatTheDecisionNotedWhateverBecameOfIt() throws Exception {
    RecipientResult result =
        new RecipientResult("112233", "DELIVERED", "ok", 2, false, NOW, "It holds ł.");
    assertThat(text(answer("hello", result))).contains("(2 SMS).\nIt holds ł.\n");
  }

  @Test
  void namesWhatWasLeftOutAndTellsOneReasonOnce() throws Exception {
    Answer answer =
        new Answer(
            2,
            1,
            "answer-2",
            "anna@example.com",
            NOW,
            "hello",
            "<2@x>",
            "",
            List.of("photo.jpg", "a\r\nBcc: x@y.pdf"),
            List.of(
                new RecipientResult("a@sms.example.com", "REFUSED", "No text.", 0, false, NOW),
                new RecipientResult("b@sms.example.com", "REFUSED", "No text.", 0, false, NOW),
                new RecipientResult("c@sms.example.com", "REFUSED", "No right.", 0, false, NOW)));
    assertThat(text(answer))
        .startsWith(
            """
            To a@sms.example.com, b@sms.example.com: NOT sent.
            No text.

            To c@sms.example.com: NOT sent.
            No right.

            Only the text of your mail goes as SMS. Left out: photo.jpg, a Bcc: x@y.pdf.
            """);
  }

  @Test
  void marksItsMailsAsAutomaticSoThatNobodyAnswersThemByProgram() throws Exception {
    MimeMessage mail = parse(sms("ACME", false, "Offer", "default user"));
    assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
    assertThat(mail.getHeader("X-Auto-Response-Suppress", null)).isEqualTo("All");
    assertThat(mail.getHeader("X-Loop", null)).isEqualTo("sms@example.com");
    assertThat(mail.getHeader("X-SMS-Reason", null)).isEqualTo("default user");
    assertThat(mail.getContent().toString()).contains("cannot be answered");
  }

  @Test
  void saysForEveryStateWhatHappenedAndWhatToDo() throws Exception {
    assertThat(text(answer("x", result("DELIVERED", "status report", false))))
        .doesNotContain("status report");
    assertThat(text(answer("x", result("DELIVERED", "", false))))
        .startsWith("To 11223344: delivered on 2026-11-23 09:05 Z (one SMS).");
    assertThat(text(answer("x", result("FAILED", "No such number.", false))))
        .contains("NOT delivered", "No such number.", "Check the number");
    assertThat(text(answer("x", result("EXPIRED", "", false))))
        .contains("NOT delivered", "switched off");
    assertThat(text(answer("x", result("SENT_NO_REPORT", "", false)))).contains("did not report");
    assertThat(text(answer("x", result("UNDETERMINED", "", false))))
        .contains("not known whether it was sent")
        .doesNotContain("twice");
    assertThat(text(answer("x", result("CANCELLED", "", false)))).contains("NOT sent", "cancelled");
    assertThat(text(answer("x", result("REFUSED", "Your quota is used up.", false))))
        .contains("NOT sent.\nYour quota is used up.");
    assertThat(text(answer("x", result("NEW_STATE", "", false)))).contains("NEW_STATE on 2026");
  }

  @Test
  void saysHonestlyWhatARepetitionAfterAnUnknownOutcomeMayHaveDone() throws Exception {
    for (String arrived : new String[] {"DELIVERED", "SENT_NO_REPORT"}) {
      assertThat(text(answer("x", result(arrived, "", true)))).contains("received it twice");
    }
    assertThat(text(answer("x", result("UNDETERMINED", "", true))))
        .contains("once, twice or not at all");
    assertThat(text(answer("x", result("FAILED", "No such number.", true))))
        .contains("not known whether an earlier try has reached the phone")
        .doesNotContain("twice");
  }

  @Test
  void speaksOfAllRecipientsInOneMail() throws Exception {
    String text =
        text(answer("x", result("DELIVERED", "", false), result("REFUSED", "No.", false)));
    assertThat(text).contains("delivered on", "NOT sent");
  }

  @Test
  void putsReOnceBeforeTheSubject() throws Exception {
    assertThat(parse(answer("Gr\u00fc\u00dfe")).getSubject()).isEqualTo("Re: Gr\u00fc\u00dfe");
    assertThat(parse(answer("RE: x")).getSubject()).isEqualTo("RE: x");
    assertThat(parse(answer(" ")).getSubject()).isEqualTo("Re: Your SMS");
  }

  @Test
  void refusesARecipientThatIsNoAddress() {
    OperatorNotice notice = new OperatorNotice(3, 1, "n", "a@b\r\nBcc: c@d", NOW, "s", "t");
    assertThatThrownBy(() -> composer.compose(notice)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void letsNoTextOfAStrangerBecomeAHeaderOrARecipient() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      String evil = evil(random);
      MimeMessage in = parse(sms(evil, true, evil, evil));
      assertThat(names(in)).isEqualTo(with("References", "X-SMS-Reason", "X-SMS-Sent"));
      assertThat(in.getHeader("From", null)).endsWith("<sms@example.com>");
      assertThat(in.getFrom()).as(evil).hasSize(1);
      assertThat(in.getAllRecipients()).hasSize(1);
      Answer answer =
          new Answer(
              2,
              1,
              evil,
              "anna@example.com",
              NOW,
              evil,
              evil,
              evil,
              List.of(evil),
              List.of(new RecipientResult(evil, evil, evil, 1, false, NOW)));
      assertThat(ALWAYS).isSubsetOf(names(parse(answer)));
      assertThat(with("References", "In-Reply-To")).containsAll(names(parse(answer)));
      OperatorNotice notice = new OperatorNotice(3, 1, evil, "a@b.example", NOW, evil, evil);
      assertThat(names(parse(notice))).isEqualTo(with());
    }
  }

  private static Set<String> with(String... more) {
    Set<String> names = new TreeSet<>(ALWAYS);
    names.addAll(List.of(more));
    return names;
  }

  private static String evil(Random random) {
    String[] pieces = {
      "\r\n",
      "\n",
      "\r",
      "\0",
      "Bcc: evil@example.com",
      "\u2028",
      "\u0085",
      "\u760d\u760a",
      "\"",
      "\\",
      "<",
      ">",
      "evil@example.com",
      ",",
      ";",
      ":",
      "=?utf-8?Q?=0D=0ABcc:_x@y?=",
      "\ud83d",
      "\ude00",
      "\u00fc",
      "x",
      " ",
      "\t",
      "<1@x>",
      "(",
      ")",
      "{0}",
      "'",
      "\u202e",
      "\r\n\r\n",
      ".\r\n",
      "x".repeat(200)
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  @Test
  void sendsLinesThatFitSmtpWhateverTheText() {
    byte[] octets =
        composer.compose(sms("+39333123", true, "x".repeat(5_000) + "\n\u20ac\n.\n", "r"));
    assertThat(new String(octets, StandardCharsets.US_ASCII).split("\r\n"))
        .allMatch(line -> line.length() <= 998);
  }

  @Test
  void aQuestionIsKnownByItsSubjectAndItsMessageIdAndStandsInTheThread() throws Exception {
    OutgoingMail.Question question =
        new OutgoingMail.Question(
            3,
            1,
            "token",
            "anna@example.com",
            NOW,
            "News",
            "<2@x>",
            "<1@x>",
            "17-ab12",
            "Which number?");
    MimeMessage mail = parse(question);

    assertThat(mail.getSubject()).isEqualTo("Re: News [SMS 17-ab12]");
    assertThat(mail.getMessageID()).isEqualTo("<token.ask.17-ab12@example.com>");
    assertThat(mail.getHeader("In-Reply-To", null)).isEqualTo("<2@x>");
    assertThat(mail.getHeader("References", null)).isEqualTo("<1@x> <2@x>");
    assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
    assertThat(text(question)).startsWith("Which number?");
  }
}
