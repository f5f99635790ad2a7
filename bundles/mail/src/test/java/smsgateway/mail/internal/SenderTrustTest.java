package smsgateway.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.mail.internal.SenderTrust.Kind;
import smsgateway.mail.internal.read.HeaderFields.Field;
import smsgateway.mail.internal.read.MailReader;
import smsgateway.mail.internal.read.Reading;

class SenderTrustTest {
  private static final String REAL =
      """
      Received: from pc (pc [192.0.2.7]) by example.com (MDaemon PRO v26.0.3)
       with ESMTPSA id md5001; Mon, 23 Nov 2026
      X-Authenticated-Sender: anna@example.com
      Received: from elsewhere by pc with ESMTP
      From: Anna <a.rossi@example.com>

      hi
      """;

  private static Optional<String> sender(Kind kind, String mail) {
    SenderTrust trust = new SenderTrust(kind, new Field("x-gate", "s3cret"));
    byte[] octets = mail.getBytes(StandardCharsets.UTF_8);
    Reading.Mail read = (Reading.Mail) MailReader.read(octets, Optional.empty());
    return trust.sender(read, new Envelope("Envelope@example.com", List.of("x@y")));
  }

  @Test
  void believesALoginOfTheSameDomainInAnAuthenticatedSession() {
    assertThat(sender(Kind.AUTHENTICATED_SENDER_HEADER, REAL)).contains("a.rossi@example.com");
  }

  @Test
  void doesNotBelieveALoginHeaderThatAnOutsiderWrote() {
    assertThat(sender(Kind.AUTHENTICATED_SENDER_HEADER, REAL.replace("ESMTPSA", "ESMTPS")))
        .isEmpty();
    assertThat(sender(Kind.AUTHENTICATED_SENDER_HEADER, REAL.replace("X-Auth", "X-Other")))
        .isEmpty();
    assertThat(
            sender(
                Kind.AUTHENTICATED_SENDER_HEADER,
                REAL.replace("anna@example.com", "eve@evil.example")))
        .isEmpty();
  }

  @Test
  void believesTheHeaderOfARuleOnlyWithItsValue() {
    assertThat(sender(Kind.RULE_HEADER, REAL)).isEmpty();
    assertThat(sender(Kind.RULE_HEADER, "X-Gate: other\n" + REAL)).isEmpty();
    assertThat(sender(Kind.RULE_HEADER, "X-Gate: s3cret\n" + REAL)).isPresent();
  }

  @Test
  void takesTheEnvelopeSenderWhenThereIsNoFrom() {
    assertThat(sender(Kind.ANY_FROM_LOOPBACK, "Subject: x\n\nhi")).contains("envelope@example.com");
  }
}
