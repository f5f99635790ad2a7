package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import smsgateway.emulator.Fault;

/** Three modems, the rules between them, and what one of them does to the others' work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetTest {
  private static final String ITALY = "smsgateway.routing.rule-italy.cfg";
  private static final String EAST = "+393330000003";
  private final PhoneNet south = new PhoneNet(sim -> sim.withNumber("+393330000002"));
  private final PhoneNet east = new PhoneNet(sim -> sim.withNumber(EAST));
  private GatewayFixture gateway;

  @BeforeAll
  void start() {
    gateway = new GatewayFixture("fleet");
    gateway.container.etc("smsgateway.modem-south.cfg", "port = " + south.path());
    east("");
    gateway.start();
    ready(3);
  }

  @AfterAll
  void stop() {
    gateway.close();
    south.close();
    east.close();
  }

  private void east(String line) {
    gateway.container.etc("smsgateway.modem-east.cfg", "port = " + east.path(), line);
  }

  private void italy(String... lines) {
    gateway.container.etc(ITALY, "prefixes = +39", String.join("\n", lines));
  }

  private void ready(int modems) {
    Await.until(
        modems + " modems are ready",
        GatewayFixture.LIMIT,
        () ->
            gateway
                    .container
                    .shell("sms:modem-list")
                    .lines()
                    .filter(l -> l.contains(" READY"))
                    .count()
                == modems);
  }

  /** A new instance of modem east has sent nothing yet. */
  private void restarted() {
    Await.until(
        "modem east was restarted",
        GatewayFixture.LIMIT,
        () ->
            gateway.container.metric("smsgateway_modem_submitted_total", "\"east\"") == 0
                && gateway.container.metric("smsgateway_modem_up", "\"east\"") == 1);
  }

  private void status(String sentence) {
    Await.until(
        "the status says: " + sentence,
        GatewayFixture.LIMIT,
        () -> gateway.container.shell("sms:status").contains(sentence));
  }

  /** Mails to as many numbers beginning with the given digits. */
  private List<String> mail(String prefix, int count) {
    List<String> numbers =
        IntStream.range(0, count).mapToObj(i -> prefix + String.format("%03d", i)).toList();
    numbers.forEach(number -> gateway.mail(number + "@sms.example.com", "", "to " + number));
    return numbers;
  }

  private long over(PhoneNet net, List<String> numbers) {
    return numbers.stream().filter(number -> net.submits(number).size() == 1).count();
  }

  private long overAny(List<String> numbers) {
    return Stream.of(gateway.net, south, east).mapToLong(net -> over(net, numbers)).sum();
  }

  private void arrive(List<String> numbers, long least) {
    Await.until(
        least + " of " + numbers.size() + " messages are sent",
        GatewayFixture.LIMIT,
        () -> overAny(numbers) >= least);
  }

  @Test
  @Order(1)
  void whoWroteToOneSimIsAnsweredOverIt() {
    String number = "+436601234567";
    east.network().send(number, EAST, "over which SIM will the answer come?");
    gateway.mailbox.await("with the SMS", mail -> mail.text().contains("over which SIM"));
    for (int i = 1; i <= 4; i++) {
      gateway.mail(number + "@sms.example.com", "", "answer " + i);
    }
    Await.until("it is answered", GatewayFixture.LIMIT, () -> east.submits(number).size() == 4);
  }

  @Test
  @Order(1)
  void aRuleIsInForceAsSoonAsItIsSavedAndWhyNamesIt() {
    italy("modems = east, west", "use = only");
    status("Rule italy names modem west, which does not exist");
    List<String> numbers = mail("+3933310", 5);
    arrive(numbers, 5);
    assertThat(over(east, numbers)).isEqualTo(5);
    assertThat(gateway.container.shell("sms:why " + gateway.newest(numbers.get(4))))
        .contains("over modem east, then modem west only")
        .contains("rule italy");
    List<String> others = mail("+4933310", 6);
    arrive(others, 6);
  }

  @Test
  @Order(2)
  void whatWaitsForAModemThatWasPulledOutGoesOverTheNextOne() {
    italy("modems = south, east", "use = only", "waitSeconds = 2");
    status("Rule italy is in force: modems south, east (only)");
    south.modem().unplug();
    List<String> numbers = mail("+3933320", 5);
    List<String> others = mail("+4933320", 5);
    arrive(numbers, 5);
    arrive(others, 5);
    assertThat(over(east, numbers)).isEqualTo(5);
    south.modem().replug();
    ready(3);
  }

  @Test
  @Order(3)
  void aSimAtItsLimitOfAnHourLeavesTheRestToOthersAlsoAfterARestartOfItsModem() {
    italy("modems = east", "use = prefer", "waitSeconds = 1");
    int limit = east.submits().size() + 2;
    east("perHour = " + limit);
    status("Rule italy is in force: modems east (prefer)");
    restarted();
    List<String> numbers = mail("+3933330", 5);
    arrive(numbers, 5);
    assertThat(over(east, numbers)).isEqualTo(2);
    status("sends nothing until");
    assertThat(gateway.container.shell("sms:status"))
        .contains(limit + " SMS an hour are the limit");
  }

  @Test
  @Order(4)
  void aModemOverWhichTheNetworkRefusesEverythingDoesNotEatTheMessages() {
    Disk.delete(gateway.container.base().resolve("etc/" + ITALY));
    gateway.net.modem().fault(new Fault.CmsError(500, false, 1_000));
    hold(true);
    int before = gateway.net.modem().counters().typedNanos().size();
    List<String> numbers = mail("+39333400", 20);
    status("sending rests after repeated failures: +CMS ERROR: 500");
    hold(false);
    arrive(numbers, 17);
    assertThat(gateway.net.modem().counters().typedNanos().size() - before).isEqualTo(3);
  }

  /** The others are slower than the one that is refused everything. */
  private void hold(boolean held) {
    south.modem().fault(new Fault.HoldSubmits(held));
    east.modem().fault(new Fault.HoldSubmits(held));
  }

  @Test
  @Order(5)
  void aModemThatFailsItselfCostsNoMessageAnything() {
    south.modem().fault(new Fault.CmsError(320, false, 1_000));
    east("");
    restarted();
    List<String> numbers = mail("+3933350", 20);
    arrive(numbers, 20);
    assertThat(over(east, numbers)).isEqualTo(20);
  }
}
