package smsgateway.emulator.internal;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that accepts everything on loopback and keeps the last 200 mails in memory. */
final class Mailbox {
  private static final int KEPT = 200;
  private static final int MAX_OCTETS = 2_000_000;
  private static final int MAX_CONNECTIONS = 20;
  private final Deque<Mail> mails = new ArrayDeque<>();
  private final SMTPServer server;

  /** Does not open the port yet. */
  Mailbox(int port) {
    server =
        new SMTPServer.Builder()
            .bindAddress(InetAddress.getLoopbackAddress())
            .port(port)
            .hostName("mailbox.demo")
            .hideTLS()
            .maxMessageSize(MAX_OCTETS)
            .maxConnections(MAX_CONNECTIONS)
            .messageHandler((context, from, to, data) -> add(MailReader.read(to, data)))
            .serverThreadName("smsgateway-emulator mailbox")
            .build();
  }

  /**
   * Opens the port.
   *
   * @throws RuntimeException when it is in use
   */
  void start() {
    server.start();
  }

  void stop() {
    server.stop();
  }

  int port() {
    return server.getPortAllocated();
  }

  private synchronized void add(Mail mail) {
    if (mails.size() == KEPT) {
      mails.removeFirst();
    }
    mails.add(mail);
    notifyAll();
  }

  /** Newest first. */
  synchronized List<Mail> mails() {
    List<Mail> newestFirst = new ArrayList<>(mails);
    Collections.reverse(newestFirst);
    return newestFirst;
  }
}
