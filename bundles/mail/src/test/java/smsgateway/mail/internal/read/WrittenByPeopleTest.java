package smsgateway.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails that are legal or usual, and easily misread. */
class WrittenByPeopleTest {
  private static final Optional<String> OWN = Optional.of("sms@example.com");
  private static final String HEAD =
      "From: ann@example.com\nTo: bob@sms.example.com\nSubject: x\nIn-Reply-To: <1@x>\n";

  private static Reading read(String mail) {
    return MailReader.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), OWN);
  }

  private static Reading.Mail mail(String mail) {
    return (Reading.Mail) read(mail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eve@example.com (<boss@example.com>)",
        "Eve <eve@example.com> (cc <boss@example.com>)",
        "(<boss@example.com>) eve@example.com",
        "\"<boss@example.com>\" eve@example.com",
        "\"Eve (CEO <boss@example.com>)\" <eve@example.com>",
        "\"a \\\" <boss@example.com>\" <eve@example.com>"
      })
  void anAddressInACommentOrInQuotesIsNotTheSenders(String from) {
    assertThat(mail("From: " + from + "\n\nhi").from()).isEqualTo("eve@example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boss (<boss@example.com>)",
        "\"boss@example.com\"",
        "eve@example.com \"<boss@example.com>\"",
        "eve@example.com \"x <boss@example.com>",
        "eve@example.com (x <boss@example.com>",
        "eve@example.com (\"a), boss@example.com",
        "eve@example.com (\"a), <boss@example.com>",
        "\"\\<boss\\@example.com\\>, \" <eve@example.com>"
      })
  void whatHasNoAddressOutsideOfThemHasNoSenderOfTheirs(String from) {
    assertThat(mail("From: " + from + "\n\nhi").from()).isNotEqualTo("boss@example.com");
  }

  @Test
  void anAddressInACommentIsNoRecipient() {
    assertThat(
            mail("From: a@b.c\nTo: 3331234567@sms.example.com (see <x@sms.example.com>)\n\nhi")
                .addressees())
        .extracting(Mailbox::address)
        .containsExactly("3331234567@sms.example.com");
  }

  /** RFC 3676 §4.5: a paragraph ends where the depth of the quote changes; §4.3: at "-- ". */
  @ParameterizedTest
  @CsvSource({
    "'Hello Bob\n> Can you come at 5? \nYes, bring the keys\n> ok\nCiao',"
        + " 'Hello Bob\nYes, bring the keys\nCiao'",
    "'> Can you come at 5? \nYes\n\nAnd bring the keys', 'Yes\n\nAnd bring the keys'",
    "'See you at 5. \n-- \nBob\nCompany Ltd', 'See you at 5.'",
    "'One long \nline\nand another', 'One long line\nand another'"
  })
  void flowedTextLosesNothingToQuotesAndSignature(String written, String text) {
    String body = written.replace("\\n", "\n");
    String flowed = HEAD + "Content-Type: text/plain; format=flowed\n\n" + body + "\n";
    assertThat(mail(flowed).text()).isEqualTo(text.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "<div style='font-size:0px'><p style='font-size:13px'>Pump 3 stopped</p></div>, Pump 3 stopped",
    "<p>Pump<span style='font-size:0'>secret</span> 3</p>, Pump 3",
    "<div style='font-size:0'><b>secret</b></div><p>Pump</p>, Pump",
    "<p style='font-size:0.9em'>Pump</p>, Pump"
  })
  void wordsWithoutASizeAreNotSeenAndThoseInsideWithOneAre(String html, String text) {
    assertThat(mail(HEAD + "Content-Type: text/html\n\n" + html).text().strip()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ok.\nIl cliente ha scritto:\nconsegnare entro le 17",
        "Call him now.\nOn the door he wrote:\ncode 4711, second floor",
        "Pick up tomorrow:\nDa: Milano\nA: Roma\nData: 12/03\nOra 9, chiave alla reception"
      })
  void sentencesThatOnlyLookLikeTheHeadOfAQuoteAreKept(String text) {
    assertThat(mail(HEAD + "\n" + text + "\n").text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 23 Nov 2026 at 10:00 Bob wrote:\nold",
        "Il giorno lun 23 nov 2026 Bob ha scritto:\nold",
        "From: Bob\nSent: Monday\nTo: Ann\nSubject: old\nold",
        "Da: bob@example.com\nA: ann@example.com\nData: 12/03\nold"
      })
  void theHeadOfAQuoteEndsTheText(String quote) {
    assertThat(mail(HEAD + "\nYes\n\n" + quote + "\n").text()).isEqualTo("Yes");
  }

  @ParameterizedTest
  @CsvSource({
    "gb2312, GB18030, 朱镕基",
    "shift_jis, windows-31j, ①番 髙橋",
    "ks_c_5601-1987, x-windows-949, 똠방각하",
    "iso8859-1, windows-1252, costa 10 €",
    "latin1, windows-1252, costa 10 €",
    "iso-8859-9, windows-1254, fiyat 10 €",
    "iso-8859-2, iso-8859-2, Łódź"
  })
  void aCharsetIsReadAsMailProgramsWriteIt(String declared, String used, String text)
      throws Exception {
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    String type = "Content-Type: text/plain; charset=" + declared + "\n\n";
    mail.write((HEAD + type).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    mail.write(text.getBytes(Charset.forName(used)));
    Reading.Mail read = (Reading.Mail) MailReader.read(mail.toByteArray(), OWN);
    assertThat(read.text()).isEqualTo(text);
  }

  /** What Exchange sends for a person who is away, in answer to an SMS that came as a mail. */
  @ParameterizedTest
  @ValueSource(strings = {"<1.sms.p123@example.com>", "<1.ask.17-ab12@Example.com>"})
  void aGeneratedAnswerToOurMailIsAutomaticInAnyLanguage(String answered) {
    String absence =
        "From: ann@example.com\nSubject: Ngoài văn phòng\nAuto-Submitted: auto-generated\n";
    assertThat(read(absence + "In-Reply-To: " + answered + "\n\nback on Monday"))
        .isInstanceOf(Reading.Automatic.class);
    assertThat(read(absence + "References: <0@x> " + answered + "\n\nback on Monday"))
        .isInstanceOf(Reading.Automatic.class);
    assertThat(mail(absence + "In-Reply-To: <alert1@example.com>\n\nPump 3").machine()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Automatisk svar: SMS from +393331234567",
        "Automatikus válasz: SMS from +393331234567",
        "Автоматический ответ: SMS from +393331234567",
        "Otomatik yanıt: SMS from +393331234567",
        "自動応答: SMS from +393331234567",
        "Abwesend: SMS from +393331234567",
        "Out of Office Re: SMS from +393331234567"
      })
  void anAbsenceThatOnlyItsSubjectShowsIsAutomatic(String subject) {
    assertThat(read("From: ann@example.com\nSubject: " + subject + "\n\nback on Monday"))
        .isInstanceOf(Reading.Automatic.class);
  }

  @ParameterizedTest
  @CsvSource({
    "inline, 'Pump 3 stopped, see picture:\nCall 555, do NOT restart it.'",
    "attachment, 'Pump 3 stopped, see picture:'"
  })
  void whatIsWrittenBelowAPictureBelongsToTheText(String shown, String text) {
    Reading.Mail mail =
        mail(
            HEAD
                + "Content-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: text/plain\n\nPump 3 stopped, see picture:\n"
                + "--b\nContent-Type: image/jpeg; name=p.jpg\nContent-Disposition: "
                + shown
                + "; filename=p.jpg\nContent-Transfer-Encoding: base64\n\nAAAA\n"
                + "--b\nContent-Type: text/plain\n\nCall 555, do NOT restart it.\n--b--\n");
    assertThat(mail.text()).isEqualTo(text.replace("\\n", "\n"));
    assertThat(mail.attachments()).containsExactly("p.jpg");
  }
}
