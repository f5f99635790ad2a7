package smsgateway.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
  void theSenderIsTheLoginOfAnAuthenticatedSessionAndNotTheAliasInFrom() {
    assertThat(sender(Kind.AUTHENTICATED_SENDER_HEADER, REAL)).contains("anna@example.com");
    assertThat(
            sender(
                Kind.AUTHENTICATED_SENDER_HEADER,
                REAL.replace("a.rossi@example.com", "boss@other.example")))
        .contains("anna@example.com");
  }

  @Test
  void doesNotBelieveALoginHeaderThatAnOutsiderWrote() {
    assertThat(sender(Kind.AUTHENTICATED_SENDER_HEADER, REAL.replace("ESMTPSA", "ESMTPS")))
        .isEmpty();
    assertThat(sender(Kind.AUTHENTICATED_SENDER_HEADER, REAL.replace("X-Auth", "X-Other")))
        .isEmpty();
    assertThat(sender(Kind.AUTHENTICATED_SENDER_HEADER, REAL.replace("anna@example.com", "anna")))
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
    assertThat(sender(Kind.NONE, "Subject: x\n\nhi")).contains("envelope@example.com");
  }

  private static final String POSTFIX =
      """
      Received: from pc.example.com (gw.example.com [192.0.2.7])
       (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
        key-exchange X25519 server-signature ECDSA (prime256v1) server-digest SHA256)
       (No client certificate requested)
       (Authenticated sender: Eve@example.com)
       by mail.example.com (Postfix) with ESMTPSA id 4Y1
       for <393331234567@sms.example.com>; Mon, 23 Nov 2026 10:00:00 +0000 (UTC)
      From: Boss <boss@example.com>

      hi
      """;

  @Test
  void theLoginInTheTopmostReceivedIsTheSenderWhateverFromSays() {
    assertThat(sender(Kind.TOP_RECEIVED, POSTFIX)).contains("eve@example.com");
  }

  @Test
  void aForgedLoginHeaderOfAnAuthenticatedUserIsNotBelieved() {
    String forged = "X-Authenticated-Sender: boss@example.com\nFrom: Boss";
    assertThat(sender(Kind.AUTHENTICATED_SENDER_HEADER, POSTFIX.replace("From: Boss", forged)))
        .isEmpty();
  }

  @Test
  void onlyTheTopmostReceivedCounts() {
    String outside = "Received: from evil by mail.example.com (Postfix) with ESMTP id 1\n";
    assertThat(sender(Kind.TOP_RECEIVED, outside + POSTFIX)).isEmpty();
    String delivery = "Received: from mail by mail.example.com with LMTP id 1\n";
    assertThat(sender(Kind.TOP_RECEIVED, delivery + POSTFIX)).contains("eve@example.com");
    assertThat(sender(Kind.TOP_RECEIVED, delivery + outside + POSTFIX)).isEmpty();
    assertThat(sender(Kind.TOP_RECEIVED, delivery + delivery + POSTFIX)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from x with ESMTPSA ( ([192.0.2.7]) by mail with ESMTP id 1 for <\"a)\"@sms.example.com>",
        "from x by y with ESMTPSA (evil [192.0.2.7]) by mail with ESMTP id 1",
        "from x(y by z with ESMTPSA) (evil [192.0.2.7]) by mail with ESMTP id 1",
        "from x by mail with ESMTP id 1 for <\"with ESMTPSA\"@sms.example.com>",
        "by mail with ESMTPSA id 1",
        "from x (x [192.0.2.7]) by mail with ESMTPS id 1; with ESMTPSA",
        "from x (x [192.0.2.7]) by mail with ESMTPSAX id 1"
      })
  void whatAClientSaysOfItselfInReceivedProvesNothing(String received) {
    String mail = "Received: " + received + "\nFrom: boss@example.com\n\nhi";
    assertThat(sender(Kind.TOP_RECEIVED, mail)).isEmpty();
  }

  @Test
  void loopbackIsTheAddressThatTheServerSawAndNotTheNameThatTheClientSays() {
    String from = "\nFrom: boss@example.com\n\nhi";
    assertThat(
            sender(
                Kind.ANY_FROM_LOOPBACK,
                "Received: from erp (localhost [127.0.0.1]) by mail with ESMTP id 1" + from))
        .contains("boss@example.com");
    for (String forged :
        List.of(
            "from [127.0.0.1] (evil [192.0.2.7]) by mail with ESMTP id 1",
            "from [192.0.2.7] (helo=[127.0.0.1]) by mail with ESMTP id 1",
            "from x ([192.0.2.7] helo=[127.0.0.1]) by mail with ESMTP id 1",
            "from x (evil [192.0.2.7]) ([127.0.0.1]) by mail with ESMTP id 1",
            "from localhost by mail with ESMTP id 1")) {
      assertThat(sender(Kind.ANY_FROM_LOOPBACK, "Received: " + forged + from)).isEmpty();
    }
  }
}
