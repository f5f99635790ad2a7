package smsgateway.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import smsgateway.itests.Await;
import smsgateway.itests.Container;
import smsgateway.itests.Disk;
import smsgateway.itests.MailServer;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.ProcessFigures;

/**
 * How fast a mailbox of a real mail server (Postfix, Dovecot) is read, over TLS.
 *
 * <p>Arguments: number of mails that wait (1000), mails told by IDLE (100).
 */
public final class MailboxFigures {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String ACCOUNT = "sms";

  private MailboxFigures() {}

  /** Runs both measurements and prints the table. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int waiting = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int told = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    try (MailServer server =
            new MailServer(List.of(ACCOUNT, "anna"), List.of("@sms.example.com sms@example.com"));
        PhoneNet net = new PhoneNet();
        Container container = new Container("bench-mailbox")) {
      start(container, server);
      double rate = rate(container, server, waiting);
      double memory = ProcessFigures.residentMegabytes(container.pid());
      container.etc("smsgateway.modem-north.cfg", "port = " + net.path(), "baud = 115200");
      Await.until("all are sent", LIMIT, () -> net.ctrlZ().length >= waiting);
      double[] latencies = latencies(net, server, told);
      row(waiting + " mails waiting, from the first to the last move", rate, "/s", ">= 200");
      row(
          "mail in the mailbox to Ctrl-Z by IDLE, p50 of " + told,
          Figures.percentile(0.50, latencies),
          "ms",
          "<= 700");
      row("the same, p99", Figures.percentile(0.99, latencies), "ms", "");
      row("resident memory after the first figure", memory, "MB", "");
    }
  }

  private static void row(String what, double value, String unit, String goal) {
    System.out.printf("| %-60s | %8.1f %-4s | %-7s |%n", what, value, unit, goal);
  }

  private static void start(Container container, MailServer server) {
    container
        .env("KARAF_OPTS", server.trust())
        .etc(
            "smsgateway.routing.cfg",
            "gatewayAddress = sms@example.com",
            "domains = sms.example.com=example.com",
            "country = 39",
            "operatorAddress = operator@example.com");
    intake(container, server);
    container.start();
    container.shell("sms:user-add anna@example.com --rights users+external+reply --default");
    Await.until(
        "the empty mailbox is known",
        LIMIT,
        () -> container.shell("sms:status").contains("Reads mailbox"));
  }

  private static void intake(Container container, MailServer server) {
    container.etc(
        "smsgateway.mail.intake-main.cfg",
        "protocol = imaps",
        "host = localhost",
        "port = " + server.imaps(),
        "username = sms@example.com",
        "password = " + MailServer.PASSWORD,
        "trust = top-received");
  }

  private static String mail(String number) {
    return """
        Received: from pc.example.com (pc.example.com [192.0.2.7])
         (Authenticated sender: anna@example.com)
         by mail.example.com (Postfix) with ESMTPSA id 1; Mon, 23 Nov 2026 10:00:00 +0000
        From: <anna@example.com>
        To: <%s@sms.example.com>
        Subject: bench
        Message-ID: <%s@client.example.com>
        Date: Mon, 23 Nov 2026 10:00:00 +0100

        %s
        """
        .formatted(number, UUID.randomUUID(), "0123456789".repeat(6));
  }

  /** Mails per second, without what the first batch took, whose begin is not seen from outside. */
  private static double rate(Container container, MailServer server, int count) {
    Disk.delete(container.base().resolve("etc/smsgateway.mail.intake-main.cfg"));
    Await.until(
        "the mailbox is read no more",
        LIMIT,
        () -> !container.shell("sms:status").contains("mailbox"));
    for (int i = 0; i < count; i++) {
      server.deliver(ACCOUNT, mail("39333%07d".formatted(i)));
    }
    intake(container, server);
    int left = look(server);
    while (left == count) {
      left = look(server);
    }
    long begin = System.nanoTime();
    int first = left;
    while (left > 0) {
      left = look(server);
    }
    return first / ((System.nanoTime() - begin) / 1e9);
  }

  /** Seldom, because looking through a thousand files costs what is measured here. */
  private static int look(MailServer server) {
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    return server.count(ACCOUNT, "INBOX");
  }

  private static double[] latencies(PhoneNet net, MailServer server, int count) {
    double[] result = new double[count];
    for (int i = 0; i < count; i++) {
      Await.until("the mailbox is empty", LIMIT, () -> server.count(ACCOUNT, "INBOX") == 0);
      net.forget();
      server.deliver(ACCOUNT, mail("39334%07d".formatted(i)));
      long begin = System.nanoTime();
      Await.until("the SMS is sent", LIMIT, () -> net.ctrlZ().length > 0);
      result[i] = (net.ctrlZ()[0] - begin) / 1e6;
    }
    return result;
  }
}
