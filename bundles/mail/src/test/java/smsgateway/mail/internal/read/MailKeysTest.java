package smsgateway.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P1: by what a mail that comes again is known, and told from one that is only like it. */
class MailKeysTest {
  private static final String MAIL =
      "From: a@b\r\nDate: now\r\nMessage-ID: <1@b>\r\nSubject: s\r\n\r\ntext";

  private static String source(String mail, String... recipients) {
    return MailKeys.source(mail.getBytes(StandardCharsets.UTF_8), List.of(recipients));
  }

  private static Reading.Mail read(String mail) {
    byte[] octets = mail.getBytes(StandardCharsets.UTF_8);
    return (Reading.Mail) MailReader.read(octets, Optional.of("sms@example.com"));
  }

  private static String content(String mail) {
    return MailKeys.content(read(mail));
  }

  private static String stored(String mail, String copy) {
    return MailKeys.stored(read(mail), copy);
  }

  @ParameterizedTest
  @CsvSource({"<1@b>, <2@b>", "a@b, c@b", "now, later", "text, other"})
  void anotherIdentifierSenderDateOrTextIsAnotherMail(String part, String other) {
    String changed = MAIL.replaceFirst(part, other);
    assertThat(source(changed, "c@d")).isNotEqualTo(source(MAIL, "c@d"));
    assertThat(content(changed)).isNotEqualTo(content(MAIL));
    assertThat(stored(changed, "7")).isNotEqualTo(stored(MAIL, "7"));
  }

  @Test
  void aValueDoesNotRunIntoTheNext() {
    String shifted = MAIL.replace("a@b\r\nDate: now", "a@bn\r\nDate: ow");
    assertThat(source(shifted, "c@d")).isNotEqualTo(source(MAIL, "c@d"));
    assertThat(content(shifted)).isNotEqualTo(content(MAIL));
    assertThat(source(MAIL, "ab", "c")).isNotEqualTo(source(MAIL, "a", "bc"));
  }

  @Test
  void whatRelaysAddAndTheOrderOfRecipientsDoNotMatter() {
    String relayed = "Received: y\r\n" + MAIL;
    assertThat(source(relayed, "e@f", "c@d")).isEqualTo(source(MAIL, "c@d", "e@f"));
    assertThat(content(relayed + "\r\n")).isEqualTo(content(MAIL));
    assertThat(stored(relayed, "8")).isEqualTo(stored(MAIL, "7")).isEqualTo(content(MAIL));
    assertThat(source(MAIL, "c@d")).isNotEqualTo(source(MAIL, "c@d", "e@f"));
    assertThat(source(MAIL, "c@d")).hasSizeLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Date: now\r\n", "Message-ID: <1@b>\r\n"})
  void twoEqualTextsOfAScriptAreTwoMails(String missing) {
    String script = MAIL.replace(missing, "");
    assertThat(source(script, "c@d")).isNotEqualTo(source(script, "c@d"));
    assertThat(content(script)).isNotEqualTo(content(script));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Date: now\r\n", "Message-ID: <1@b>\r\n"})
  void aScriptsMailInAMailboxIsKnownByItsTopmostReceived(String missing) {
    String script = MAIL.replace(missing, "");
    String here = "Received: by here\r\n" + script;
    assertThat(stored(here, "7")).isEqualTo(stored(here, "8"));
    for (String other :
        List.of(
            here.replace("by here", "by there"),
            here.replace("a@b", "c@b"),
            here.replace("Subject: s", "Subject: t"),
            here.replace("text", "other"))) {
      assertThat(stored(other, "7")).isNotEqualTo(stored(here, "7"));
    }
    assertThat(stored(script, "7"))
        .isEqualTo(stored(script, "7"))
        .isNotEqualTo(stored(script, "8"));
  }
}
