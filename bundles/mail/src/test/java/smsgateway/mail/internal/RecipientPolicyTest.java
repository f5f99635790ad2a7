package smsgateway.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.mail.internal.read.MailReader;
import smsgateway.mail.internal.read.Reading;

class RecipientPolicyTest {
  private static final String OWN = "sms@example.com";

  private static List<String> recipients(String header) {
    byte[] octets = (header + "\nFrom: a@example.com\n\nhi").getBytes(StandardCharsets.UTF_8);
    Reading.Mail mail = (Reading.Mail) MailReader.read(octets, Optional.empty());
    return new RecipientPolicy(List.of("x-original-to", "envelope-to"))
        .recipients(
            mail, OWN, address -> address.endsWith("@sms.example.com") || address.equals(OWN));
  }

  @Test
  void theFieldOfTheServerWinsOverToAndCc() {
    assertThat(recipients("X-Original-To: 1@sms.example.com\nTo: 2@sms.example.com"))
        .containsExactly("1@sms.example.com");
  }

  @Test
  void ofSeveralFieldsOnlyTheTopmostCounts() {
    assertThat(
            recipients(
                "X-Original-To: <1@SMS.example.com>\nX-Original-To: 2@sms.example.com\n"
                    + "Envelope-To: 3@sms.example.com"))
        .containsExactly("1@sms.example.com");
  }

  @Test
  void aFieldThatNamesNobodyOfOursIsPassedOver() {
    assertThat(
            recipients(
                "X-Original-To: anna@example.com\nEnvelope-To: 3@sms.example.com, 4@sms.example.com"))
        .containsExactly("3@sms.example.com", "4@sms.example.com");
  }

  @Test
  void withoutSuchAFieldOursOfToAndCcCount() {
    assertThat(
            recipients(
                "To: Bob <bob@example.com>, \"1\" <1@sms.example.com>\nCc: 2@sms.example.com"))
        .containsExactly("1@sms.example.com", "2@sms.example.com");
  }

  @Test
  void aBlindCopyThatNothingNamesIsForTheGatewayItself() {
    assertThat(recipients("To: bob@example.com")).containsExactly(OWN);
  }
}
