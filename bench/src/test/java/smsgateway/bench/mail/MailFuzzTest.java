package smsgateway.bench.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** F25, F26, F27 in small; {@link MailFuzz} says what is looked for. */
class MailFuzzTest {
  private static final int MAILS = 4_000;
  private static final String GOOD =
      "From: a@b\r\nTo: c@d\r\nSubject: x\r\nDate: x\r\nMessage-ID: <1@b>\r\n\r\nx\r\n";

  @Test
  void damagedMailsThrowNothingAndAddNothing() {
    long seed = Long.getLong("smsgateway.seed", System.nanoTime());
    assertThat(new MailFuzz().run(MAILS, seed)).as("seed " + seed).isEmpty();
  }

  @Test
  void anAddedFieldRecipientOrOctetWouldBeSeen() {
    assertThat(fault(GOOD)).isEmpty();
    assertThat(fault(GOOD.replace("Date", "Bcc: e@f\r\nDate"))).contains("bcc");
    assertThat(fault(GOOD.replace("Date", "Subject: y\r\nDate"))).contains("subject");
    assertThat(fault(GOOD.replace("c@d", "c@d, e@f"))).contains("recipient");
    assertThat(fault(GOOD.replace("\r\nx\r\n", "\r\nx\n"))).contains("octet");
    assertThat(fault(GOOD.replace("Subject: x", "Subject: \u001a"))).contains("octet");
  }

  private static String fault(String mail) {
    return WrittenMail.fault(mail.getBytes(StandardCharsets.ISO_8859_1), "c@d");
  }
}
