package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import smsgateway.emulator.Fault;
import smsgateway.emulator.Reports;
import smsgateway.emulator.Sms;
import smsgateway.emulator.Submit;

/** What modems, SIMs and networks do to a gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModemFaultTest {
  private static final String PIN = "2580";
  private static final int SLOTS = 25;
  private static final int STORED = 30;
  private final PhoneNet south = new PhoneNet(settings -> settings.withPin(PIN));
  private GatewayFixture gateway;

  @BeforeAll
  void start() {
    PhoneNet north = new PhoneNet(settings -> settings.withStorages(storages()));
    for (int i = 1; i <= STORED; i++) {
      north.send("+393338880001", stored(i));
    }
    Await.until(
        "the SIM is full", GatewayFixture.LIMIT, () -> north.modem().waiting() == STORED - SLOTS);
    gateway = new GatewayFixture("modem-fault", north);
    gateway
        .container
        .routing("unknownWaitSeconds = 3")
        .etc("smsgateway.modem-south.cfg", "port = " + south.path(), "pin = 1111");
    gateway.start();
  }

  @AfterAll
  void stop() {
    gateway.close();
    south.close();
  }

  /** A small SIM, and reports that come before the gateway has set up the modem are kept. */
  private static Map<String, Integer> storages() {
    Map<String, Integer> storages = new LinkedHashMap<>();
    storages.put("SM", SLOTS);
    storages.put("SR", SLOTS);
    return storages;
  }

  private static String stored(int i) {
    return "stored before the start: " + i + ".";
  }

  @Test
  @Order(2)
  void whatFilledTheSimBeforeTheStartBecomesMailsOnce() {
    Await.until(
        "all stored messages are mails",
        GatewayFixture.LIMIT,
        () -> IntStream.rangeClosed(1, STORED).allMatch(i -> mails(stored(i)) > 0));
    assertThat(IntStream.rangeClosed(1, STORED).filter(i -> mails(stored(i)) != 1)).isEmpty();
    assertThat(gateway.net.modem().waiting()).isZero();
  }

  @Test
  @Order(3)
  void partsThatArriveOutOfOrderAndTwiceBecomeOneMail() {
    String text = "first part ".repeat(14) + "second part ".repeat(13) + "third part ".repeat(13);
    gateway.net.send("+393338880002", text.strip(), 3, 1, 3, 2);
    gateway.mailbox.await("with the joined text", m -> flat(m).contains(text.strip()));
    assertThat(mails("third part")).isEqualTo(1);
  }

  @Test
  @Order(3)
  void aTextOf459CharactersIsSubmittedAsThreeSegmentsAndReadAsOne() {
    String text = "abcdefghi ".repeat(45) + "123456789";
    gateway.mail("39333770003@sms.example.com", "", text);
    gateway.net.awaitText("+39333770003", text);
    assertThat(gateway.net.submits("+39333770003")).hasSize(3);
    Sms sms = gateway.net.network().phone("+39333770003").inbox().get(0);
    assertThat(sms.text()).hasSize(459);
  }

  @Test
  @Order(3)
  void aTextWithEmojiArrivesAsItWasWritten() {
    String text = "Тест 🙂 e 👩‍💻 ok";
    gateway.mail("39333770004@sms.example.com", "", text);
    gateway.net.awaitText("+39333770004", text);
    gateway.net.send("+393338880004", "🙂 back: Ж");
    gateway.mailbox.await("with the emoji", m -> m.text().contains("🙂 back: Ж"));
  }

  @Test
  @Order(3)
  void aFinalFailureIsToldInTheConfirmation() {
    gateway.net.network().reports(Reports.failed(0x46, Duration.ZERO));
    try {
      gateway.mail("39333770005@sms.example.com", "confirm", "will not arrive");
      Mailbox.Mail mail =
          gateway.mailbox.await("that tells the failure", m -> m.text().contains("39333770005"));
      assertThat(mail.text()).contains("NOT delivered");
      assertThat(gateway.net.texts("+39333770005")).isEmpty();
    } finally {
      gateway.net.network().reports(Reports.delivered(Duration.ZERO));
    }
  }

  @Test
  @Order(4)
  void aModemThatIsUnpluggedDuringTrafficSendsEverythingAndNothingTwiceUnflagged()
      throws InterruptedException {
    int before = gateway.net.submits().size();
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      numbers.add("+39333771%03d".formatted(i));
      gateway.mail(numbers.get(i).substring(1) + "@sms.example.com", "", "traffic " + i);
      if (i == 10) {
        assertThat(gateway.net.network().awaitAccepted(before + 5, GatewayFixture.LIMIT)).isTrue();
        gateway.net.modem().unplug();
      }
    }
    Await.until(
        "the absence is noticed",
        GatewayFixture.LIMIT,
        () -> modems().lines().anyMatch(l -> l.contains("north") && l.contains("RECOVERING")));
    gateway.net.modem().replug();
    for (int i = 0; i < 30; i++) {
      gateway.net.awaitText(numbers.get(i), "traffic " + i);
    }
    settled(numbers);
    for (String number : numbers) {
      List<Submit> submits = gateway.net.submits(number);
      // A second submit is legal only where the operator is told of it.
      assertThat(submits.size() == 1 || mayBeTwice(number)).as(number).isTrue();
    }
  }

  @Test
  @Order(5)
  void aSubmitThatWasCutOffAfterItsAcceptanceIsSettledByTheReportAndNotSentAgain() {
    cutOff("+39333770006", true);
    Await.until(
        "the report settles it",
        GatewayFixture.LIMIT,
        () -> gateway.show("+39333770006").contains("DELIVERED"));
    flows("+39333770007");
    assertThat(gateway.net.submits("+39333770006")).hasSize(1);
    assertThat(mayBeTwice("+39333770006")).isFalse();
  }

  @Test
  @Order(5)
  void aSubmitThatWasCutOffBeforeItsAcceptanceIsSentAgainOnceAndFlagged() {
    cutOff("+39333770008", false);
    gateway.net.awaitText("+39333770008", "cut off");
    flows("+39333770009");
    assertThat(gateway.net.submits("+39333770008")).hasSize(1);
    assertThat(mayBeTwice("+39333770008")).isTrue();
  }

  private void cutOff(String number, boolean accepted) {
    gateway.net.modem().fault(new Fault.UnplugInSubmit(accepted));
    gateway.mail(number.substring(1) + "@sms.example.com", "", "cut off");
    try {
      Await.until(
          "it is unknown", GatewayFixture.LIMIT, () -> gateway.show(number).contains("UNKNOWN"));
    } finally {
      gateway.net.modem().replug();
    }
  }

  private void flows(String number) {
    gateway.mail(number.substring(1) + "@sms.example.com", "", "flows");
    gateway.net.awaitText(number, "flows");
  }

  @Test
  @Order(5)
  void overALineThatLosesAnswersEverythingArrivesAndNothingTwiceUnflagged() throws Exception {
    List<String> numbers = IntStream.range(0, 20).mapToObj("+39333780%03d"::formatted).toList();
    int before = gateway.net.submits().size();
    gateway.net.modem().fault(new Fault.LossyAnswers(0.05, 7));
    try {
      numbers.forEach(n -> gateway.mail(n.substring(1) + "@sms.example.com", "", "lossy " + n));
      assertThat(gateway.net.network().awaitAccepted(before + 5, GatewayFixture.LIMIT)).isTrue();
      gateway.net.modem().unplug();
      gateway.net.modem().replug();
      Await.until(
          "all have arrived",
          GatewayFixture.LIMIT.multipliedBy(2),
          () -> numbers.stream().allMatch(n -> gateway.net.texts(n).contains("lossy " + n)));
    } finally {
      gateway.net.modem().fault(new Fault.LossyAnswers(0, 7));
    }
    settled(numbers);
    assertThat(numbers).allMatch(n -> gateway.net.submits(n).size() == 1 || mayBeTwice(n));
  }

  @ParameterizedTest
  @Order(5)
  @MethodSource("faults")
  void aModemThatMisbehavesIsBroughtBackAndNothingIsLost(String number, Fault fault) {
    gateway.net.modem().fault(fault);
    gateway.net.send(number, "from " + number);
    flows(number);
    assertThat(gateway.net.submits(number).size() == 1 || mayBeTwice(number)).isTrue();
    gateway.mailbox.await("with the SMS", m -> m.text().contains("from " + number));
    assertThat(mails("from " + number)).isEqualTo(1);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("+393337701001", new Fault.Flood(1_000_000)),
        Arguments.of(
            "+393337701002", new Fault.Drip(Duration.ofMillis(300), Duration.ofSeconds(3))),
        Arguments.of("+393337701003", new Fault.Hang(Duration.ofSeconds(8))),
        Arguments.of("+393337701004", new Fault.Reboot(Duration.ofSeconds(1))));
  }

  /** Longer than for a command, for a final result or for one probe is waited. */
  @Test
  @Order(5)
  @EnabledOnOs(OS.LINUX)
  void aProcessThatStoodStillForElevenSecondsDeclaresNoModemDeadAndMissesNothing()
      throws Exception {
    String number = "+39333770010";
    long steps = steps();
    int typed = gateway.net.ctrlZ().length;
    gateway.net.modem().fault(new Fault.HoldSubmits(true));
    gateway.mail(number.substring(1) + "@sms.example.com", "", "stood still");
    Await.until("it is typed", GatewayFixture.LIMIT, () -> gateway.net.ctrlZ().length > typed);
    signal("-STOP");
    try {
      gateway.net.modem().fault(new Fault.HoldSubmits(false));
      gateway.net.send(number, "while it stood still");
      TimeUnit.SECONDS.sleep(11);
    } finally {
      signal("-CONT");
    }
    gateway.mailbox.await("with the SMS", m -> m.text().contains("while it stood still"));
    Await.until(
        "it is delivered", GatewayFixture.LIMIT, () -> gateway.show(number).contains("DELIVERED"));
    assertThat(gateway.show(number)).doesNotContain("UNKNOWN");
    assertThat(gateway.net.submits(number)).hasSize(1);
    assertThat(mails("while it stood still")).isEqualTo(1);
    assertThat(steps()).isEqualTo(steps);
  }

  /** Steps of recovery that were logged. */
  private long steps() {
    return gateway.container.log().lines().filter(l -> l.contains("steps since the start")).count();
  }

  private void signal(String signal) throws Exception {
    String pid = String.valueOf(gateway.container.pid());
    assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
  }

  @Test
  @Order(6)
  void aWrongPinIsNeverTriedTwice() {
    Await.until(
        "the wrong PIN was tried", GatewayFixture.LIMIT, () -> south.modem().sim().pinTries() < 3);
    Await.until("the modem is blocked", GatewayFixture.LIMIT, this::southIsBlocked);
    gateway.container.stop();
    gateway.container.start();
    Await.until("the modem is blocked again", GatewayFixture.LIMIT, this::southIsBlocked);
    assertThat(south.modem().sim().pinTries()).isEqualTo(2);
    assertThat(gateway.container.shell("sms:status")).contains("PIN");
  }

  private boolean southIsBlocked() {
    return modems().lines().anyMatch(l -> l.contains("south") && l.contains("BLOCKED"));
  }

  /** What has arrived may be sent once more until then, and would meet the next test's fault. */
  private void settled(List<String> numbers) {
    Await.until(
        "the gateway knows that all have arrived",
        GatewayFixture.LIMIT,
        () -> {
          String delivered = gateway.container.shell("sms:list --out --state DELIVERED -n 200");
          return numbers.stream().allMatch(delivered::contains);
        });
  }

  private boolean mayBeTwice(String number) {
    return gateway.show(number).contains(" yes ");
  }

  private String modems() {
    return gateway.container.shell("sms:modem-list");
  }

  private long mails(String text) {
    return gateway.mailbox.mails().stream().filter(m -> flat(m).contains(text)).count();
  }

  private static String flat(Mailbox.Mail mail) {
    return mail.text().replace("\n", "").replace("=20", " ");
  }
}
