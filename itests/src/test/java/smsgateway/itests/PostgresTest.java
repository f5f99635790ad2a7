package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The gateway on PostgreSQL, by nothing but another data source file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTest {
  private final Postgres server = new Postgres();
  private final GatewayFixture gateway = new GatewayFixture("postgres");

  @BeforeAll
  void start() {
    server.configure(gateway.container);
    gateway.start();
  }

  @AfterAll
  void stop() {
    gateway.close();
    server.close();
  }

  @Test
  void mailBecomesSmsReportBecomesConfirmationAndSmsBecomesMail() {
    gateway.mail("39333770101@sms.example.com", "confirm", "on PostgreSQL");
    gateway.net.awaitText("+39333770101", "on PostgreSQL");
    gateway.mailbox.await("with the confirmation", m -> m.text().contains("393337701"));
    gateway.net.send("+39333770101", "an answer");
    gateway.mailbox.await("with the SMS", m -> m.text().contains("an answer"));
  }

  @Test
  void anOutcomeThatTheServerCouldNotTakeIsStoredWhenItIsBack() {
    String number = "+39333770201";
    gateway.net.modem().latency(Duration.ofSeconds(2));
    try {
      gateway.net.forget();
      gateway.mail(number.substring(1) + "@sms.example.com", "", "during the outage");
      Await.until("the PDU is typed", GatewayFixture.LIMIT, () -> gateway.net.ctrlZ().length > 0);
      assertThat(gateway.net.submits(number)).isEmpty();
      server.stop();
      gateway.net.awaitText(number, "during the outage");
      assertThat(gateway.mail("39333770202@sms.example.com", "", "refused for now"))
          .startsWith("4");
      Await.until(
          "the status says it",
          GatewayFixture.LIMIT,
          () -> gateway.container.http("/smsgateway/health").contains("RED"));
      server.start();
      Await.until(
          "mail is taken again",
          GatewayFixture.LIMIT,
          () -> gateway.mail("39333770202@sms.example.com", "", "taken").startsWith("250"));
      gateway.net.awaitText("+39333770202", "taken");
      Await.until(
          "it is delivered",
          GatewayFixture.LIMIT,
          () -> gateway.show(number).contains("DELIVERED"));
      assertThat(gateway.net.submits(number)).hasSize(1);
      assertThat(gateway.show(number)).doesNotContain("UNKNOWN");
    } finally {
      gateway.net.modem().latency(Duration.ZERO);
    }
  }

  @Test
  void connectionsThatTheServerEndsInTrafficLoseAndDoubleNothing() {
    List<String> numbers = IntStream.range(0, 30).mapToObj(i -> "+393337703" + (10 + i)).toList();
    for (String number : numbers) {
      Await.until(
          "mail is taken",
          GatewayFixture.LIMIT,
          () ->
              gateway.mail(number.substring(1) + "@sms.example.com", "", number).startsWith("250"));
      if (number.endsWith("5")) {
        server.dropConnections();
      }
    }
    numbers.forEach(number -> gateway.net.awaitText(number, number));
    assertThat(numbers).allSatisfy(n -> assertThat(gateway.net.submits(n)).hasSize(1));
  }
}
