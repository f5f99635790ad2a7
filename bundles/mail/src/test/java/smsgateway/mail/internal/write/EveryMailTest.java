package smsgateway.mail.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import smsgateway.api.OutgoingMail;
import smsgateway.api.OutgoingMail.RecipientResult;
import smsgateway.api.SegmentState;

/** What holds for every mail that the gateway can send; a new kind or word is tested by itself. */
class EveryMailTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:05:00Z");
  private static final String ANNA = "anna@example.com";
  private static final String SUBJECT = "Grüße aus München: ".repeat(12);
  private static final String ADVICE = "(Send|Write) .*";

  private final MailComposer composer = new MailComposer("sms@example.com", ZoneOffset.UTC);

  static Stream<Class<?>> kinds() {
    return Arrays.stream(OutgoingMail.class.getPermittedSubclasses());
  }

  static Stream<SegmentState> ends() {
    return Arrays.stream(SegmentState.values()).filter(SegmentState::terminal);
  }

  static Stream<String> refusals() {
    return bundle("read.refusals").keySet().stream();
  }

  private static ResourceBundle bundle(String name) {
    return ResourceBundle.getBundle("smsgateway.mail.internal." + name, Locale.ROOT);
  }

  private static OutgoingMail sample(Class<?> kind) {
    return switch (kind.getSimpleName()) {
      case "InboundSms" ->
          new OutgoingMail.InboundSms(
              1, 1, "token", ANNA, NOW, "+393331234567", true, SUBJECT, Optional.of(NOW), SUBJECT);
      case "Answer" -> answer(new RecipientResult(SUBJECT, "REFUSED", SUBJECT, 0, false, NOW));
      case "Question" ->
          new OutgoingMail.Question(
              3, 1, "token", ANNA, NOW, SUBJECT, "<2@x>", "<1@x>", "17-ab12", SUBJECT);
      case "OperatorNotice" ->
          new OutgoingMail.OperatorNotice(4, 1, "token", ANNA, NOW, SUBJECT, SUBJECT);
      default -> throw new AssertionError("no sample of a mail of the kind " + kind);
    };
  }

  private static OutgoingMail answer(RecipientResult result) {
    return new OutgoingMail.Answer(
        2, 1, "token", ANNA, NOW, SUBJECT, "<2@x>", "<1@x>", List.of(), List.of(result));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isPlainTextMarkedAsAutomaticAndAnswersItsRequest(Class<?> kind) throws Exception {
    byte[] octets = composer.compose(sample(kind));
    MimeMessage mail =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
    boolean answers = kind.getSimpleName().matches("Answer|Question");

    assertThat(mail.getContentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(mail.getHeader("Auto-Submitted", null))
        .isEqualTo(answers ? "auto-replied" : "auto-generated");
    assertThat(mail.getHeader("X-Auto-Response-Suppress", null)).isEqualTo("All");
    assertThat(mail.getHeader("X-Loop", null)).isEqualTo("sms@example.com");
    assertThat(mail.getHeader("Reply-To")).isNull();
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getHeader("In-Reply-To", null)).isEqualTo(answers ? "<2@x>" : null);
    if (answers) {
      assertThat(mail.getHeader("References", null)).isEqualTo("<1@x> <2@x>");
      assertThat(mail.getSubject()).startsWith("Re: Grüße");
    }
    assertThat(new String(octets, StandardCharsets.ISO_8859_1).split("\r\n", -1))
        .allMatch(line -> line.length() <= 78 && line.matches("\\p{ASCII}*"));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void hasWordsForEveryEndOfAnSmsAndAdviceUnlessItArrived(SegmentState end) {
    ResourceBundle words = bundle("write.messages");
    assertThat(words.containsKey("state." + end)).isTrue();
    assertThat(words.containsKey("advice." + end)).isEqualTo(end != SegmentState.DELIVERED);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysOfEveryMailThatIsNotTakenWhatToDo(String key) {
    String sentences = bundle("read.refusals").getString(key);
    String[] each = sentences.split("(?<=\\.) ", -1);
    assertThat(each[each.length - 1]).as(sentences).matches(ADVICE);
    assertThat(sentences).matches("\\p{ASCII}*").endsWith(".");
  }
}
