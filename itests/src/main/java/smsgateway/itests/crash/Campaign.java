package smsgateway.itests.crash;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import smsgateway.emulator.Reports;
import smsgateway.itests.Await;
import smsgateway.itests.Container;
import smsgateway.itests.Mailbox;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.Smtp;
import smsgateway.itests.halt.HaltAgent;
import smsgateway.itests.halt.HaltPoint;

/**
 * Ends a gateway in traffic again and again, then lets it come to rest and checks that nothing was
 * lost and nothing happened twice. In half of the kills the network takes 300 ms for a submit. The
 * seed decides how and about when the process ends; what it hits depends on the machine.
 */
public final class Campaign implements AutoCloseable {
  static final String USER = "anna@example.com";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration REST = Duration.ofMinutes(2);
  private static final Duration HALT_LIMIT = Duration.ofSeconds(30);
  private static final Duration LATENCY = Duration.ofMillis(300);
  private static final int LONGEST_WAIT = 700;
  private static final int SLOTS = 50;

  private final List<HaltPoint> points;
  private final int kills;
  private final int messages;
  private final long seed;
  private final Random random;
  // With a storage for status reports: one that comes while the gateway is down is not lost.
  private final PhoneNet net = new PhoneNet(s -> s.withStorages(storages()));
  private final Mailbox mailbox = new Mailbox();
  private final int smtpPort = Container.freePort();
  private final Container container = new Container("crash");
  private final Ledger ledger = new Ledger();
  private final Moments moments = new Moments(net);
  private final List<Kill> done = new ArrayList<>();
  private boolean reporting = true;
  private long silent;

  /** A campaign over all halt points. */
  public Campaign(int kills, int messages, long seed) {
    this(kills, messages, seed, List.of());
  }

  /**
   * @param kills how often the process is ended, half of them at halt points
   * @param messages recipients that are sent to in all
   * @param seed repeats the plan of another campaign
   * @param points the halt points in turn; empty = all in random order
   */
  public Campaign(int kills, int messages, long seed, List<HaltPoint> points) {
    this.kills = kills;
    this.messages = messages;
    this.seed = seed;
    this.random = new Random(seed);
    this.points = points.isEmpty() ? shuffled(random) : points;
    container
        .routing("unknownWaitSeconds = 3")
        .mail(smtpPort, mailbox)
        .etc("smsgateway.modem-north.cfg", "port = " + net.path(), "baud = 115200");
  }

  /** In this order: the first one takes what is received. */
  private static Map<String, Integer> storages() {
    Map<String, Integer> storages = new LinkedHashMap<>();
    storages.put("SM", SLOTS);
    storages.put("SR", SLOTS);
    return storages;
  }

  /** Runs to the end, which includes an orderly stop. */
  public Verdict run() throws InterruptedException {
    System.out.printf("crash campaign: %d kills, %d messages, seed %d%n", kills, messages, seed);
    container.start();
    container.shell(
        "sms:user-add " + USER + " --rights users+external+reply --quota 1000000 --default");
    Await.until("the listener greets", LIMIT, () -> Smtp.answers(smtpPort));
    Traffic traffic = new Traffic(ledger, net, smtpPort, messages, seed);
    traffic.start();
    end(1, "", moments.now());
    for (int i = 2; i <= kills; i++) {
      cycle(i, i % 2 == 0 ? "" : points.get((i / 2 - 1) % points.size()).label());
    }
    launch("");
    net.modem().latency(Duration.ZERO);
    reports(true);
    Await.until("all mails are acknowledged", LIMIT.multipliedBy(10), traffic::done);
    traffic.stop();
    rest();
    container.stop();
    return check();
  }

  /** All points in random order; two of the first ten leave an outcome unknown. */
  private static List<HaltPoint> shuffled(Random random) {
    List<HaltPoint> points = new ArrayList<>(Arrays.asList(HaltPoint.values()));
    Collections.shuffle(points, random);
    points.add(random.nextInt(5), HaltPoint.SUBMIT_AFTER_CTRL_Z);
    points.add(random.nextInt(10), HaltPoint.OUTCOME_WRITTEN);
    return points;
  }

