package smsgateway.itests.crash;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.Smtp;
import smsgateway.itests.crash.Ledger.Wanted;

/**
 * A mail client that keeps a mail until it is acknowledged, as a mail server does, and phones that
 * answer. It keeps some twenty recipients ahead of the modem, so that a process that ends always
 * ends with work in hand.
 */
final class Traffic {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long BETWEEN_SMS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final int AHEAD = 20;
  private static final int LONG_TEXT = 200;

  private final Ledger ledger;
  private final PhoneNet net;
  private final int port;
  private final int messages;
  private final Random random;
  private final Thread mails = new Thread(this::mails, "crash-mails");
  private final Thread sms = new Thread(this::sms, "crash-sms");
  private volatile boolean stopping;
  private int sequence;

  Traffic(Ledger ledger, PhoneNet net, int port, int messages, long seed) {
    this.ledger = ledger;
    this.net = net;
    this.port = port;
    this.messages = messages;
    this.random = new Random(seed);
    mails.setDaemon(true);
    sms.setDaemon(true);
  }

  void start() {
    mails.start();
    sms.start();
  }

  /** Whether all mails were acknowledged. */
  boolean done() {
    return !mails.isAlive();
  }

  /** Ends the phones; the mails end by themselves. */
  void stop() throws InterruptedException {
    stopping = true;
    sms.join();
  }

  private void mails() {
    while (ledger.acknowledged().size() < messages) {
      if (ledger.acknowledged().size() - net.network().accepted() > AHEAD) {
        LockSupport.parkNanos(PAUSE);
      } else {
        next();
      }
    }
  }

  private void next() {
    sequence++;
    boolean automatic = sequence % 10 == 0;
    boolean confirm = sequence % 3 == 0;
    String id = "<crash-" + sequence + "@client.example.com>";
    List<Wanted> recipients = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      String number = String.format(Locale.ROOT, "+39340%05d%d", sequence, i);
      recipients.add(new Wanted(number, text(), id, confirm));
    }
    hand(recipients, mail(id, confirm, automatic, recipients.get(0).text()));
    if (!automatic) {
      ledger.acknowledged(recipients);
    }
  }

  /** One segment, or two in a fifth of the mails. */
  private String text() {
    String token = String.format(Locale.ROOT, "m%05d", sequence);
    return sequence % 5 == 0 ? (token + " ").repeat(LONG_TEXT / 7) + "end" : token + " text";
  }

  private static String mail(String id, boolean confirm, boolean automatic, String text) {
    return """
        From: <%s>
        Subject: %s
        Message-ID: %s
        Date: Mon, 23 Nov 2026 10:00:00 +0100
        %s
        %s
        """
        .formatted(
            Campaign.USER,
            confirm ? "confirm" : "plain",
            id,
            automatic ? "Auto-Submitted: auto-replied\n" : "",
            text);
  }

  private void hand(List<Wanted> recipients, String mail) {
    List<String> addresses =
        recipients.stream()
            .map(r -> r.number().substring(1) + "@sms.example.com")
            .collect(Collectors.toList());
    boolean begun = false;
    while (true) {
      try (Smtp smtp = new Smtp(port)) {
        if (begun) {
          ledger.repeated();
        }
        begun = true;
        if (smtp.send(Campaign.USER, addresses, mail).startsWith("250")) {
          return;
        }
      } catch (UncheckedIOException down) {
        // As a mail server would: again, until it is acknowledged.
      }
      LockSupport.parkNanos(PAUSE * 5);
    }
  }

  private void sms() {
    for (int i = 1; !stopping; i++) {
      String text = String.format(Locale.ROOT, "s%05d.", i);
      String all = i % 4 == 0 ? text + " and more of it".repeat(12) : text;
      ledger.sent(text);
      net.send(String.format(Locale.ROOT, "+39350%06d", i), all);
      LockSupport.parkNanos(BETWEEN_SMS);
    }
  }
}
