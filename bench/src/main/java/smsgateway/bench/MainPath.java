package smsgateway.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import smsgateway.itests.Await;
import smsgateway.itests.Container;
import smsgateway.itests.Mailbox;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.Smtp;

/**
 * The figures of the main path: rate, use of a paced line, latency, start, memory and processor
 * time, all on the assembled distribution with its shipped flags and Derby's default durability.
 *
 * <p>Arguments: number of runs per figure (5), requests per rate run (10000).
 */
public final class MainPath {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String TEXT_160 = "0123456789".repeat(16);
  private static final int OCTETS_AT_115200 = 11_520;

  /** SMS-SUBMIT of 160 septets: the same length on the line as {@link #TEXT_160}. */
  private static final String TPDU_160 = "31000C919333000000000000A7A0" + "00".repeat(140);

  private static final String TEXT_63 = "0123456789".repeat(6) + "abc";

  private final int runs;
  private final int requests;
  private final List<String> table = new ArrayList<>();

  private MainPath(int runs, int requests) {
    this.runs = runs;
    this.requests = requests;
  }

  /** Runs all measurements and prints the table. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int requests = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    new MainPath(runs, requests).measure();
  }

  private void measure() {
    double[] rates = new double[runs];
    double[] memory = new double[runs];
    double[] cpu = new double[runs];
    double[] starts = new double[runs];
    double[] p50 = new double[runs];
    double[] p99 = new double[runs];
    double[] wire = new double[runs];
    for (int run = 0; run < runs; run++) {
      System.out.printf("run %d of %d%n", run + 1, runs);
      try (Rig rig = new Rig("rate-" + run)) {
        rates[run] = rig.rate(requests, TEXT_63);
        memory[run] = ProcessFigures.residentMegabytes(rig.container.pid());
        cpu[run] = rig.cpuPerThousand;
        double[] latencies = rig.latencies(500);
        p50[run] = Figures.percentile(0.50, latencies);
        p99[run] = Figures.percentile(0.99, latencies);
        starts[run] = rig.restart();
      }
      wire[run] = paced();
    }
    row(
        "one modem, no latency, %d requests waiting".formatted(requests),
        Figures.median(rates),
        "SMS/s",
        ">= 400");
    row(
        "pty at 115,200 bit/s, 160 characters, share of a bare client",
        Figures.median(wire) * 100,
        "%",
        ">= 95");
    row("SMTP DATA done to Ctrl-Z, p50 of 500 mails", Figures.median(p50), "ms", "<= 50");
    row("SMTP DATA done to Ctrl-Z, p99 of 500 mails", Figures.median(p99), "ms", "<= 200");
    row("process start to the first Ctrl-Z, second start", Figures.median(starts), "s", "<= 5");
    row(
        "resident memory after %d messages, web console on".formatted(requests),
        Figures.median(memory),
        "MB",
        "<= 220");
    row("processor time per 1,000 SMS sent", Figures.median(cpu), "s", "<= 2");
    table.forEach(System.out::println);
  }

  private void row(String what, double value, String unit, String goal) {
    table.add("| %-68s | %8.2f %-5s | %-6s |".formatted(what, value, unit, goal));
  }

  /** The gateway's rate on a paced line as a share of the bare client's, with the same PDU. */
  private static double paced() {
    double bare;
    try (PhoneNet net = PhoneNet.paced(OCTETS_AT_115200)) {
      bare = BareClient.rate(net, TPDU_160, 300);
    }
    try (Rig rig = new Rig("paced", PhoneNet.paced(OCTETS_AT_115200))) {
      return rig.rate(300, TEXT_160) / bare;
    }
  }

  /** A gateway whose modem is added later, so that requests can wait for it. */
  private static final class Rig implements AutoCloseable {
    final PhoneNet net;
    final Mailbox mailbox = new Mailbox();
    final int smtpPort = Container.freePort();
    final Container container;
    double cpuPerThousand;

    Rig(String name) {
      this(name, new PhoneNet());
    }