  private void cycle(int number, String point) throws InterruptedException {
    net.modem().latency(number / 2 % 2 == 0 ? LATENCY : Duration.ZERO);
    reports(random.nextInt(5) > 0);
    long started = moments.now();
    net.forget();
    launch(point);
    end(number, point, started);
  }

  /** From now on the network sends status reports, or none. */
  private void reports(boolean sent) {
    if (sent != reporting) {
      // One submit may be accepted just now, under either rule.
      silent += (sent ? 1 : -1) * net.network().accepted() + 1;
      reporting = sent;
    }
    net.network().reports(sent ? Reports.delivered(LATENCY) : Reports.none());
  }

  /** Submits of which no report ever reached the gateway's modem. */
  private long unreported() {
    return silent + net.modem().counters().lostReports();
  }

  private void launch(String point) {
    // Every third passage at most, or a point of the start would never be passed so often.
    int passage = point.startsWith("session") ? 1 : 1 + random.nextInt(3);
    container.env(
        "KARAF_OPTS",
        point.isEmpty() ? "" : HaltAgent.options(container.base(), HaltPoint.of(point), passage));
    container.launch();
  }

  /** Waits for the halt, or for some Ctrl-Z and a random moment after it, and ends the process. */
  private void end(int number, String point, long started) throws InterruptedException {
    boolean halted = !point.isEmpty() && container.ended(HALT_LIMIT);
    if (!halted) {
      int submits = 1 + random.nextInt(3);
      // The point may also be passed just now, on a machine where everything takes long.
      Await.until(
          "work after start " + number,
          LIMIT,
          () -> net.ctrlZ().length >= submits || container.ended(Duration.ZERO));
      halted = container.ended(Duration.ofMillis(random.nextInt(LONGEST_WAIT)));
    }
    container.kill();
    String how = halted ? point : point.isEmpty() ? "SIGKILL" : "SIGKILL, not passed: " + point;
    long[] typed = net.ctrlZ();
    double first = typed.length == 0 ? -1 : (moments.millis(typed[0]) - started) / 1000.0;
    Kill kill = new Kill(number, how, started, moments.now(), first);
    done.add(kill);
    System.out.printf("%s%n", kill);
  }

  /** Until no row waits for anything but a report that was never sent. */
  private void rest() {
    try {
      Await.until("the gateway comes to rest", REST, this::rests);
    } catch (AssertionError e) {
      // The checker says what is missing.
      System.out.println(e.getMessage());
    }
  }

  private boolean rests() {
    try {
      return container.metric("smsgateway_store_up", "") == 1
          && waiting() == 0
          && container.metric("smsgateway_segments", "SUBMITTED") <= unreported()
          && net.modem().waiting() == 0
          && mailed();
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private boolean mailed() {
    String all = mailbox.mails().stream().map(Mailbox.Mail::text).collect(Collectors.joining("\n"));
    return ledger.sms().stream().allMatch(all::contains);
  }

  private double waiting() {
    return container.metric("smsgateway_segments", "QUEUED")
        + container.metric("smsgateway_segments", "SUBMITTING")
        + container.metric("smsgateway_segments", "UNKNOWN")
        + container.metric("smsgateway_requests", "ACCEPTED")
        + container.metric("smsgateway_pdus_waiting", "")
        + container.metric("smsgateway_mails", "");
  }

  private Verdict check() {
    try (Rows rows = new Rows(container.base().resolve("db/smsgateway"))) {
      Checker checker = new Checker(ledger, net, mailbox.mails(), rows, unreported());
      List<String> faults = checker.check();
      return new Verdict(seed, done, moments.phases(done, rows), faults, summary(checker, rows));
    }
  }

  private String summary(Checker checker, Rows rows) {
    return "%d recipients acknowledged, %d mails repeated, %d SMS received, %d submits, %d unknown outcomes, %d doubles, %d given up and told"
        .formatted(
            ledger.acknowledged().size(),
            ledger.repeats(),
            ledger.sms().size(),
            net.submits().size(),
            rows.number("SELECT COUNT(*) FROM transition WHERE to_state = 'UNKNOWN'"),
            checker.doubles(),
            checker.undetermined());
  }

  @Override
  public void close() {
    container.close();
    net.close();
    mailbox.close();
  }
}
