package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import smsgateway.emulator.Fault;
import smsgateway.emulator.Reports;
import smsgateway.emulator.Submit;

/** What was accepted survives the end of the process, an orderly one and a sudden one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartTest {
  private static final int MESSAGES = 5;
  private GatewayFixture gateway;

  @BeforeAll
  void start() {
    gateway = new GatewayFixture("restart").start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void messagesAndSmsOfADowntimeArriveOnceAfterAStop() {
    List<String> numbers = acceptedWithoutModem("+3933366010");
    gateway.container.stop();
    gateway.net.modem().replug();
    gateway.net.send("+393338887001", "while it was down");
    gateway.container.start();
    allArriveOnce(numbers);
    gateway.mailbox.await("with the SMS", m -> m.text().contains("while it was down"));
    gateway.net.send("+393338887001", "while it is up");
    gateway.mailbox.await("with the next SMS", m -> m.text().contains("while it is up"));
    assertThat(gateway.mailbox.mails().stream().filter(m -> m.text().contains("it was down")))
        .hasSize(1);
  }

  @Test
  void messagesThatWaitForAModemArriveOnceAfterAPowerFailure() throws InterruptedException {
    List<String> numbers = acceptedWithoutModem("+3933366020");
    gateway.container.kill();
    gateway.container.start();
    gateway.net.modem().replug();
    allArriveOnce(numbers);
  }

  private List<String> acceptedWithoutModem(String prefix) {
    gateway.net.modem().unplug();
    List<String> numbers = IntStream.range(0, MESSAGES).mapToObj(i -> prefix + i).toList();
    for (String number : numbers) {
      assertThat(gateway.mail(number.substring(1) + "@sms.example.com", "", "for " + number))
          .startsWith("250");
    }
    assertThat(gateway.net.submits(numbers.get(0))).isEmpty();
    return numbers;
  }

  private void allArriveOnce(List<String> numbers) {
    numbers.forEach(number -> gateway.net.awaitText(number, "for " + number));
    Await.until(
        "all are delivered",
        GatewayFixture.LIMIT,
        () -> numbers.stream().allMatch(number -> gateway.show(number).contains("DELIVERED")));
    assertThat(numbers).allSatisfy(n -> assertThat(gateway.net.submits(n)).hasSize(1));
  }

  @Test
  void aSubmitWithoutResultIsUnknownAfterAPowerFailureUntilItsReportComes()
      throws InterruptedException {
    String number = "+39333660301";
    // A SIM over which no report ever came would not be waited for.
    gateway.mail("39333660300@sms.example.com", "", "with a report");
    Await.until(
        "it is delivered",
        GatewayFixture.LIMIT,
        () -> gateway.show("+39333660300").contains("DELIVERED"));
    gateway.net.network().reports(Reports.none());
    try {
      gateway.net.modem().fault(new Fault.NoResult(1));
      gateway.mail(number.substring(1) + "@sms.example.com", "", "no result");
      gateway.net.awaitText(number, "no result");
      gateway.container.kill();
      gateway.container.start();
      gateway.ready();
      Await.until(
          "it is unknown", GatewayFixture.LIMIT, () -> gateway.show(number).contains("UNKNOWN"));

      String first = gateway.newest(number);
      gateway.mail(number.substring(1) + "@sms.example.com", "", "to the same number");
      gateway.mail("39333660302@sms.example.com", "", "to another number");
      gateway.net.awaitText("+39333660302", "to another number");
      assertThat(gateway.net.submits(number)).hasSize(1);

      gateway.net.deliverRaw(delivered(gateway.net.submits(number).get(0)));
      gateway.net.awaitText(number, "to the same number");
      assertThat(gateway.net.submits(number)).hasSize(2);
      assertThat(gateway.container.shell("sms:show " + first))
          .contains("DELIVERED")
          .doesNotContain(" yes ");
    } finally {
      gateway.net.network().reports(Reports.delivered(Duration.ZERO));
    }
  }

  /** The report of a submit (3GPP TS 23.040 §9.2.2.3), delivered now. */
  private static String delivered(Submit submit) {
    String address = submit.tpdu().substring(4, 4 + 4 + 12);
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    String stamp = stamp(now);
    return "00"
        + "06"
        + "%02X".formatted(submit.messageReference())
        + address
        + stamp
        + stamp
        + "00";
  }

  private static String stamp(OffsetDateTime time) {
    String digits = time.format(DateTimeFormatter.ofPattern("yyMMddHHmmss")) + "00";
    StringBuilder swapped = new StringBuilder();
    for (int i = 0; i < digits.length(); i += 2) {
      swapped.append(digits.charAt(i + 1)).append(digits.charAt(i));
    }
    return swapped.toString();
  }
}
