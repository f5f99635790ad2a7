package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.derby.iapi.sql.dictionary.DataDictionary;
import org.apache.derby.impl.jdbc.EmbedConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.StoreException;

/** A database that is not the gateway's own is never used and never created anew. */
final class OpenDatabaseTest {
  private final Drivers drivers = TestDrivers.both();
  @TempDir Path base;
  private Path file;
  private DatabaseSettings settings;

  @BeforeEach
  void folders() {
    file = base.resolve("db/installation");
    settings = DatabaseSettings.derby(base.resolve("db/smsgateway"));
  }

  private OpenDatabase open(DatabaseSettings which) throws SQLException, IOException, Refusal {
    return OpenDatabase.open(which, drivers, new Admission(new InstallationMarker(file)));
  }

  private String refusal(DatabaseSettings which) throws SQLException, IOException {
    try (OpenDatabase database = open(which)) {
      throw new AssertionError("not refused: " + database.settings());
    } catch (Refusal e) {
      return e.getMessage();
    }
  }

  private Installation used(DatabaseSettings which) throws SQLException, IOException, Refusal {
    open(which).close();
    return found(which);
  }

  private Installation found(DatabaseSettings which) throws SQLException, Refusal {
    try (Connection connection = drivers.connect(which)) {
      return Schema.installation(connection).orElseThrow();
    } finally {
      drivers.shutDown(which);
    }
  }

  private void change(DatabaseSettings which, String sql) throws SQLException, Refusal {
    try (Connection connection = drivers.connect(which);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } finally {
      drivers.shutDown(which);
    }
  }

  @Test
  void withoutMarkerADatabaseIsCreatedAndMarked() throws SQLException, IOException, Refusal {
    Installation installation = used(settings);
    assertThat(installation.id()).hasSize(36);
    assertThat(installation.generation()).isEqualTo(1);
    assertThat(Files.readString(file).strip()).isEqualTo(installation.id());
  }

  @Test
  void theCheckOfANewDatabaseLeavesTheCatalogueInItsCache()
      throws SQLException, IOException, Refusal {
    try (OpenDatabase database = open(settings)) {
      database.verify();
      try (Connection connection = drivers.connect(settings)) {
        DataDictionary catalogue =
            connection.unwrap(EmbedConnection.class).getLanguageConnection().getDataDictionary();
        assertThat(catalogue.getCacheMode()).isEqualTo(DataDictionary.COMPILE_ONLY_MODE);
      }
    }
  }

  @Test
  void theMarkedDatabaseIsUsedAgain() throws SQLException, IOException, Refusal {
    Installation first = used(settings);
    assertThat(used(settings)).isEqualTo(first);
  }

  @Test
  void aMissingDatabaseIsRefusedAndNotCreatedWhenThereIsAMarker()
      throws SQLException, IOException, Refusal {
    Installation lost = used(settings);
    DatabaseSettings absent = DatabaseSettings.derby(base.resolve("db/elsewhere"));
    assertThat(refusal(absent))
        .contains("missing", lost.id(), absent.name(), "sms:migrate", "sms:restore")
        .contains("sms:adopt-database new");
    assertThat(absent.folder()).doesNotExist();
  }

  @Test
  void anEmptyDatabaseIsRefusedWhenThereIsAMarker() throws SQLException, IOException, Refusal {
    used(settings);
    DatabaseSettings empty = DatabaseSettings.derby(base.resolve("db/empty"));
    drivers.create(empty).close();
    assertThat(refusal(empty)).contains("missing").contains(empty.name());
    try (Connection connection = drivers.connect(empty)) {
      assertThat(Tables.names(connection)).isEmpty();
    }
    drivers.shutDown(empty);
  }

  @Test
  void anotherDatabaseIsRefusedAndNotChanged() throws SQLException, IOException, Refusal {
    DatabaseSettings foreign = DatabaseSettings.derby(base.resolve("db/foreign"));
    Installation other = used(foreign);
    Files.delete(file);
    Installation mine = used(settings);
    assertThat(refusal(foreign))
        .contains("another one", mine.id(), other.id(), "sms:adopt-database " + other.id());
    assertThat(Files.readString(file).strip()).isEqualTo(mine.id());
  }

  @Test
  void whatRemainedBehindWhenTheDataMovedIsRefused() throws SQLException, IOException, Refusal {
    Installation former = used(settings);
    new InstallationMarker(file).write(former.moved());
    assertThat(refusal(settings)).contains("another one", "remained behind");
  }

  @Test
  void anIncompleteCopyIsRefusedEvenWithoutMarker() throws SQLException, IOException, Refusal {
    try (Connection connection = drivers.create(settings)) {
      Schema.prepareCopy(connection);
    }
    assertThat(refusal(settings)).contains("incomplete copy", "sms:migrate again");
    assertThat(file).doesNotExist();
  }