    Rig(String name, PhoneNet net) {
      this.net = net;
      container = new Container("bench-" + name);
      container
          .etc(
              "smsgateway.routing.cfg",
              "gatewayAddress = sms@example.com",
              "domains = sms.example.com=example.com",
              "country = 39",
              "operatorAddress = operator@example.com")
          .etc("smsgateway.mail.listener.cfg", "port = " + smtpPort)
          .etc(
              "smsgateway.mail.delivery.cfg",
              "host = 127.0.0.1",
              "port = " + mailbox.port(),
              "tls = none",
              "from = sms@example.com");
      container.start();
      container.shell("sms:user-add anna@example.com --rights users+external+reply --default");
      Await.until("the listener greets", LIMIT, () -> Smtp.answers(smtpPort));
    }

    /** SMS per second from the first to the last Ctrl-Z, all requests planned beforehand. */
    double rate(int count, String text) {
      submitMails(count, text);
      Await.until("all requests are planned", LIMIT, () -> metric("QUEUED") >= count);
      Duration before = ProcessFigures.cpu(container.pid());
      net.forget();
      container.etc("smsgateway.modem-north.cfg", "port = " + net.path(), "baud = 115200");
      Await.until("all are sent", LIMIT, () -> net.ctrlZ().length >= count);
      long[] times = net.ctrlZ();
      Duration used = ProcessFigures.cpu(container.pid()).minus(before);
      cpuPerThousand = used.toMillis() / 1000.0 / count * 1000;
      return (count - 1) / ((times[count - 1] - times[0]) / 1e9);
    }

    private void submitMails(int count, String text) {
      int perMail = 50;
      try (Smtp smtp = new Smtp(smtpPort)) {
        for (int sent = 0; sent < count; sent += perMail) {
          int from = sent;
          List<String> recipients =
              IntStream.range(from, Math.min(count, from + perMail))
                  .mapToObj(i -> "39333%07d@sms.example.com".formatted(i))
                  .toList();
          require(smtp.send("anna@example.com", recipients, mail(text)));
        }
      }
    }

    /** Milliseconds from the reply to DATA to Ctrl-Z on the modem, one mail at a time. */
    double[] latencies(int count) {
      double[] result = new double[count];
      try (Smtp smtp = new Smtp(smtpPort)) {
        for (int i = 0; i < count; i++) {
          net.forget();
          require(
              smtp.send(
                  "anna@example.com",
                  List.of("39334%07d@sms.example.com".formatted(i)),
                  mail(TEXT_63)));
          long done = System.nanoTime();
          Await.until("the SMS is sent", LIMIT, () -> net.ctrlZ().length > 0);
          result[i] = Math.max(0, (net.ctrlZ()[0] - done) / 1e6);
        }
      }
      return result;
    }

    /**
     * Seconds from the start of the process to Ctrl-Z of an SMS that waited for it; the second
     * start of the rig.
     */
    double restart() {
      net.modem().unplug();
      container.shell("sms:send +393339999999 waiting");
      Await.until("it is planned", LIMIT, () -> metric("QUEUED") >= 1);
      container.stop();
      net.modem().replug();
      net.forget();
      long start = System.nanoTime();
      container.launch();
      Await.until("the SMS is sent", LIMIT, () -> net.ctrlZ().length > 0);
      return (net.ctrlZ()[0] - start) / 1e9;
    }

    private double metric(String state) {
      return container.metric("smsgateway_segments", state);
    }

    private static String mail(String text) {
      return """
          From: <anna@example.com>
          Subject: bench
          Message-ID: <%s@client.example.com>
          Date: Mon, 23 Nov 2026 10:00:00 +0100

          %s
          """
          .formatted(UUID.randomUUID(), text);
    }

    private static void require(String reply) {
      if (!reply.startsWith("250")) {
        throw new IllegalStateException("the gateway says: " + reply);
      }
    }

    @Override
    public void close() {
      container.close();
      net.close();
      mailbox.close();
    }
  }
}
