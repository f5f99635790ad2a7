package smsgateway.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail servers that are silent, break off, or cannot be trusted. */
@Timeout(60)
class MailboxFaultTest {
  private MailIntake intake;

  private void intake(String protocol, String host, int port) {
    intake(protocol, host, port, "password");
  }

  private void intake(String protocol, String host, int port, String login) {
    Map<String, String> values =
        Map.of(
            "login",
            login,
            "protocol",
            protocol,
            "host",
            host,
            "port",
            String.valueOf(port),
            "username",
            "sms@example.com",
            "password",
            "secret");
    intake =
        new MailIntake(
            Configs.rules(Map.of()),
            Configs.intake(values),
            Map.of("service.pid", "smsgateway.mail.intake~north"));
    intake.queue = new InMemoryQueue();
    intake.routing = new ServedDomain();
    intake.held = new InMemoryHeldMails();
  }

  @AfterEach
  void stop() {
    intake.deactivate();
  }

  private void awaitSentence(String part) {
    Until.is(() -> intake.findings().get(0).message().contains(part));
  }

  private static ServerSocket listen(String address) throws IOException {
    return new ServerSocket(0, 5, InetAddress.getByName(address));
  }

  private static void serve(ServerSocket server, Dialogue dialogue) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try {
                  dialogue.with(server.accept());
                } catch (IOException e) {
                  // The client or the test has finished.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Dialogue {
    void with(Socket client) throws IOException;
  }

  @Test
  void aSilentServerDoesNotHoldUpTheEndOfTheIntake() throws Exception {
    try (ServerSocket server = listen("127.0.0.1")) {
      BlockingQueue<Socket> clients = new LinkedBlockingQueue<>();
      serve(server, clients::add);
      intake("imap", "127.0.0.1", server.getLocalPort());
      try (Socket client = clients.take()) {
        intake.deactivate();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void aServerThatBreaksOffIsTold() throws Exception {
    try (ServerSocket server = listen("127.0.0.1")) {
      serve(
          server,
          client -> {
            say(client, "* OK hello");
            // A reset before the first command may look as if nobody had answered.
            client.getInputStream().read();
            client.setSoLinger(true, 0);
            client.close();
          });
      intake("imap", "127.0.0.1", server.getLocalPort());
      awaitSentence("the server breaks off");
      awaitSentence("tried again in");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));
    server.start();
    try {
      server.setUser("sms@example.com", "sms@example.com", "secret");
      intake("imaps", "localhost", server.getImaps().getPort());
      awaitSentence("no trusted TLS connection");
      awaitSentence("host in etc/smsgateway.mail.intake-north.cfg must be the name");
    } finally {
      server.stop();
    }
  }

  /** Somebody on the line who strikes STARTTLS out of the server's offers gets no password. */
  @Test
  void aServerElsewhereThatOffersNoStartTlsGetsNoPassword() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    // Not the address that is known as this machine itself.
    try (ServerSocket server = listen("127.0.0.2")) {
      serve(server, client -> talk(client, said));
      intake("imap", "127.0.0.2", server.getLocalPort());
      awaitSentence("the server offers no STARTTLS");
      assertThat(said).isNotEmpty();
      assertThat(said).noneMatch(line -> line.matches("(?i).*(LOGIN|AUTHENTICATE|secret).*"));
    }
  }

  @Test
  void anAccessTokenIsSaidAsXoauth2AndNeverAsAPassword() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    try (ServerSocket server = listen("127.0.0.1")) {
      serve(server, client -> talk(client, said));
      intake("imap", "127.0.0.1", server.getLocalPort(), "oauth2");
      Until.is(() -> said.stream().anyMatch(line -> line.equals(token())));
      assertThat(said).anyMatch(line -> line.endsWith(" AUTHENTICATE XOAUTH2"));
      assertThat(said).noneMatch(line -> line.matches("(?i).*(LOGIN|PLAIN|secret).*"));
    }
  }

  @Test
  void anAccessTokenIsSaidByPop3Too() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    try (ServerSocket server = listen("127.0.0.1")) {
      serve(server, client -> talkPop(client, said));
      intake("pop3", "127.0.0.1", server.getLocalPort(), "oauth2");
      Until.is(() -> said.stream().anyMatch(line -> line.endsWith(token())));
      assertThat(said).noneMatch(line -> line.matches("(?i)(USER|PASS|APOP).*|.*secret.*"));
    }
  }

  /** The client's first response, as Google and Microsoft describe the mechanism. */
  private static String token() {
    byte[] words =
        "user=sms@example.com\1auth=Bearer secret\1\1".getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(words);
  }

  private static void talkPop(Socket client, List<String> said) throws IOException {
    try (client) {
      say(client, "+OK hello");
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        said.add(line);
        if (line.equals("CAPA")) {
          say(client, "+OK\r\nUSER\r\nSASL PLAIN XOAUTH2\r\n.");
        } else {
          say(client, line.equals("AUTH XOAUTH2") ? "+ " : "+OK");
        }
      }
    }
  }

  private static void talk(Socket client, List<String> said) throws IOException {
    try (client) {
      say(client, "* OK hello");
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        said.add(line);
        if (line.endsWith(" AUTHENTICATE XOAUTH2")) {
          say(client, "+ ");
          said.add(in.readLine());
        }
        say(client, "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2");
        say(client, line.split(" ", 2)[0] + " OK");
      }
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
