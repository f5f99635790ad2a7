package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import smsgateway.emulator.Fault;
import smsgateway.emulator.Reports;

/** A gateway's database over its life: full disk, backup, damage, restore, move to PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseTest {
  private static final String FILE = "org.ops4j.datasource-smsgateway.cfg";
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Postgres server = new Postgres();
  private final GatewayFixture gateway = new GatewayFixture("database");
  private final Container second = new Container("database-second");
  private String derby;
  private String backup;

  @BeforeAll
  void start() {
    gateway.start();
    derby = Disk.read(etc(gateway.container));
  }

  @AfterAll
  void stop() {
    second.close();
    gateway.close();
    server.close();
  }

  private static Path etc(Container container) {
    return container.base().resolve("etc").resolve(FILE);
  }

  private static void awaitStatus(Container container, Duration limit, String... words) {
    Await.until(
        "the status says " + List.of(words),
        limit,
        () -> {
          String status = container.shell("sms:status");
          return Stream.of(words).allMatch(status::contains);
        });
  }

  private String mail(String number, String text) {
    return gateway.mail(number.substring(1) + "@sms.example.com", "", text);
  }

  private void accepted(String number, String text) {
    assertThat(mail(number, text)).startsWith("250");
  }

  private void awaitState(String number, String state) {
    Await.until(
        number + " is " + state, GatewayFixture.LIMIT, () -> gateway.show(number).contains(state));
  }

  @Test
  @Order(1)
  void aFullDiskStopsIntakeAndModemsAndCostsNothing() {
    gateway.net.modem().latency(Duration.ofMillis(500));
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      numbers.add("+393334401" + (10 + i));
      accepted(numbers.get(i), "before");
    }
    Await.until("sending goes on", GatewayFixture.LIMIT, () -> gateway.net.submits().size() >= 2);
    FullDisk disk = new FullDisk(gateway.container.pid());
    try {
      Await.until("mail is refused for now", SOON, () -> mail("+39333440200", "x").startsWith("4"));
      Await.until(
          "the health page is red",
          SOON,
          () -> gateway.container.http("/smsgateway/health").contains("RED"));
      assertThat(settled()).isLessThan(numbers.size());
      assertThat(gateway.container.shell("sms:status")).contains("RED", "store.database");
      assertThat(mail("+39333440200", "x")).startsWith("4");
    } finally {
      disk.close();
    }
    Await.until(
        "mail is taken again",
        Duration.ofSeconds(60),
        () -> mail("+39333440201", "after").startsWith("250"));
    gateway.net.awaitText("+39333440201", "after");
    numbers.forEach(n -> awaitState(n, "DELIVERED"));
    assertThat(numbers).allSatisfy(n -> assertThat(gateway.net.submits(n)).hasSize(1));
    gateway.net.modem().latency(Duration.ZERO);
    awaitStatus(gateway.container, SOON, "The database is open.");
  }

  /** Number of submits when nothing is sent any more. */
  private int settled() {
    int[] last = {-1};
    long[] since = {System.nanoTime()};
    Await.until(
        "the modem is idle",
        GatewayFixture.LIMIT,
        () -> {
          int now = gateway.net.submits().size();
          if (now != last[0]) {
            last[0] = now;
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] > 2_000_000_000L;
        });
    return last[0];
  }

  @Test
  @Order(2)
  void aSecondGatewayOnTheSameFolderIsRefusedAndTheFirstGoesOn() {
    second.etc(
        FILE, derby.replace("${karaf.base}", gateway.container.base().toString()).split("\n", -1));
    second.launch();
    awaitTold(
        second, "Another gateway process has the database", gateway.container.base().toString());
    // It would take the database as soon as the first one leaves it.
    Disk.delete(etc(second));
    awaitTold(second, FILE + " is not there");
    accepted("+39333440301", "the first goes on");
    gateway.net.awaitText("+39333440301", "the first goes on");
  }

  private static void awaitTold(Container container, String... words) {
    Await.until(
        "it says " + List.of(words),
        Duration.ofSeconds(40),
        () -> {
          try {
            String status = container.shell("sms:status");
            return status.contains("RED") && Stream.of(words).allMatch(status::contains);
          } catch (RuntimeException notUpYet) {
            return false;
          }
        });
  }

  @Test
  @Order(3)
  void editingTheFileAloneIsRefusedNamingBothAndTheRemedy() {
    server.configure(gateway.container);
    awaitStatus(
        gateway.container,
        GatewayFixture.LIMIT,
        "RED",
        "The database is missing",
        "db/installation",
        "jdbc:postgresql://",
        "sms:migrate",
        "sms:restore",
        "sms:adopt-database");
    assertThat(mail("+39333440302", "x")).startsWith("4");
    assertThat(gateway.container.shell("sms:migrate --to jdbc:postgresql://nowhere/x u p"))
        .contains("needs the present database");
    gateway.container.etc(FILE, derby.split("\n", -1));
    awaitStatus(gateway.container, GatewayFixture.LIMIT, "The database is open.");
    gateway.ready();
  }

  @Test
  @Order(4)
  void aBackupIsWrittenWhileTheGatewayWorks() {
    accepted("+39333440401", "before the backup");
    awaitState("+39333440401", "DELIVERED");
    String printed = gateway.container.shell("sms:backup");
    assertThat(printed).contains("Backup of", "opened and read again", "message: ");
    backup = printed.replaceAll("(?s).* in (\\S+), opened.*", "$1");
    assertThat(Path.of(backup)).isDirectory();
  }

  @Test
  @Order(5)
  void aDamagedDatabaseIsRefusedAndABackupBringsTheGatewayBack() throws IOException {
    gateway.container.stop();
    Path folder = gateway.container.base().resolve("db/smsgateway");
    byte[] octets = Files.readAllBytes(largest(folder.resolve("seg0")));
    for (int i = 4096; i < 3 * 4096; i++) {
      octets[i] = 0;
    }
    Files.write(largest(folder.resolve("seg0")), octets, StandardOpenOption.TRUNCATE_EXISTING);
    gateway.container.launch();
    awaitTold(gateway.container, "is damaged", "sms:restore", folder.toString());

    long start = System.nanoTime();
    String printed = gateway.container.shell("sms:restore " + backup);
    assertThat(printed).contains("All sending is stopped", "is kept in");
    awaitStatus(gateway.container, GatewayFixture.LIMIT, "The database is open.", "sms:release");
    gateway.ready();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(5));
    assertThat(gateway.show("+39333440401")).contains("DELIVERED");
    accepted("+39333440701", "after the restore");
    awaitState("+39333440701", "QUEUED");
    assertThat(gateway.net.submits("+39333440701")).isEmpty();
    gateway.container.shell("sms:release");
    gateway.net.awaitText("+39333440701", "after the restore");
  }

  @Test
  @Order(6)
  void everythingMovesToPostgresqlAndGoesOnThere() {
    gateway.net.network().reports(Reports.none());
    accepted("+39333440501", "without report");
    awaitState("+39333440501", "SUBMITTED");
    gateway.net.modem().fault(new Fault.NoResult(1));
    accepted("+39333440502", "without result");
    awaitState("+39333440502", "UNKNOWN");
    gateway.net.network().reports(Reports.delivered(Duration.ZERO));
    accepted("+39333440503", "sent");
    awaitState("+39333440503", "DELIVERED");
    gateway.net.modem().unplug();
    accepted("+39333440504", "waits");
    awaitState("+39333440504", "QUEUED");
    accepted("+39333440505", "held");
    awaitState("+39333440505", "QUEUED");
    gateway.container.shell("sms:hold " + gateway.newest("+39333440505"));
    String before = gateway.container.shell("sms:list --out -n 200");

    Disk.write(gateway.container.base().resolve("etc/postgresql.txt"), String.join("\n", target()));
    String printed = gateway.container.shell("sms:migrate --to etc/postgresql.txt");
    assertThat(printed).contains("message: ", "checksum", "works with jdbc:postgresql");
    awaitStatus(gateway.container, GatewayFixture.LIMIT, "The database is open.");
    assertThat(Disk.read(etc(gateway.container))).contains("PostgreSQL JDBC Driver");
    Await.until(
        "the list is the same",
        GatewayFixture.LIMIT,
        () -> gateway.container.shell("sms:list --out -n 200").equals(before));
    gateway.net.modem().replug();
    gateway.ready();
    gateway.net.awaitText("+39333440504", "waits");
    gateway.container.shell("sms:release " + gateway.newest("+39333440505"));
    gateway.net.awaitText("+39333440505", "held");
    for (int i = 1; i <= 5; i++) {
      assertThat(gateway.net.submits("+3933344050" + i)).hasSize(1);
    }
    gateway.mail("39333440506@sms.example.com", "confirm", "on PostgreSQL");
    gateway.net.awaitText("+39333440506", "on PostgreSQL");
    gateway.mailbox.await("that confirms", m -> m.text().contains("393334405"));
    gateway.net.send("+39333440506", "an answer to it");
    gateway.mailbox.await("with the SMS", m -> m.text().contains("an answer to it"));
  }

  private String[] target() {
    String url = server.url();
    return new String[] {
      "osgi.jdbc.driver.name = PostgreSQL JDBC Driver",
      "url = " + url,
      "user = postgres",
      "password = postgres"
    };
  }

  @Test
  @Order(7)
  void aSecondGatewayOnTheSameServerIsRefusedNamingTheFirst() {
    server.configure(second);
    awaitTold(second, "Another gateway uses the database", "process " + gateway.container.pid());
    second.close();
    accepted("+39333440601", "the first goes on");
    gateway.net.awaitText("+39333440601", "the first goes on");
  }

  private static Path largest(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.max(Comparator.comparingLong(f -> f.toFile().length())).orElseThrow();
    }
  }
}
