package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.RoutingPolicy.Verdict;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;

class ConfiguredPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "sms@example.com,          OURS",
    "SMS@Example.COM,          OURS",
    "sms+t@example.com,        OURS",
    "anybody@sms.example.com,  OURS",
    "+39333@SMS.example.com,   OURS",
    "bob@example.com,          FOREIGN",
    "bob@x.sms.example.com,    FOREIGN",
    "postmaster,               FOREIGN"
  })
  void theAccountAndTheDomainsForSmsAreServed(String address, Verdict verdict) {
    assertThat(new ConfiguredPolicy(Configs.usable()).serves(address)).isEqualTo(verdict);
  }

  @Test
  void withoutConfigurationNothingIsServedAndBothGapsAreNamed() {
    ConfiguredPolicy policy = new ConfiguredPolicy(Configs.absent());

    assertThat(policy.serves("sms@example.com")).isEqualTo(Verdict.NOT_READY);
    assertThat(policy.gatewayAddress()).isEmpty();
    assertThat(policy.findings()).extracting(Finding::level).containsOnly(Level.YELLOW);
    assertThat(policy.findings())
        .extracting(Finding::message)
        .satisfiesExactly(
            m -> assertThat(m).contains("gatewayAddress is missing", SettingsReader.FILE),
            m -> assertThat(m).contains("domains is missing", SettingsReader.FILE));
  }

  @Test
  void aConfigurationThatCanBeUsedIsGreen() {
    ConfiguredPolicy policy = new ConfiguredPolicy(Configs.usable());

    assertThat(policy.findings()).extracting(Finding::level).containsExactly(Level.GREEN);
    assertThat(policy.gatewayAddress()).contains("sms@example.com");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "gatewayAddress,     sms,                       is no mail address",
    "gatewayAddress,     a@b@c,                     is no mail address",
    "country,            IT,                        must be a calling code",
    "country,            12345,                     must be a calling code",
    "nationalPrefix,     +0,                        must be digits",
    "smartReplyMinutes,  0,                         from 1 to 43200",
    "smartReplyMinutes,  43201,                     from 1 to 43200",
    "maxParts,           six,                       from 1 to 255",
    "maxParts,           256,                       from 1 to 255",
    "maxParts,           '',                        from 1 to 255",
    "longText,           fold,                      'concatenated, numbered, truncate, refuse'",
    "unknownOutcome,     ask,                       'resend-once, give-up'",
    "unknownWaitSeconds, -1,                        from 0 to 604800",
    "operatorAddress,    root,                      is no mail address",
    "operatorAddress,    SMS@example.com,           address of the gateway itself",
    "operatorAddress,    root@sms.example.com,      address of the gateway itself",
    "validityHours,      10585,                     from 1 to 10584",
    "confirmKeyword,     'a\tb',                    control character"
  })
  void aValueThatCannotBeUsedIsReportedWithFileKeyAndReason(
      String key, String value, String reason) {
    ConfiguredPolicy policy = new ConfiguredPolicy(Configs.with(Map.of(key, value)));

    assertThat(policy.serves("sms@example.com")).isEqualTo(Verdict.NOT_READY);
    assertThat(policy.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.level()).isEqualTo(Level.YELLOW))
        .satisfies(
            f ->
                assertThat(f.message())
                    .startsWith("MISCONFIGURED: etc/smsgateway.routing.cfg, " + key + ": ")
                    .contains(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "sms.example.com,                      is not of the form",
    "a = b = c,                            is not of the form",
    "example.com = Example.com,            mapped to itself",
  })
  void aDomainThatCannotBeUsedIsReported(String domains, String reason) {
    ConfiguredPolicy policy =
        new ConfiguredPolicy(Configs.with(Map.of("domains", new String[] {domains})));

    assertThat(policy.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains(", domains: ", reason));
  }

  @Test
  void valuesAreTrimmedAndReachTheSettings() {
    RoutingSettings settings =
        SettingsReader.read(
            Configs.with(
                Map.of(
                    "unknownOutcome", " give-up ",
                    "unknownWaitSeconds", " 5",
                    "validityHours", "49 ",
                    "country", "+39")));

    assertThat(settings.usable()).isTrue();
    assertThat(settings.waits().resendUnknown()).isFalse();
    assertThat(settings.waits().unknownOutcome()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.waits().missingSegments()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.validity()).isEqualTo(Duration.ofHours(49));
  }
}
