package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static smsgateway.routing.internal.Requests.GATEWAY;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import smsgateway.api.Submission.Recipient;

class RecipientsTest {
  private static final String DOMAIN = GATEWAY.substring(GATEWAY.indexOf('@') + 1);
  private static final String THREAD = "<1@x> <sms.phs35fx8n@" + DOMAIN + "> <abc@x>";

  private final ConfiguredPolicy policy =
      new ConfiguredPolicy(
          Configs.with(Map.of("domains", new String[] {"sms.example.com = example.com"})));

  private List<Recipient> recipients(String subject, String references, String... names) {
    return policy.recipients(gateway(names), subject, references);
  }

  private static List<Recipient> gateway(String... names) {
    return Arrays.stream(names).map(name -> new Recipient(GATEWAY, name)).toList();
  }

  @Test
  void severalNumbersInTheSubjectAreSeveralRecipients() {
    assertThat(recipients("Re: 3331234567; +39 333 7654321, confirm", "", ""))
        .isEqualTo(gateway("3331234567", "+39 333 7654321"));
  }

  @Test
  void oneNumberInTheSubjectStaysThere() {
    assertThat(recipients("3331234567", THREAD, "Gateway")).isEqualTo(gateway("Gateway"));
  }

  @Test
  void aSubjectWithAnythingElseIsNoListOfNumbers() {
    assertThat(recipients("3331234567, 3337654321 and Bob", "", "")).isEqualTo(gateway(""));
  }

  @Test
  void aNumberInTheDisplayNameComesBeforeSubjectAndThread() {
    assertThat(recipients("3331234567, 3337654321", THREAD, "'+39 333 99 99 999'"))
        .isEqualTo(gateway("'+39 333 99 99 999'"));
  }

  @Test
  void anAnswerWhoseNameWasDroppedGoesToTheSenderOfTheSms() {
    assertThat(recipients("Re: SMS from +393331234567", THREAD, "SMS Gateway"))
        .isEqualTo(gateway("+393331234567"));
    assertThat(recipients("", "<0b1e-42.sms.phs35fx8n@" + DOMAIN + ">", ""))
        .isEqualTo(gateway("+393331234567"));
    assertThat(recipients("", "<xsms.phs35fx8n@" + DOMAIN + ">", "")).isEqualTo(gateway(""));
    assertThat(recipients("", "<sms.phs35fx8n@elsewhere.example>", "")).isEqualTo(gateway(""));
    assertThat(recipients("", "<sms.0a1b2c3d4e5f6071@" + DOMAIN + ">", "")).isEqualTo(gateway(""));
  }

  @Test
  void oneNumberWrittenTwiceIsOneRecipient() {
    assertThat(recipients("", "", "+393331234567", "0039 333 1234567", "3331234567"))
        .isEqualTo(gateway("+393331234567"));
    assertThat(recipients("3331234567, 003933 31234567", "", "")).isEqualTo(gateway("3331234567"));
    assertThat(recipients("3331234567", "", "", "+393331234567")).isEqualTo(gateway(""));
  }

  @Test
  void addressesInADomainForSmsStayAsTheyAre() {
    List<Recipient> written = List.of(new Recipient("bob@sms.example.com", "3331234567"));
    assertThat(policy.recipients(written, "1, 2", THREAD)).isEqualTo(written);
  }
}
