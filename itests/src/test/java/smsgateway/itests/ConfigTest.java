package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One container that is never restarted, from a missing configuration to a healed one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConfigTest {
  private GatewayFixture gateway;

  @BeforeAll
  void start() {
    gateway = new GatewayFixture("config");
    gateway.withoutConfiguration();
    gateway.container.start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  @Order(1)
  void withoutAnyConfigurationItIsYellowAndSaysWhatIsMissing() {
    awaitStatus("YELLOW", "smsgateway.routing.cfg");
    String status = gateway.container.shell("sms:status");
    assertThat(status)
        .startsWith("YELLOW")
        .contains("gatewayAddress is missing in", "domains is missing in")
        .contains("smsgateway.modem-NAME.cfg")
        .contains("smsgateway.mail.listener.cfg")
        .contains("smsgateway.mail.delivery.cfg")
        .contains("sms:user-add");
    assertThat(gateway.container.http("/smsgateway/health"))
        .isEqualTo("200\n{\"status\":\"YELLOW\"}");
  }

  @Test
  @Order(2)
  void filesThatAppearMakeItGreenWithoutRestart() {
    gateway.configure();
    gateway.container.shell("sms:user-add " + GatewayFixture.USER + " --default");
    gateway.ready();
    awaitGreenAndWorking("39333880002");
  }

  @Test
  @Order(3)
  void aWrongValueOfAModemIsNamedAndItsCorrectionHealsIt() {
    gateway.container.etc(
        "smsgateway.modem-north.cfg", "port = " + gateway.net.path(), "baud = fast");
    awaitStatus(
        "YELLOW", "MISCONFIGURED: etc/smsgateway.modem-north.cfg", "cfg: baud must be a number");
    gateway.configure();
    awaitGreenAndWorking("39333880003");
  }

  @Test
  @Order(3)
  void aWrongValueOfTheRoutingIsNamedAndItsCorrectionHealsIt() {
    gateway.container.routing("maxParts = six");
    awaitStatus(
        "YELLOW",
        "MISCONFIGURED: etc/smsgateway.routing.cfg",
        "maxParts: must be a whole number from 1 to 255");
    gateway.configure();
    awaitGreenAndWorking("39333880004");
  }

  @Test
  @Order(3)
  void aWrongValueOfTheListenerIsNamedAndItsCorrectionHealsIt() {
    gateway.container.etc(
        "smsgateway.mail.listener.cfg", "port = 99999", "trust = any-from-loopback");
    awaitStatus(
        "YELLOW",
        "MISCONFIGURED: etc/smsgateway.mail.listener.cfg",
        "port is '99999' but must be a number from 1 to 65535");
    assertThat(Smtp.answers(gateway.smtpPort)).isFalse();
    gateway.configure();
    awaitGreenAndWorking("39333880005");
  }

  @Test
  @Order(3)
  void aKeyThatNothingReadsAndAFileThatBelongsToNothingAreNamed() {
    gateway.container.etc(
        "smsgateway.modem-north.cfg", "port = " + gateway.net.path(), "boud = 9600");
    gateway.container.etc("smsgateway.modm-south.cfg", "port = /dev/null");
    awaitStatus(
        "YELLOW",
        "etc/smsgateway.modem-north.cfg: nothing reads the key boud; there are baud,",
        "etc/smsgateway.modm-south.cfg is read by nothing");
    Disk.delete(gateway.container.base().resolve("etc/smsgateway.modm-south.cfg"));
    gateway.configure();
    awaitGreenAndWorking("39333880006");
  }

  @Test
  @Order(3)
  void aSecretThatIsNotThereIsNamed() {
    gateway.container.etc(
        "smsgateway.mail.listener.cfg",
        "port = " + gateway.smtpPort,
        "trust = any-from-loopback",
        "username = relay",
        "password = $[secret:relay-password]");
    awaitStatus(
        "YELLOW",
        "etc/smsgateway.mail.listener.cfg: password names a secret that is not there: write the"
            + " file etc/relay-password");
    gateway.configure();
    awaitGreenAndWorking("39333880007");
  }

  private void awaitStatus(String level, String... parts) {
    String[] last = {""};
    try {
      Await.until(
          "the status says so",
          GatewayFixture.LIMIT,
          () -> {
            last[0] = gateway.container.shell("sms:status");
            return last[0].startsWith(level) && Arrays.stream(parts).allMatch(last[0]::contains);
          });
    } catch (AssertionError e) {
      assertThat(last[0]).startsWith(level).contains(parts);
    }
    assertThat(gateway.container.http("/smsgateway/health"))
        .isEqualTo("200\n{\"status\":\"" + level + "\"}");
  }

  private void awaitGreenAndWorking(String number) {
    awaitStatus("GREEN");
    assertThat(gateway.mail(number + "@sms.example.com", "", "works again " + number))
        .startsWith("250");
    gateway.net.awaitText("+" + number, "works again " + number);
  }
}
