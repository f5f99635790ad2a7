package smsgateway.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import smsgateway.api.MessageQueue;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.itests.Await;
import smsgateway.itests.Container;
import smsgateway.itests.Mailbox;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.ProcessFigures;
import smsgateway.itests.Smtp;
import smsgateway.store.internal.SqlQueue;
import smsgateway.store.internal.SteadyClock;

/**
 * How fast a gateway comes back: after SIGKILL in traffic, and after SIGKILL with a long queue,
 * whose claim is then measured in the store alone on the same rows.
 *
 * <p>Arguments: restarts (5), length of the queue (100000).
 */
public final class Restarts {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final int IN_TRAFFIC = 2_000;
  private static final int IN_HAND = 50;
  private static final int CLAIMS = 2_000;
  private static final int PER_MAIL = 50;

  private final PhoneNet net = new PhoneNet(settings -> settings.withLatency(LATENCY));
  private final Mailbox mailbox = new Mailbox();
  private final int smtpPort = Container.freePort();
  private final Container container = new Container("bench-restarts");
  private final List<String> table = new ArrayList<>();
  private int recipients;

  private Restarts() {
    container.routing().mail(smtpPort, mailbox);
  }

  /** Measures and prints the table. */
  public static void main(String[] arguments) throws InterruptedException, StoreException {
    Locale.setDefault(Locale.ROOT);
    int restarts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int backlog = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    Restarts bench = new Restarts();
    try {
      bench.measure(restarts, backlog);
    } finally {
      bench.container.close();
      bench.net.close();
      bench.mailbox.close();
    }
    bench.table.forEach(System.out::println);
    System.exit(0);
  }

  private void measure(int restarts, int backlog) throws InterruptedException, StoreException {
    container.start();
    container.shell("sms:user-add anna@example.com --rights users+external --default");
    Await.until("the listener greets", LIMIT, () -> Smtp.answers(smtpPort));
    accept(IN_TRAFFIC);
    container.etc("smsgateway.modem-north.cfg", "port = " + net.path(), "baud = 115200");
    double[] seconds = new double[restarts];
    for (int i = 0; i < restarts; i++) {
      int before = net.ctrlZ().length;
      Await.until("SMS leave", LIMIT, () -> net.ctrlZ().length >= before + IN_HAND);
      seconds[i] = killAndStart();
    }
    row("SIGKILL in traffic, start to first SMS", Figures.median(seconds), "s", "<= 6");
    net.modem().unplug();
    accept(backlog);
    net.modem().replug();
    int before = net.ctrlZ().length;
    Await.until("SMS leave", LIMIT, () -> net.ctrlZ().length > before + IN_HAND);
    row("the same with %d queued".formatted(backlog), killAndStart(), "s", "<= 20");
    row("used heap then, after a collection", heap(), "MB", "<= 128");
    row("resident memory then", ProcessFigures.residentMegabytes(container.pid()), "MB", "");
    container.kill();
    claims(container.base().resolve("db/smsgateway"));
  }

  /** Seconds from the start of the process to the first Ctrl-Z. */
  private double killAndStart() throws InterruptedException {
    container.kill();
    net.forget();
    long start = System.nanoTime();
    container.launch();
    Await.until("an SMS leaves", LIMIT, () -> net.ctrlZ().length > 0);
    return (net.ctrlZ()[0] - start) / 1e9;
  }

  /** Hands over mails and waits until all are planned. */
  private void accept(int count) {
    try (Smtp smtp = new Smtp(smtpPort)) {
      for (int sent = 0; sent < count; sent += PER_MAIL) {
        List<String> to =
            IntStream.range(recipients, recipients + PER_MAIL)
                .mapToObj(i -> "39333%07d@sms.example.com".formatted(i))
                .toList();
        recipients += PER_MAIL;
        String reply = smtp.send("anna@example.com", to, mail());
        if (!reply.startsWith("250")) {
          throw new IllegalStateException("the gateway says: " + reply);
        }
      }
    }
    Await.until("all are planned", LIMIT, () -> queued() >= count);
  }

  private double queued() {
    return container.metric("smsgateway_segments", "QUEUED");
  }

  private String mail() {
    return """
        From: <anna@example.com>
        Subject: bench
        Message-ID: <restarts-%d@client.example.com>
        Date: Mon, 23 Nov 2026 10:00:00 +0100

        one of many
        """
        .formatted(recipients);
  }

  private double heap() {
    ProcessFigures.collect(container.pid());
    return ProcessFigures.heapMegabytes(container.pid());
  }

  /** Claim and outcome one after the other, as a modem asks, each with its flush. */
  private void claims(Path database) throws StoreException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:derby:" + database + ";user=smsgateway;password=smsgateway");
    try (HikariDataSource dataSource = new HikariDataSource(config)) {
      MessageQueue queue = new SqlQueue(dataSource, new SteadyClock());
      double[] millis = new double[CLAIMS];
      long session = queue.openSession("north", net.modem().imsi());
      for (int i = -CLAIMS; i < CLAIMS; i++) {
        long start = System.nanoTime();
        Submit submit = queue.nextSubmit(session).orElseThrow();
        if (i >= 0) {
          millis[i] = (System.nanoTime() - start) / 1e6;
        }
        queue.advance(
            session, submit.segmentId(), new SubmitOutcome.Submitted((i + CLAIMS) % 256), false);
      }
      row("claim with its commit, store alone, p50", Figures.percentile(0.5, millis), "ms", "<= 2");
      row("claim with its commit, store alone, p99", Figures.percentile(0.99, millis), "ms", "");
    }
  }

  private void row(String what, double value, String unit, String goal) {
    String line = "| %-45s | %8.2f %-3s | %-6s |".formatted(what, value, unit, goal);
    System.out.println(line);
    table.add(line);
  }
}
