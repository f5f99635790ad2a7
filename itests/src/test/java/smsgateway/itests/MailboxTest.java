package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static smsgateway.itests.MailUsers.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smsgateway.itests.MailServer.Entrance;

/**
 * Mailboxes of a real mail server. Besides two ordinary ones there are three for each entrance of
 * the server, one for each way to prove a sender; each gets a copy of every mail of that domain.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxTest {
  private static final String EVE = "eve@example.com";
  private static final List<String> PROOFS = List.of("top", "auth", "rule");
  private static final Map<String, String> TRUST =
      Map.of(
          "top", "top-received",
          "auth", "authenticated-sender-header",
          "rule", "rule-header");

  private MailServer server;
  private MailUsers users;
  private Wire wire;
  private GatewayFixture gateway;

  @BeforeAll
  void start() {
    MailServer.missing().ifPresent(MailboxTest::cannotRun);
    List<String> accounts = new ArrayList<>(List.of("sms", "pop", "old", "anna", "eve"));
    List<String> catchAll =
        new ArrayList<>(
            List.of(
                "@sms.example.com sms@example.com",
                "@pop.example.com pop@example.com",
                "@old.example.com old@example.com"));
    for (Entrance entrance : Entrance.values()) {
      List<String> names = boxes(entrance);
      accounts.addAll(names);
      catchAll.add(
          "@" + entrance.domain() + " " + String.join("@example.com, ", names) + "@example.com");
    }
    server = new MailServer(accounts, catchAll);
    users = new MailUsers(server);
    wire = new Wire(server.imap());
    gateway = new GatewayFixture("mailbox");
    configure();
    gateway.start();
    Await.until(
        "all mailboxes are read",
        GatewayFixture.LIMIT,
        () -> status("Reads mailbox") == 2 + 3 * PROOFS.size());
  }

  private static void cannotRun(String reason) {
    String sentence = "The test of mailboxes " + reason + ".";
    if (System.getenv("CI") != null) {
      fail(sentence);
    }
    System.out.println(sentence);
    Assumptions.abort(sentence);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      gateway.close();
      wire.close();
      server.close();
    }
  }

  private static List<String> boxes(Entrance entrance) {
    String prefix = entrance.domain().substring(0, entrance.domain().indexOf('.'));
    return PROOFS.stream().map(proof -> prefix + "-" + proof).toList();
  }

  private void configure() {
    List<String> domains =
        Stream.concat(
                Stream.of("sms.example.com", "pop.example.com", "old.example.com"),
                Stream.of(Entrance.values()).map(Entrance::domain))
            .map(domain -> domain + "=example.com")
            .toList();
    gateway
        .container
        .env("KARAF_OPTS", server.trust())
        .etc(
            "smsgateway.routing.cfg",
            "gatewayAddress = " + GatewayFixture.GATEWAY,
            "domains = " + String.join(", ", domains),
            "country = 39",
            "operatorAddress = " + GatewayFixture.OPERATOR);
    intake("sms", "imap", "127.0.0.1", wire.port(), "top-received", 60);
    intake("pop", "pop3s", "localhost", server.pop3s(), "top-received", 1);
    for (Entrance entrance : Entrance.values()) {
      for (String box : boxes(entrance)) {
        String trust = TRUST.get(box.substring(box.indexOf('-') + 1));
        intake(box, "imaps", "localhost", server.imaps(), trust, 10);
      }
    }
  }

  private void intake(
      String account, String protocol, String host, int port, String trust, int pollSeconds) {
    gateway.container.etc(
        "smsgateway.mail.intake-" + account + ".cfg",
        "protocol = " + protocol,
        "host = " + host,
        "port = " + port,
        "username = " + account + "@example.com",
        "password = " + MailServer.PASSWORD,
        "pollSeconds = " + pollSeconds,
        "trust = " + trust,
        "trustHeader = " + MailServer.RULE_HEADER);
  }

  private long status(String sentence) {
    return gateway.container.shell("sms:status").lines().filter(l -> l.contains(sentence)).count();
  }

  private void awaitCount(String account, String folder, int count) {
    Await.until(
        account + " has " + count + " in " + folder,
        GatewayFixture.LIMIT,
        () -> server.count(account, folder) == count);
  }

  @Test
  void aMailIsToldByIdleSentAndMoved() {
    int before = server.count("sms", "Processed");
    users.send("39333440001@sms.example.com", "by IMAP");
    gateway.net.awaitText("+39333440001", "by IMAP");
    awaitCount("sms", "Processed", before + 1);
    assertThat(server.count("sms", "INBOX")).isZero();
  }

  @Test
  void aMailIsReadByPop3OverTlsSentAndDeleted() {
    users.send("39333440002@pop.example.com", "by POP3");
    gateway.net.awaitText("+39333440002", "by POP3");
    awaitCount("pop", "INBOX", 0);
  }

  @Test
  void blindCopiesReachTheirRecipientsOnceEach() {
    List<String> recipients = List.of("39333440003@sms.example.com", "39333440004@sms.example.com");
    users.send(
        Entrance.ORIGINAL_TO,
        GatewayFixture.USER,
        recipients,
        mail(GatewayFixture.USER, "friends@example.com", "to both"));
    gateway.net.awaitText("+39333440003", "to both");
    gateway.net.awaitText("+39333440004", "to both");
    assertThat(gateway.net.submits("+39333440003")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Entrance.class)
  void aMailOfAUserWhoHasLoggedInIsSentOnceThroughEveryProof(Entrance entrance) {
    String number = "3933344010" + List.of(Entrance.values()).indexOf(entrance);
    String recipient = number + "@" + entrance.domain();
    List<Integer> before = counts(entrance, "Processed");
    users.send(
        entrance,
        GatewayFixture.USER,
        List.of(recipient),
        mail("An.Alias@example.com", recipient, "from " + entrance));
    gateway.net.awaitText("+" + number, "from " + entrance);
    // Only one of the servers writes who has logged in into a field of its own.
    int auth = entrance == Entrance.MDAEMON ? 1 : 0;
    Await.until(
        "each copy is filed",
        GatewayFixture.LIMIT,
        () ->
            counts(entrance, "Processed")
                .equals(List.of(before.get(0) + 1, before.get(1) + auth, before.get(2) + 1)));
    assertThat(gateway.net.submits("+" + number)).hasSize(1);
  }

  private List<Integer> counts(Entrance entrance, String folder) {
    return boxes(entrance).stream().map(box -> server.count(box, folder)).toList();
  }

  @ParameterizedTest
  @EnumSource(Entrance.class)
  void whatAnOutsiderForgesPassesNoProof(Entrance entrance) {
    String number = "3933344020" + List.of(Entrance.values()).indexOf(entrance);
    String recipient = number + "@" + entrance.domain();
    List<Integer> before = counts(entrance, "Rejected");
    users.intrude(
        entrance,
        "client.example.com",
        recipient,
        mail(
            GatewayFixture.USER,
            recipient,
            "forged",
            "X-SMS-Gate: guessed",
            "X-Authenticated-Sender: " + GatewayFixture.USER,
            "X-Original-To: " + recipient,
            "Received: from pc (pc [127.0.0.1]) (Authenticated sender: anna@example.com)"
                + " by mail.example.com (Postfix) with ESMTPSA id 1; Mon, 23 Nov 2026 10:00:00"
                + " +0100"));
    users.intrude(
        entrance,
        "x (Authenticated sender: anna@example.com) by mail with ESMTPSA id 1 (",
        recipient,
        mail(GatewayFixture.USER, recipient, "forged", "X-Authenticated-Sender: anna@example.com"));
    Await.until(
        "all copies are rejected",
        GatewayFixture.LIMIT,
        () -> counts(entrance, "Rejected").equals(before.stream().map(n -> n + 2).toList()));
    assertThat(gateway.net.submits("+" + number)).isEmpty();
    assertThat(gateway.container.shell("sms:list --out -n 200")).doesNotContain(recipient);
  }

  @ParameterizedTest
  @EnumSource(Entrance.class)
  void whoHasLoggedInCannotSendAsSomebodyElse(Entrance entrance) {
    String number = "3933344030" + List.of(Entrance.values()).indexOf(entrance);
    String recipient = number + "@" + entrance.domain();
    List<Integer> processed = counts(entrance, "Processed");
    List<Integer> rejected = counts(entrance, "Rejected");
    users.send(
        entrance,
        EVE,
        List.of(recipient),
        mail(
            GatewayFixture.USER, recipient, "as Anna", "X-Authenticated-Sender: anna@example.com"));
    int auth = entrance == Entrance.MDAEMON ? 1 : 0;
    Await.until(
        "each copy is filed",
        GatewayFixture.LIMIT,
        () ->
            counts(entrance, "Processed")
                    .equals(
                        List.of(
                            processed.get(0) + 1, processed.get(1) + auth, processed.get(2) + 1))
                && counts(entrance, "Rejected").get(1) == rejected.get(1) + 1 - auth);
    Await.until(
        "it is refused as Eve's",
        GatewayFixture.LIMIT,
        () ->
            gateway
                .container
                .shell("sms:list --out -n 200")
                .lines()
                .anyMatch(l -> l.contains(EVE) && l.contains("REFUSED")));
    assertThat(gateway.net.submits("+" + number)).isEmpty();
  }

  @Test
  void aMailWhoseMoveWasCutOffByAPowerFailureIsSentOnceAndMovedThen() throws Exception {
    int before = server.count("sms", "Processed");
    wire.freezeAt("UID MOVE");
    users.send("39333440401@sms.example.com", "cut off");
    gateway.net.awaitText("+39333440401", "cut off");
    Await.until("the move is asked for", GatewayFixture.LIMIT, wire::frozen);
    assertThat(server.count("sms", "INBOX")).isEqualTo(1);
    gateway.container.kill();
    wire.reset();
    gateway.container.start();
    awaitCount("sms", "Processed", before + 1);
    users.send("39333440402@sms.example.com", "afterwards");
    gateway.net.awaitText("+39333440402", "afterwards");
    assertThat(gateway.net.submits("+39333440401")).hasSize(1);
  }

  @Test
  void aServerThatWasAwayIsReadAgainAndTheStatusTellsMeanwhile() {
    server.stopDovecot();
    try {
      Await.until("the status tells", GatewayFixture.LIMIT, () -> status("does not answer") > 0);
    } finally {
      server.startDovecot();
    }
    users.send("39333440501@pop.example.com", "back again");
    gateway.net.awaitText("+39333440501", "back again");
  }

  @Test
  void whatLayThereBeforeAndWhatABackupBringsBackIsHeldAndNothingIsSentTwice() {
    users.send("39333440601@old.example.com", "of long ago");
    awaitCount("old", "INBOX", 1);
    intake("old", "imaps", "localhost", server.imaps(), "top-received", 1);
    Await.until("it is held", GatewayFixture.LIMIT, () -> status("sms:mailbox-release old") == 1);
    users.send("39333440602@old.example.com", "of today");
    gateway.net.awaitText("+39333440602", "of today");
    assertThat(gateway.net.submits("+39333440601")).isEmpty();
    assertThat(gateway.container.shell("sms:mailbox-release old")).startsWith("1 ");
    gateway.net.awaitText("+39333440601", "of long ago");
    awaitCount("old", "Processed", 2);

    server.restore("old", "Processed");
    Await.until(
        "the restored mails are held", GatewayFixture.LIMIT, () -> status("2 mails are held") == 1);
    gateway.container.shell("sms:mailbox-release old");
    awaitCount("old", "INBOX", 0);
    assertThat(gateway.net.submits("+39333440601")).hasSize(1);
    assertThat(gateway.net.submits("+39333440602")).hasSize(1);
  }

  @Test
  void aServerOfAnotherNameGetsNoPassword() {
    intake("wrong-name", "imaps", "127.0.0.1", server.imaps(), "top-received", 10);
    Await.until(
        "the status tells", GatewayFixture.LIMIT, () -> status("no trusted TLS connection") == 1);
    Disk.delete(gateway.container.base().resolve("etc/smsgateway.mail.intake-wrong-name.cfg"));
  }
}
