package smsgateway.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.StatusSource;

/**
 * Brings the database up to date before anybody sees the data source, and refuses one that is not
 * the gateway's: the file {@code db/installation} holds the id that the database must have.
 *
 * <p>Order: the id is committed in the database before the marker is written. Power failing between
 * the two leaves a database without marker, which the next start takes for its own and marks. The
 * other order would leave a marker without database, which looks like a lost one.
 */
@Component(
    service = {PreHook.class, StatusSource.class},
    property = "name=smsgateway-schema")
public final class SchemaHook implements PreHook, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaHook.class);
  private static final String REMEDY =
      " Restore the database folder from a backup; or, to begin with an empty one, delete the marker file.";

  private final Path marker;
  private volatile Finding finding =
      new Finding(
          Level.RED,
          "database",
          "The database is not open: look at etc/org.ops4j.datasource-smsgateway.cfg and data/log/karaf.log.");

  /** The marker lies in the folder {@code db} of the container's base folder. */
  @Activate
  public SchemaHook() {
    this(Path.of(System.getProperty("karaf.base", "."), "db", "installation"));
  }

  SchemaHook(Path marker) {
    this.marker = marker;
  }

  @Override
  public void prepare(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      prepare(connection);
      finding = new Finding(Level.GREEN, "database", "The schema is up to date.");
    } catch (SQLException | IOException e) {
      LOG.error("The database is not used: {}", e.getMessage());
      finding = new Finding(Level.RED, "database", sentence(e));
      throw e instanceof SQLException sql ? sql : new SQLException(e.getMessage(), e);
    }
  }

  private static String sentence(Exception e) {
    boolean locked = String.valueOf(e.getMessage()).contains("XSDB6");
    return locked
        ? "The database is open in another gateway process: stop that one."
        : "The database is not used: " + e.getMessage();
  }

  private void prepare(Connection connection) throws SQLException, IOException {
    String expected =
        Files.exists(marker) ? Files.readString(marker, StandardCharsets.UTF_8).trim() : "";
    boolean empty = Schema.version(connection) == 0;
    if (!expected.isEmpty() && empty) {
      throw new SQLException(
          "The marker " + marker + " names a database that is gone: this one is empty." + REMEDY);
    }
    Schema.migrate(connection);
    String id = id(connection);
    if (expected.isEmpty()) {
      mark(id);
    } else if (!expected.equals(id)) {
      throw new SQLException(
          "The marker " + marker + " names another database than the one configured." + REMEDY);
    }
  }

  private static String id(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT id FROM installation")) {
        if (rows.next()) {
          return rows.getString(1);
        }
      }
      String id = UUID.randomUUID().toString();
      statement.executeUpdate("INSERT INTO installation VALUES ('" + id + "')");
      connection.commit();
      return id;
    }
  }

  private void mark(String id) throws IOException {
    Files.createDirectories(marker.getParent());
    Path draft = marker.resolveSibling("installation.new");
    Files.writeString(
        draft,
        id,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC);
    Files.move(draft, marker, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public List<Finding> findings() {
    return List.of(finding);
  }
}
