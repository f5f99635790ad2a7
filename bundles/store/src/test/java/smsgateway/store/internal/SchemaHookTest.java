package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.StatusSource.Level;

/** A database that is not the gateway's own is never used and never created anew. */
final class SchemaHookTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @TempDir Path base;
  private Path marker;
  private SchemaHook hook;

  @BeforeEach
  void folders() {
    marker = base.resolve("db/installation");
    hook = new SchemaHook(base);
  }

  private static DataSource empty() {
    EmbeddedDataSource dataSource = new EmbeddedDataSource();
    dataSource.setDatabaseName("memory:hook" + DATABASES.incrementAndGet());
    dataSource.setCreateDatabase("create");
    return dataSource;
  }

  private static String id(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return Schema.installation(connection).orElse("");
    }
  }

  @Test
  void withoutMarkerADatabaseIsCreatedAndMarked() throws SQLException, IOException {
    DataSource dataSource = empty();
    hook.prepare(dataSource);
    assertThat(Files.readString(marker).strip()).isEqualTo(id(dataSource)).hasSize(36);
  }

  @Test
  void theMarkedDatabaseIsUsedAgain() throws SQLException {
    DataSource dataSource = empty();
    hook.prepare(dataSource);
    String id = id(dataSource);
    new SchemaHook(base).prepare(dataSource);
    assertThat(id(dataSource)).isEqualTo(id);
  }

  @Test
  void anEmptyDatabaseIsRefusedWhenThereIsAMarker() throws SQLException {
    hook.prepare(empty());
    DataSource other = empty();
    assertThatThrownBy(() -> hook.prepare(other))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("missing")
        .hasMessageContaining("installation");
    assertThat(id(other)).isEmpty();
    assertThat(hook.findings().get(0).level()).isEqualTo(Level.RED);
    assertThat(hook.findings().get(0).message()).contains("missing").contains("Restore");
  }

  @Test
  void anotherDatabaseIsRefusedAndNotChanged() throws SQLException, IOException {
    hook.prepare(empty());
    String marked = Files.readString(marker);
    DataSource foreign = empty();
    new SchemaHook(base.resolve("elsewhere")).prepare(foreign);
    assertThatThrownBy(() -> hook.prepare(foreign)).hasMessageContaining("another one");
    assertThat(Files.readString(marker)).isEqualTo(marked);
    assertThat(hook.findings().get(0).level()).isEqualTo(Level.RED);
  }

  @Test
  void powerThatFailsBeforeTheMarkerIsWrittenCostsNothing() throws SQLException, IOException {
    DataSource dataSource = empty();
    hook.prepare(dataSource);
    String id = id(dataSource);
    Files.delete(marker);
    new SchemaHook(base).prepare(dataSource);
    assertThat(Files.readString(marker).strip()).isEqualTo(id);
  }

  @Test
  void aDatabaseOfANewerGatewayIsRefused() throws SQLException {
    DataSource dataSource = empty();
    hook.prepare(dataSource);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO schema_version VALUES (999)");
    }
    assertThatThrownBy(() -> hook.prepare(dataSource)).hasMessageContaining("newer gateway");
  }

  @Test
  void beforeAnyDataSourceItIsRedAndNamesTheFile() {
    assertThat(hook.findings().get(0).level()).isEqualTo(Level.RED);
    assertThat(hook.findings().get(0).message()).contains("org.ops4j.datasource-smsgateway.cfg");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsRedWithItsOwnWords() {
    EmbeddedDataSource absent = new EmbeddedDataSource();
    absent.setDatabaseName("memory:absent");
    assertThatThrownBy(() -> hook.prepare(absent)).isInstanceOf(SQLException.class);
    assertThat(hook.findings().get(0).level()).isEqualTo(Level.RED);
    assertThat(hook.findings().get(0).message()).contains("memory:absent");
    assertThat(marker).doesNotExist();
  }
}
