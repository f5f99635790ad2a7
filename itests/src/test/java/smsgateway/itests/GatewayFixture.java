package smsgateway.itests;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A running gateway with one modem on a pty, a mail server behind it, and one user. */
final class GatewayFixture implements AutoCloseable {
  static final String USER = "anna@example.com";
  static final String GATEWAY = "sms@example.com";
  static final String OPERATOR = "operator@example.com";
  static final Duration LIMIT = Duration.ofSeconds(30);

  final Mailbox mailbox = new Mailbox();
  final PhoneNet net;
  private final String[] modemLines;
  final Container container;
  final int smtpPort = Container.freePort();

  GatewayFixture(String name) {
    this(name, new PhoneNet());
  }

  /** A gateway whose modem file has further lines. */
  GatewayFixture(String name, PhoneNet net, String... modemLines) {
    this.net = net;
    this.modemLines = modemLines;
    container = new Container(name);
    configure();
  }

  /** Writes a configuration that works, also while the gateway runs. */
  void configure() {
    container
        .routing()
        .mail(smtpPort, mailbox)
        .etc(
            "smsgateway.modem-north.cfg",
            "port = " + net.path(),
            "baud = 115200",
            String.join("\n", modemLines));
  }

  /** Removes the whole configuration again. */
  void withoutConfiguration() {
    for (String name : List.of("routing", "mail.listener", "mail.delivery", "modem-north")) {
      Disk.delete(container.base().resolve("etc/smsgateway." + name + ".cfg"));
    }
  }

  GatewayFixture start() {
    container.start();
    container.shell(
        "sms:user-add "
            + USER
            + " --name Anna --nickname anna --rights users+external+reply --default");
    ready();
    return this;
  }

  /** Waits until mail is accepted and the modem sends. */
  void ready() {
    Await.until("the listener greets", LIMIT, () -> Smtp.answers(smtpPort));
    Await.until(
        "the modem is ready", LIMIT, () -> container.shell("sms:modem-list").contains("READY"));
  }

  /** Sends a plain mail from the user and returns the server's reply. */
  String mail(String recipient, String subject, String text) {
    return mail(USER, recipient, subject, text);
  }

  String mail(String from, String recipient, String subject, String text) {
    return mail(from, from, recipient, subject, text);
  }

  /** Sends a plain mail whose envelope sender and further header fields are given. */
  String mail(
      String envelopeFrom,
      String from,
      String recipient,
      String subject,
      String text,
      String... fields) {
    try (Smtp smtp = new Smtp(smtpPort)) {
      return smtp.send(
          envelopeFrom,
          List.of(recipient),
          """
          From: <%s>
          To: <%s>
          Subject: %s
          Message-ID: <%s@client.example.com>
          Date: Mon, 23 Nov 2026 10:00:00 +0100
          MIME-Version: 1.0
          Content-Type: text/plain; charset=utf-8
          Content-Transfer-Encoding: 8bit
          %s
          %s
          """
              .formatted(
                  from,
                  recipient,
                  subject,
                  UUID.randomUUID(),
                  fields.length == 0 ? "" : String.join("\n", fields) + "\n",
                  text));
    }
  }

  /** What {@code sms:show} says of the newest message to a number. */
  String show(String number) {
    return container.shell("sms:show " + newest(number));
  }

  /** Identifier of the newest message to a number. */
  String newest(String number) {
    return container
        .shell("sms:list --out -n 200")
        .lines()
        .filter(l -> l.contains(number))
        .map(l -> l.strip().split("\\s+", 2)[0])
        .findFirst()
        .orElseThrow(() -> new AssertionError("no message to " + number));
  }

  @Override
  public void close() {
    container.close();
    net.close();
    mailbox.close();
  }
}
