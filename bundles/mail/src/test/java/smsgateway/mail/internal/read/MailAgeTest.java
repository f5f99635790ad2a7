package smsgateway.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailAgeTest {
  private static final Instant THEN = Instant.parse("2026-11-16T09:00:00Z");
  private static final String RECEIVED = "Received: from pc by mail with ESMTP id 1; ";

  private static boolean old(String... fields) {
    String mail = String.join("\r\n", fields) + "\r\n\r\nhello; Date: Mon, 23 Nov 2026\r\n";
    return MailAge.isBefore(mail.getBytes(StandardCharsets.US_ASCII), THEN);
  }

  @Test
  void aMailWrittenAndDeliveredBeforeIsOld() {
    assertThat(
            old(
                RECEIVED + "Mon, 16 Nov 2026 09:59:59 +0100 (CET)",
                "Date: Mon, 16 Nov 2026 08:59:58 GMT"))
        .isTrue();
  }

  @Test
  void aMailThatWaitedWithItsSenderOrWhoseClockIsWrongIsNot() {
    assertThat(
            old(RECEIVED + "Mon, 23 Nov 2026 10:00:00 +0100", "Date: Fri, 1 Jan 2010 10:00:00 GMT"))
        .isFalse();
    assertThat(
            old(RECEIVED + "Fri, 1 Jan 2010 10:00:00 GMT", "Date: Mon, 23 Nov 2026 10:00:00 GMT"))
        .isFalse();
  }

  @Test
  void onlyTheTopmostReceivedCounts() {
    assertThat(
            old(
                RECEIVED + "Mon, 23 Nov 2026 10:00:00 +0100",
                RECEIVED + "Fri, 1 Jan 2010 10:00:00 GMT",
                "Date: Fri, 1 Jan 2010 10:00:00 GMT"))
        .isFalse();
  }

  @Test
  void whatHasNoDateThatCanBeReadIsNot() {
    assertThat(old("Date: Fri, 1 Jan 2010 10:00:00 GMT")).isFalse();
    assertThat(old(RECEIVED + "Fri, 1 Jan 2010 10:00:00 GMT")).isFalse();
    assertThat(old(RECEIVED + "long ago", "Date: Fri, 1 Jan 2010 10:00:00 GMT")).isFalse();
    assertThat(old("Subject: hello")).isFalse();
  }
}