  @Test
  void powerThatFailsBeforeTheMarkerIsWrittenCostsNothing()
      throws SQLException, IOException, Refusal {
    Installation first = used(settings);
    Files.delete(file);
    assertThat(used(settings)).isEqualTo(first);
    assertThat(Files.readString(file).strip()).isEqualTo(first.id());
  }

  @Test
  void aDatabaseOfANewerGatewayIsRefused() throws SQLException, IOException, Refusal {
    used(settings);
    change(settings, "INSERT INTO schema_version VALUES (999)");
    assertThat(refusal(settings)).contains("newer gateway");
  }

  @Test
  void aDriverThatIsNotInstalledIsNamed() throws SQLException, IOException {
    DatabaseSettings settings =
        new DatabaseSettings(java.util.Map.of("osgi.jdbc.driver.name", "oracle"));
    assertThat(refusal(settings)).contains("\"oracle\"").contains("not installed");
  }

  @Test
  void adoptionNeedsTheIdOfTheConfiguredDatabase() throws SQLException, IOException, Refusal {
    DatabaseSettings foreign = DatabaseSettings.derby(base.resolve("db/foreign"));
    Installation other = used(foreign);
    Files.delete(file);
    Installation mine = used(settings);
    Adoption adoption = new Adoption(drivers, new InstallationMarker(file));
    assertThatThrownBy(() -> adoption.run(foreign, mine.id())).hasMessageContaining(other.id());
    assertThatThrownBy(() -> adoption.run(foreign, "new")).hasMessageContaining(other.id());
    assertThat(refusal(foreign)).contains("another one");
    adoption.run(foreign, other.id());
    assertThat(used(foreign)).isEqualTo(other.moved());
    DatabaseSettings absent = DatabaseSettings.derby(base.resolve("db/absent"));
    assertThatThrownBy(() -> adoption.run(absent, other.id())).hasMessageContaining("new");
    adoption.run(absent, "new");
    assertThat(used(absent)).isNotIn(mine, other);
  }

  @Test
  void aZeroedPageOfATableOrIndexIsFoundAtTheStartAndNothingIsCreated()
      throws SQLException, IOException, Refusal {
    used(settings);
    try (Connection connection = drivers.connect(settings);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 2000; i++) {
        statement.executeUpdate(
            "INSERT INTO counter VALUES ('" + "x".repeat(100) + i + "', " + i + ")");
      }
    }
    drivers.shutDown(settings);
    // The two largest are the table and its index.
    for (Path file : largest(settings.folder().resolve("seg0"), 2)) {
      byte[] whole = Files.readAllBytes(file);
      byte[] octets = whole.clone();
      Arrays.fill(octets, 4096 * 3, 4096 * 4, (byte) 0);
      Files.write(file, octets, StandardOpenOption.TRUNCATE_EXISTING);
      assertDamageIsFound();
      Files.write(file, whole, StandardOpenOption.TRUNCATE_EXISTING);
    }
    try (OpenDatabase database = open(settings)) {
      database.verify();
    }
  }

  private void assertDamageIsFound() {
    assertThatThrownBy(
            () -> {
              try (OpenDatabase database = open(settings)) {
                database.verify();
              }
            })
        .isInstanceOfSatisfying(
            SQLException.class,
            e ->
                assertThat(Diagnosis.of(e, settings.name()))
                    .contains("damaged", "sms:restore", settings.name()));
  }

  @Test
  void aZeroedLogIsFoundAtTheStartAndNothingIsCreated() throws SQLException, IOException, Refusal {
    used(settings);
    for (String name : new String[] {"log.ctrl", "logmirror.ctrl"}) {
      Path log = settings.folder().resolve("log").resolve(name);
      Files.write(log, new byte[(int) Files.size(log)], StandardOpenOption.TRUNCATE_EXISTING);
    }
    assertThatThrownBy(() -> open(settings))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(Diagnosis.of(e, settings.name())).contains("damaged", "sms:restore"));
  }

  private static List<Path> largest(Path folder, int count) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted(Comparator.comparingLong((Path f) -> f.toFile().length()).reversed())
          .limit(count)
          .toList();
    }
  }

  @Test
  void anEngineThatGaveUpComesBackWithEveryCommittedRow()
      throws SQLException, IOException, Refusal, StoreException {
    try (OpenDatabase database = open(settings)) {
      Connection before = database.dataSource().getConnection();
      before.createStatement().executeUpdate("INSERT INTO counter VALUES ('kept', 1)");
      drivers.shutDown(settings);
      assertThatThrownBy(before::createStatement).isInstanceOf(SQLException.class);
      database.dataSource().suspect();
      database.watch();
      assertThat(database.trouble()).isEmpty();
      // The pool may still lend a connection that it has not missed yet: the unit takes another.
      Tx tx = new Tx(database.dataSource(), List::of);
      assertThat(tx.<Long>run((db, wakes) -> db.number("SELECT COUNT(*) FROM counter")))
          .isEqualTo(1);
    }
  }
}
