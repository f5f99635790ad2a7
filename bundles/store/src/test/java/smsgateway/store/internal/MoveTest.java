package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.StoreException;

/**
 * Data that move to another database, into a backup and back arrive as they were, or not at all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MoveTest {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Drivers drivers = TestDrivers.both();
  private EmbeddedPostgres server;
  @TempDir Path temporary;
  private Folders folders;
  private DatabaseSettings derby;
  private DatabaseSettings postgres;

  @BeforeAll
  void startServer() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void fill() throws SQLException, IOException, Refusal, StoreException {
    String name = "move" + NAMES.incrementAndGet();
    Path base = Files.createDirectories(temporary.resolve(name));
    folders = new Folders(base, Files.createDirectories(base.resolve("etc")));
    derby = DatabaseSettings.derby(base.resolve("db/smsgateway"));
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    postgres =
        DatabaseSettings.postgresql(server.getJdbcUrl("postgres", name), "postgres", "postgres");
    try (OpenDatabase database = open(derby)) {
      rows(database);
    }
  }

  private OpenDatabase open(DatabaseSettings settings) throws SQLException, IOException, Refusal {
    return OpenDatabase.open(settings, drivers, new Admission(folders.marker()));
  }

  /** Rows in many states, and values that are awkward for one of the two. */
  private static void rows(OpenDatabase database) throws SQLException, StoreException {
    TestStore store = new TestStore(database.dataSource(), null);
    long session = store.queue.openSession("north", TestStore.SIM);
    store.submitted(session, "+4915100000001", 7, Confirm.ALWAYS);
    store.planned("+4915100000002", 3, Confirm.FAILURE);
    store.queue.nextSubmit(session);
    store.accept("nobody@sms.example.org");
    store.reported(session);
    store.administration.stopSending("jane");
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO counter VALUES (?, 1)")) {
      for (String text : List.of("\u20AC \uD83D\uDE00", "half \uD83D", "nul \0", "blank ")) {
        insert.setString(1, text);
        insert.executeUpdate();
      }
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "INSERT INTO modem_session (modem, sim, opened_at) VALUES ('gone', 'gone', 1)");
        statement.executeUpdate("DELETE FROM modem_session WHERE modem = 'gone'");
      }
    }
  }

  private Map<String, Long> counts(DatabaseSettings settings)
      throws SQLException, IOException, Refusal {
    try (OpenDatabase database = open(settings);
        Connection connection = database.dataSource().getConnection()) {
      return Tables.counts(connection);
    }
  }

  private List<String> migrate(DatabaseSettings from, DatabaseSettings to)
      throws SQLException, IOException, Refusal {
    return new Migration(drivers, folders).run(from, to, () -> {});
  }

  @Test
  void theMovedDataAreTheSameAndGoOnWithTheNextNumbers()
      throws SQLException, IOException, Refusal, StoreException {
    Map<String, Long> before = counts(derby);
    Installation source = folders.marker().read().orElseThrow();
    List<String> lines = migrate(derby, postgres);
    assertThat(counts(postgres)).isEqualTo(before);
    assertThat(folders.marker().read()).contains(source.moved());
    assertThat(lines).anySatisfy(l -> assertThat(l).matches("segment: 4 rows, checksum [0-9a-f]+"));
    assertThat(DatabaseSettings.read(folders.dataSourceFile()).name()).isEqualTo(postgres.name());
    assertThatThrownBy(() -> open(derby)).hasMessageContaining("remained behind");
    try (OpenDatabase database = open(postgres)) {
      TestStore store = new TestStore(database.dataSource(), null);
      // Session 1 is used, session 2 was removed: its number is never given again.
      assertThat(store.queue.openSession("north", TestStore.SIM)).isGreaterThan(2);
      assertThat(store.accept("again@sms.example.org")).isGreaterThan(3);
    }
  }

  @Test
  void theWayBackToDerbyIsTheSame() throws SQLException, IOException, Refusal, StoreException {
    Map<String, Long> before = counts(derby);
    migrate(derby, postgres);
    DatabaseSettings back = DatabaseSettings.derby(folders.base().resolve("db/back"));
    migrate(postgres, back);
    assertThat(counts(back)).isEqualTo(before);
    assertThatThrownBy(() -> open(postgres)).hasMessageContaining("remained behind");
    try (OpenDatabase database = open(back)) {
      TestStore store = new TestStore(database.dataSource(), null);
      assertThat(store.queue.openSession("north", TestStore.SIM)).isGreaterThan(2);
    }
  }

  @Test
  void aTargetThatIsNotEmptyIsRefusedBeforeAnythingStops()
      throws SQLException, IOException, Refusal {
    try (Connection connection = drivers.connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE of_somebody (x INT)");
    }
    assertThatThrownBy(
            () ->
                new Migration(drivers, folders)
                    .run(
                        derby,
                        postgres,
                        () -> {
                          throw new AssertionError("stopped");
                        }))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not empty");
    assertThat(counts(derby)).isNotEmpty();
  }

  @Test
  void aMoveThatBreaksOffLeavesTheSourceInUseAndTheTargetRefusedUntilItIsRepeated()
      throws SQLException, IOException, Refusal {
    Installation source = folders.marker().read().orElseThrow();
    Map<String, Long> before = counts(derby);
    try (Connection to = drivers.connect(postgres)) {
      Schema.prepareCopy(to);
      try (Statement statement = to.createStatement()) {
        statement.executeUpdate("INSERT INTO counter VALUES ('half', 1)");
      }
      to.commit();
    }
    assertThatThrownBy(() -> open(postgres)).hasMessageContaining("incomplete copy");
    assertThat(counts(derby)).isEqualTo(before);
    // The end just before the marker: complete, but never in use.
    try (Connection to = drivers.connect(postgres);
        Connection from = drivers.connect(derby)) {
      List<String> unused = Migration.copy(from, to, source.moved());
    }
    drivers.shutDown(derby);
    assertThatThrownBy(() -> open(postgres)).hasMessageContaining("another one");
    assertThat(counts(derby)).isEqualTo(before);
    migrate(derby, postgres);
    assertThat(counts(postgres)).isEqualTo(before);
  }

  @Test
  void aTargetThatWasEverInUseIsNotOverwrittenEvenWhenTheMarkerIsOlder()
      throws SQLException, IOException, Refusal {
    Installation source = folders.marker().read().orElseThrow();
    migrate(derby, postgres);
    Map<String, Long> moved = counts(postgres);
    folders.marker().write(source);
    assertThatThrownBy(() -> migrate(derby, postgres)).hasMessageContaining("not empty");
    folders.marker().write(source.moved());
    assertThat(counts(postgres)).isEqualTo(moved);
  }

  @Test
  void whatSomebodyElseKeepsInTheTargetSurvivesARepeatedMove()
      throws SQLException, IOException, Refusal {
    Installation source = folders.marker().read().orElseThrow();
    try (Connection to = drivers.connect(postgres);
        Connection from = drivers.connect(derby)) {
      List<String> unused = Migration.copy(from, to, source.moved());
      try (Statement statement = to.createStatement()) {
        statement.execute("CREATE TABLE of_somebody (x INT)");
      }
      to.commit();
    }
    drivers.shutDown(derby);
    migrate(derby, postgres);
    assertThat(counts(postgres)).containsKey("of_somebody");
  }

  @Test
  void afterTheAdoptionOfAFormerDatabaseTheLaterOneNeverPassesForTheGatewaysOwn()
      throws SQLException, IOException, Refusal {
    Installation source = folders.marker().read().orElseThrow();
    migrate(derby, postgres);
    new Adoption(drivers, folders.marker()).run(derby, source.id());
    assertThat(counts(derby)).isNotEmpty();
    assertThatThrownBy(() -> open(postgres)).hasMessageContaining("remained behind");
    DatabaseSettings next = DatabaseSettings.derby(folders.base().resolve("db/next"));
    migrate(derby, next);
    assertThatThrownBy(() -> open(postgres)).hasMessageContaining("remained behind");
  }

  @Test
  void aRowThatDidNotArriveAsItWasIsFound() throws SQLException, Refusal {
    try (Connection from = drivers.connect(derby);
        Connection to = drivers.connect(postgres)) {
      from.setAutoCommit(false);
      Schema.prepareCopy(to);
      try (Statement statement = to.createStatement()) {
        statement.execute(
            "CREATE FUNCTION spoil() RETURNS trigger AS 'BEGIN NEW.last_value := 2; RETURN NEW; END'"
                + " LANGUAGE plpgsql");
        statement.execute(
            "CREATE TRIGGER spoil BEFORE INSERT ON counter FOR EACH ROW EXECUTE FUNCTION spoil()");
      }
      assertThatThrownBy(() -> new Copier(from, to).run())
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("Table counter");
      from.rollback();
    } finally {
      drivers.shutDown(derby);
    }
  }

  @Test
  void aBackupIsRestoredWithSendingStoppedAndTheFormerDatabaseKept()
      throws SQLException, IOException, Refusal, StoreException {
    Map<String, Long> before = counts(derby);
    try (OpenDatabase database = open(derby)) {
      List<String> lines = new Backup(drivers).write(derby, folders.base().resolve("backup"));
      assertThat(lines).contains("segment: 4 rows");
      new TestStore(database.dataSource(), null).mail("since", "since@sms.example.org");
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("INSERT INTO counter VALUES ('since the backup', 1)");
        statement.executeUpdate("DELETE FROM sending_stop");
      }
    }
    Path backup = only(folders.base().resolve("backup"));
    List<String> lines = new Restore(drivers, folders).run(backup, derby, () -> {});
    assertThat(lines)
        .anyMatch(l -> l.contains("is kept in"))
        .anyMatch(l -> l.contains("sms:release"));
    assertThat(counts(derby)).isEqualTo(before).containsEntry("sending_stop", 1L);
    Path former = folders.base().resolve("db");
    try (var children = Files.list(former)) {
      Path kept =
          children
              .filter(c -> c.getFileName().toString().contains("before"))
              .findFirst()
              .orElseThrow();
      assertThatThrownBy(() -> open(DatabaseSettings.derby(kept)))
          .hasMessageContaining("remained behind");
    }
  }

  @Test
  void aBackupOfPostgresqlIsMadeWhileRowsComeAndRestoredIntoAnEmptyDatabase()
      throws SQLException, IOException, Refusal {
    migrate(derby, postgres);
    Map<String, Long> before = counts(postgres);
    try (OpenDatabase database = open(postgres)) {
      assertThat(database.trouble()).isEmpty();
      List<String> lines = new Backup(drivers).write(postgres, folders.base().resolve("backup"));
      assertThat(lines).contains("segment: 4 rows").anyMatch(l -> l.contains("pg_dump"));
    }
    Path backup = only(folders.base().resolve("backup"));
    assertThatThrownBy(() -> new Restore(drivers, folders).run(backup, postgres, () -> {}))
        .hasMessageContaining("not empty");
    try (Connection connection = drivers.connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA public CASCADE");
      statement.execute("CREATE SCHEMA public");
    }
    new Restore(drivers, folders).run(backup, postgres, () -> {});
    assertThat(counts(postgres)).isEqualTo(before);
  }

  @Test
  void aDamagedBackupIsNotRestored() throws SQLException, IOException, Refusal {
    Map<String, Long> before = counts(derby);
    Path empty = Files.createDirectories(folders.base().resolve("empty"));
    assertThatThrownBy(() -> new Restore(drivers, folders).run(empty, derby, () -> {}))
        .hasMessageContaining("holds no backup");
    DatabaseSettings half = DatabaseSettings.derby(folders.base().resolve("half"));
    try (Connection connection = drivers.create(half)) {
      Schema.prepareCopy(connection);
    }
    drivers.shutDown(half);
    assertThatThrownBy(() -> new Restore(drivers, folders).run(half.folder(), derby, () -> {}))
        .hasMessageContaining("not one of a gateway");
    assertThat(counts(derby)).isEqualTo(before);
  }

  @Test
  void aSecondGatewayIsRefusedNamingTheFirstUntilThatOneIsGone()
      throws SQLException, IOException, Refusal {
    migrate(derby, postgres);
    try (OpenDatabase first = open(postgres)) {
      assertThat(first.trouble()).isEmpty();
      assertThatThrownBy(() -> open(postgres))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("Another gateway uses the database")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    open(postgres).close();
  }

  @Test
  void aGatewayThatLostItsLockClosesWhenAnotherHasIt() throws SQLException, IOException, Refusal {
    migrate(derby, postgres);
    try (OpenDatabase first = open(postgres)) {
      dropConnections();
      first.watch();
      assertThat(first.trouble()).isEmpty();
      dropConnections();
      try (OpenDatabase second = open(postgres)) {
        assertThat(second.trouble()).isEmpty();
        assertThatThrownBy(first::watch).hasMessageContaining("Another gateway");
      }
      first.watch();
      assertThat(first.trouble()).isEmpty();
    }
  }

  private void dropConnections() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    }
  }

  private static Path only(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      return TestStore.only(children.toList());
    }
  }
}
