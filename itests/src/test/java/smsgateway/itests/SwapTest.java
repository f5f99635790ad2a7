package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import smsgateway.emulator.Counters;
import smsgateway.emulator.Fault;
import smsgateway.emulator.Reports;

/**
 * Parts are exchanged while a submit stands between its Ctrl-Z and its result: the service centre
 * keeps it there until the exchange was seen to have begun, so no speed of the machine matters.
 * There are no status reports: what is SUBMITTED in the end has never been unknown.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SwapTest {
  private static final String STOP = "smsgateway.modem.internal.SerialModem.stop";
  private static final int BEHIND = 2;

  /** A class of each bundle that is exchanged; there is one loader of each. */
  private static final List<String> CLASSES =
      List.of(
          "smsgateway.driver.generic.internal.GenericDriver",
          "smsgateway.pdu.internal.PduCodecService",
          "smsgateway.modem.internal.SerialModem",
          "smsgateway.routing.internal.MessageProcessor",
          "smsgateway.mail.internal.SmtpListener",
          "smsgateway.reporting.internal.OverallHealth");

  private static final Map<String, Long> THREADS =
      Stream.of(
              "mail-accept",
              "mail-delivery",
              "mail-listener",
              "modem-north",
              "modem-north-reader",
              "processor",
              "retention",
              "store")
          .collect(Collectors.toMap("smsgateway-"::concat, name -> 1L));

  private final List<String> numbers = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private GatewayFixture gateway;
  private Swap swap;
  private Counters counters;
  private String driver = "";
  private int swaps;

  @BeforeAll
  void start() {
    gateway = new GatewayFixture("swap").start();
    swap = new Swap(gateway.container);
    counters = gateway.net.modem().counters();
    gateway.net.network().reports(Reports.none());
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  @Order(1)
  void twentyExchangesInTheMiddleOfASubmitLoseDoubleAndLeaveNothing() {
    for (int round = 0; round < 4; round++) {
      updateTheDriver();
    }
    for (int round = 0; round < 3; round++) {
      deployADriverAndTakeItBack();
    }
    for (String bundle : List.of("routing", "mail", "reporting", "routing", "mail", "reporting")) {
      updateAtOnce(bundle);
    }
    for (String bundle : List.of("modem", "pdu", "modem", "pdu")) {
      updateAndAwaitStop(bundle);
    }
    assertThat(swaps).isEqualTo(20);
    everyPartWorks();
    nothingIsLostDoubledOrUnknown();
    nothingIsLeftBehind();
  }

  /**
   * A connection of the pool keeps what its parser and its statements have thrown or warned of, and
   * with it the classes of whoever called. It holds a few revisions at most and ends with the
   * connection; so the pool is renewed before every bundle is asked for.
   */
  private void nothingIsLeftBehind() {
    awaitOneLoader(CLASSES.subList(0, 2));
    String pool = swap.id("smsgateway.store");
    assertThat(gateway.container.shell("bundle:restart " + pool)).isBlank();
    gateway.ready();
    awaitOneLoader(CLASSES);
    Map<String, Long> threads = Inspection.of(gateway.container, CLASSES).ownThreads();
    // They come and go with the mail server's connections.
    threads.remove("smsgateway-mail-session");
    assertThat(threads).isEqualTo(THREADS);
    everyPartWorks();
  }

  /** A thread of Karaf's pools keeps the loaders of its starter until it ends: hence the limit. */
  private void awaitOneLoader(List<String> classes) {
    Await.until(
        "there is one loader of each of " + classes,
        Duration.ofSeconds(75),
        () ->
            Inspection.of(gateway.container, classes).loaders().values().stream()
                .allMatch(loaders -> loaders == 1));
  }

  @Test
  @Order(2)
  void aStopOfTheProcessAwaitsTheResultAndStoresIt() throws Exception {
    String number = standing();
    long submits = counters.accepted();
    gateway.container.terminate();
    Await.until(
        "the stop reaches the modem",
        GatewayFixture.LIMIT,
        () -> Inspection.isIn(gateway.container, STOP));
    assertThat(gateway.container.alive()).isTrue();
    assertThat(counters.accepted()).isEqualTo(submits);
    release();
    assertThat(gateway.container.ended(Duration.ofSeconds(90))).isTrue();
    assertThat(gateway.net.submits(number)).hasSize(1);
    gateway.container.start();
    gateway.ready();
    everyPartWorks();
    assertThat(gateway.net.submits(number)).hasSize(1);
    assertThat(gateway.show(number)).contains("SUBMITTED").doesNotContain("UNKNOWN");
  }

  private void updateTheDriver() {
    String version = swap.nextVersion();
    standing();
    CompletableFuture<String> update = swap.update(Swap.DRIVER, version);
    assertThat(update.join()).isBlank();
    swap.awaitActive(Swap.DRIVER, version);
    stillStanding();
    release();
    awaitSetUp(version);
    driver = version;
  }

  /** Two exchanges: the higher version wins, and deleting it returns to the former one. */
  private void deployADriverAndTakeItBack() {
    String former = driver;
    String version = swap.nextHigherVersion();
    standing();
    Path file = swap.deploy(version);
    swap.awaitActive(Swap.DRIVER, version);
    stillStanding();
    release();
    awaitSetUp(version);
    long setUps = counters.lines(Swap.mark(former));
    standing();
    Disk.delete(file);
    swap.awaitGone(Swap.DRIVER, version);
    stillStanding();
    release();
    Await.until(
        "the modem is set up by the former driver",
        GatewayFixture.LIMIT,
        () -> counters.lines(Swap.mark(former)) > setUps);
  }

  private void awaitSetUp(String version) {
    Await.until(
        "the modem is set up by driver " + version,
        GatewayFixture.LIMIT,
        () -> counters.lines(Swap.mark(version)) > 0);
  }

  /** Nothing of these bundles has a part in a submit: they are exchanged while it stands. */
  private void updateAtOnce(String bundle) {
    String version = swap.nextVersion();
    standing();
    assertThat(swap.update(bundle, version).join()).isBlank();
    swap.awaitActive(bundle, version);
    stillStanding();
    release();
  }

  /** The modem is stopped: that waits for the result. */
  private void updateAndAwaitStop(String bundle) {
    String version = swap.nextVersion();
    standing();
    CompletableFuture<String> update = swap.update(bundle, version);
    Await.until(
        "the stop reaches the modem",
        GatewayFixture.LIMIT,
        () -> Inspection.isIn(gateway.container, STOP));
    assertThat(update).isNotDone();
    stillStanding();
    release();
    assertThat(update.join()).isBlank();
    swap.awaitActive(bundle, version);
  }

  /** Brings a submit between Ctrl-Z and result, further ones behind it, and an SMS for a user. */
  private String standing() {
    swaps++;
    gateway.ready();
    Await.until("all is sent", GatewayFixture.LIMIT, () -> counters.accepted() == numbers.size());
    gateway.net.modem().fault(new Fault.HoldSubmits(true));
    for (int i = 0; i <= BEHIND; i++) {
      String number = "+39333770%04d".formatted(numbers.size());
      numbers.add(number);
      assertThat(gateway.mail(number.substring(1) + "@sms.example.com", "", "to " + number))
          .startsWith("250");
    }
    String text = "inbound number " + texts.size() + ".";
    texts.add(text);
    gateway.net.send("+393338889000", text);
    Await.until("a submit stands", GatewayFixture.LIMIT, () -> typed() == counters.accepted() + 1);
    return numbers.get(numbers.size() - BEHIND - 1);
  }

  private void stillStanding() {
    assertThat(typed()).as("Ctrl-Z seen").isEqualTo(counters.accepted() + 1);
    assertThat(counters.accepted()).isEqualTo(numbers.size() - BEHIND - 1);
  }

  private int typed() {
    return counters.typedNanos().size();
  }

  private void release() {
    gateway.net.modem().fault(new Fault.HoldSubmits(false));
  }

  private void everyPartWorks() {
    Await.until("all is sent", GatewayFixture.LIMIT, () -> counters.accepted() == numbers.size());
    Await.until("all mails have arrived", GatewayFixture.LIMIT, () -> mailed().containsAll(texts));
    Await.until("all is GREEN", GatewayFixture.LIMIT, this::green);
  }

  private boolean green() {
    return gateway.container.http("/smsgateway/health").equals("200\n{\"status\":\"GREEN\"}");
  }

  private void nothingIsLostDoubledOrUnknown() {
    Await.until(
        "all outcomes are stored",
        GatewayFixture.LIMIT,
        () -> gateway.container.metric("smsgateway_segments", "SUBMITTED") >= numbers.size());
    assertThat(numbers).allSatisfy(n -> assertThat(gateway.net.submits(n)).hasSize(1));
    assertThat(gateway.net.submits()).hasSize(numbers.size());
    assertThat(mailed()).containsExactlyInAnyOrderElementsOf(texts);
    assertThat(gateway.container.metric("smsgateway_segments", ""))
        .isEqualTo(gateway.container.metric("smsgateway_segments", "SUBMITTED"))
        .isEqualTo(numbers.size());
  }

  private List<String> mailed() {
    return gateway.mailbox.mails().stream()
        .map(m -> m.text().strip())
        .filter(t -> t.startsWith("inbound number"))
        .toList();
  }
}
