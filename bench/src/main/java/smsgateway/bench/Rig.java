package smsgateway.bench;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import smsgateway.itests.Await;
import smsgateway.itests.Container;
import smsgateway.itests.Mailbox;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.Postgres;
import smsgateway.itests.ProcessFigures;
import smsgateway.itests.Smtp;

/** A gateway whose modems are added later, so that requests can wait for them. */
final class Rig implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String TEXT_63 = "0123456789".repeat(6) + "abc";

  final List<PhoneNet> nets;
  private final Optional<Postgres> postgres;
  final Mailbox mailbox = new Mailbox();
  final int smtpPort = Container.freePort();
  final Container container;
  double cpuPerThousand;

  Rig(String name, PhoneNet net) {
    this(name, List.of(net), Optional.empty());
  }

  /** A gateway on Derby or on the given server, with one modem file per network. */
  Rig(String name, List<PhoneNet> nets, Optional<Postgres> postgres) {
    this.nets = nets;
    this.postgres = postgres;
    container = new Container("bench-" + name);
    container.routing().mail(smtpPort, mailbox);
    postgres.ifPresent(server -> server.configure(container));
    container.start();
    container.shell("sms:user-add anna@example.com --rights users+external+reply --default");
    // The first start of an installation also resolves and installs its features; it is not the
    // process that an operator runs.
    container.stop();
    container.launch();
    Await.until("the gateway works", LIMIT, this::works);
  }

  private boolean works() {
    try {
      return Smtp.answers(smtpPort) && container.http("/smsgateway/health").startsWith("200");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** SMS per second from the first to the last Ctrl-Z, all requests planned beforehand. */
  double rate(int count, String text) {
    plan(count, text);
    Duration before = ProcessFigures.cpu(container.pid());
    addModems();
    awaitSent(count);
    long[] times = ctrlZ();
    Duration used = ProcessFigures.cpu(container.pid()).minus(before);
    cpuPerThousand = used.toMillis() / 1000.0 / count * 1000;
    return (count - 1) / ((times[count - 1] - times[0]) / 1e9);
  }

  /** Lets requests wait for a modem. */
  void plan(int count, String text) {
    submitMails(count, text);
    Await.until("all requests are planned", LIMIT, () -> metric("QUEUED") >= count);
  }

  /** Writes the files of all modems. */
  void addModems() {
    nets.forEach(PhoneNet::forget);
    for (int i = 0; i < nets.size(); i++) {
      container.etc(
          "smsgateway.modem-m" + i + ".cfg", "port = " + nets.get(i).path(), "baud = 115200");
    }
  }

  /** Waits until every modem has begun so many submits. */
  void awaitEach(int submits) {
    Await.until(
        "each modem has begun " + submits + " submits",
        LIMIT,
        () -> nets.stream().allMatch(net -> net.ctrlZ().length >= submits));
  }

  /** Waits until all modems together have begun so many submits. */
  void awaitSent(int count) {
    Await.until("all are sent", LIMIT, () -> ctrlZ().length >= count);
  }

  /** Share of one core that the gateway takes from now on. */
  double idleCpu(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    Duration before = ProcessFigures.cpu(container.pid());
    Await.until("the time is over", LIMIT, () -> System.nanoTime() - end >= 0);
    return (double) ProcessFigures.cpu(container.pid()).minus(before).toNanos() / time.toNanos();
  }

  private long[] ctrlZ() {
    return nets.stream().flatMapToLong(net -> LongStream.of(net.ctrlZ())).sorted().toArray();
  }

  /** Hands over mails to so many numbers, 50 to a mail. */
  void submitMails(int count, String text) {
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
    PhoneNet net = nets.get(0);
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
   * Seconds from the start of the process to Ctrl-Z of an SMS that waited for it; the second start
   * of the rig.
   */
  double restart() {
    PhoneNet net = nets.get(0);
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
    nets.forEach(PhoneNet::close);
    mailbox.close();
    postgres.ifPresent(Postgres::close);
  }
}
