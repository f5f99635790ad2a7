package smsgateway.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails made to cost more than they should. The timeouts only catch what never ends. */
@Timeout(20)
class HostileMailTest {
  private static final String HEADER = "From: eve@example.com\r\nTo: bob@sms.example.com\r\n";

  private static Reading read(String mail) {
    return MailReader.read(mail.getBytes(StandardCharsets.UTF_8), Optional.empty());
  }

  private static String repeat(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  private static String refusal(String mail) {
    return ((Reading.Refused) read(mail)).sentence();
  }

  private static String text(String mail) {
    return ((Reading.Mail) read(mail)).text();
  }

  @Test
  void refusesTenThousandMultipartsInsideEachOther() {
    String mail =
        HEADER
            + repeat(
                10_000,
                i -> "Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n");
    assertThat(refusal(mail)).contains("deeper than 20");
  }

  @Test
  void readsTwentyMultipartsInsideEachOther() {
    String mail =
        HEADER
            + repeat(
                20,
                i -> "Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n")
            + "\r\ndeep";
    assertThat(text(mail)).isEqualTo("deep");
  }

  @Test
  void refusesAHundredThousandParts() {
    String mail =
        HEADER
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\n\r\nx\r\n".repeat(100_000);
    assertThat(refusal(mail)).contains("more than 100 parts");
  }

  @Test
  void countsPartsOverAllLevels() {
    String inner =
        "Content-Type: multipart/mixed; boundary=c\r\n\r\n"
            + "--c\r\n\r\n\r\n".repeat(60)
            + "--c--\r\n";
    String mail =
        HEADER
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
            + inner
            + "--b\r\n"
            + inner
            + "--b--";
    assertThat(refusal(mail)).contains("more than 100 parts");
  }

  @Test
  void refusesAHeaderOfOneMegabyteInOneFieldOrInMany() {
    assertThat(refusal(HEADER + "X-Long: " + "x".repeat(1_000_000) + "\r\n\r\nhi"))
        .contains("header");
    assertThat(refusal(HEADER + "X: y\r\n".repeat(200_000) + "\r\nhi")).contains("header");
    assertThat(refusal(HEADER + "X:\r\n" + " y\r\n".repeat(250_000) + "\r\nhi")).contains("header");
  }

  @Test
  void refusesAPartWithAHeaderOfOneMegabyte() {
    String part = "X-Long: " + "x".repeat(1_000_000) + "\r\n\r\nhi\r\n--b--";
    String mail = HEADER + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + part;
    assertThat(refusal(mail)).contains("header");
  }

  @Test
  void capsTheTextAndKeepsPairsWhole() {
    String text = text(HEADER + "\r\nx" + "\ud83d\ude00".repeat(200_000));
    assertThat(text.length()).isEqualTo(99_999);
    assertThat(Character.isLowSurrogate(text.charAt(text.length() - 1))).isTrue();
  }

  /** A character that the limit cuts in two is no reason to read all of it as another charset. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "ISO-2022-JP"})
  void keepsTheCharsetOfABodyThatIsLongerThanTheLimit(String charset) {
    byte[] header =
        (HEADER + "Content-Type: text/plain; charset=" + charset + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] body = "\u3042".repeat(2_000_000).getBytes(Charset.forName(charset));
    byte[] mail = Arrays.copyOf(header, header.length + body.length);
    System.arraycopy(body, 0, mail, header.length, body.length);
    Reading.Mail read = (Reading.Mail) MailReader.read(mail, Optional.empty());
    assertThat(read.text()).isEqualTo("\u3042".repeat(Limits.TEXT_CHARS));
  }

  @Test
  void readsHtmlThatIsNestedAHundredThousandTimes() {
    String html = HEADER + "Content-Type: text/html\r\n\r\n";
    assertThat(text(html + "<div>".repeat(100_000) + "x")).isEmpty();
    assertThat(text(html + "<div>".repeat(2_000) + "x")).isEqualTo("x");
  }

  /** With selectors the first of these took 47 s. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b><a>", "<table><a>", "<a><p>", "<p hidden>", "<i id=appendonsend>", "<font><p>",
        "<nobr><table>", "<blockquote type=cite>", "<div class=gmail_quote>", "&#", "<!--", "<svg>"
      })
  void readsHtmlOfManyEqualTags(String tag) {
    String html = "Content-Type: text/html\r\n\r\n" + tag.repeat(Limits.HTML_CHARS / tag.length());
    assertThat(read("In-Reply-To: <a@b>\r\n" + HEADER + html)).isInstanceOf(Reading.Mail.class);
  }

  @Test
  void readsLongRunsThatMakePatternsSlow() {
    for (String run :
        new String[] {
          " ", "\t", "-", "_", ">", "\r", "\n", "=", "On ", "=?a?Q?", ";", "\"", "\\"
        }) {
      String body = run.repeat(900_000 / run.length());
      assertThat(read("In-Reply-To: <a@b>\r\n" + HEADER + "\r\n" + body))
          .isInstanceOf(Reading.Mail.class);
      String field = run.replace("\r", "r").replace("\n", "n").repeat(90_000 / run.length());
      assertThat(read("To: " + field + "\r\nSubject: " + field.substring(0, 5_000) + "\r\n\r\nx"))
          .isInstanceOf(Reading.Mail.class);
      assertThat(read(HEADER + "Content-Type: text/plain; a" + field + "\r\n\r\nx"))
          .isInstanceOf(Reading.Mail.class);
      assertThat(read("From: \"" + field + "<a@b>\r\nSubject: x\r\n\r\nx"))
          .isInstanceOf(Reading.Mail.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Am schriebschriebschriebschriebschriebschriebschriebschrieb x",
        "Am schrieb schrieb schrieb schrieb schrieb schrieb schrieb @ :",
        "On 2026 2026 2026 10:10 10:10 a@b a@b a@b a@b a@b a@b a@b 1:23:",
        "From: From: From: To: Sent: Date: Subject: Von: A: À: Da: De:",
        "-- -- -- -- Original Message Original Message -- -- -- --",
        "=?utf-8?Q?=0A?= -----BEGIN PGP SIGNED MESSAGE-----"
      })
  void readsManyLinesThatAreAlmostTheMarkOfAQuote(String line) {
    for (int length : new int[] {1, 3, 6}) {
      String body = (line.repeat(length) + "\r\n").repeat(900_000 / line.length() / length);
      assertThat(read("In-Reply-To: <a@b>\r\n" + HEADER + "\r\n" + body))
          .isInstanceOf(Reading.Mail.class);
    }
  }

  /** The first reading also loads classes, which is no cost of the mail. */
  @ParameterizedTest
  @MethodSource("hostile")
  void takesLessThanTwentyMegabytesForAnyMail(String name, byte[] mail) {
    HostileMailCost.allocated(mail);
    assertThat(HostileMailCost.allocated(mail)).as(name).isLessThan(20_000_000);
  }

  static Stream<Arguments> hostile() {
    return HostileMailCost.mails().entrySet().stream()
        .map(mail -> Arguments.of(mail.getKey(), mail.getValue()));
  }

  @Test
  void boundsTheAddresses() {
    String list = repeat(5_000, i -> i + "@s.example,");
    Reading.Mail mail = (Reading.Mail) read("From: a@b\r\nTo: " + list + "\r\n\r\nx");
    assertThat(mail.addressees()).hasSize(Limits.ADDRESSES);
  }
}
