package smsgateway.store.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's database while it is in use: a connection of its own, which holds the lock against
 * a second gateway, and the pool. One thread calls it.
 */
final class OpenDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);

  /** Reading this many octets at the start costs about two seconds. */
  private static final long CHECKED = 256L << 20;

  private static final int ANSWER_SECONDS = 3;

  private final DatabaseSettings settings;
  private final Drivers drivers;
  private final HikariDataSource pool;
  private final ServingDataSource serving;
  private Connection own;
  private volatile String trouble = "";

  private OpenDatabase(DatabaseSettings settings, Drivers drivers, Connection own)
      throws SQLException, Refusal {
    this.settings = settings;
    this.drivers = drivers;
    this.own = own;
    HikariConfig config = new HikariConfig(settings.forPool());
    config.setDataSource(drivers.dataSource(settings));
    pool = new HikariDataSource(config);
    serving = new ServingDataSource(pool);
  }

  /**
   * Opens the gateway's own database; every other one is left as it is.
   *
   * @throws SQLException when it does not answer or is damaged
   */
  static OpenDatabase open(DatabaseSettings settings, Drivers drivers, Admission admission)
      throws SQLException, IOException, Refusal {
    Connection own = connect(settings, drivers, admission);
    try {
      SingleGateway.claim(own, settings.name());
      requireWritable(own, settings);
      admission.admit(own, settings.name());
      return new OpenDatabase(settings, drivers, own);
    } catch (SQLException | IOException | Refusal | RuntimeException e) {
      release(own);
      drivers.shutDown(settings);
      throw e;
    }
  }

  private static Connection connect(DatabaseSettings settings, Drivers drivers, Admission admission)
      throws SQLException, IOException, Refusal {
    if (admission.mayCreate()) {
      return drivers.create(settings);
    }
    try {
      return drivers.connect(settings);
    } catch (SQLException e) {
      if (Diagnosis.absent(e)) {
        throw admission.missing(settings.name());
      }
      throw e;
    }
  }

  /** Without room for its log Derby opens a database to be read, and does not see its last rows. */
  private static void requireWritable(Connection own, DatabaseSettings settings)
      throws SQLException, Refusal {
    if (own.getMetaData().isReadOnly()) {
      throw new Refusal(
          "The database "
              + settings.name()
              + " cannot be written: make room on its disk, or correct the rights of its folder.");
    }
  }

  /** Files that vanish meanwhile do not count. */
  private static long size(File file) {
    File[] children = file.listFiles();
    return children == null
        ? file.length()
        : Arrays.stream(children).mapToLong(OpenDatabase::size).sum();
  }

  /**
   * Reads an embedded database of up to 256 MB, without waiting for anybody.
   *
   * @throws SQLException when a page is damaged
   */
  void verify() throws SQLException {
    if (settings.embedded() && size(settings.folder().toFile()) <= CHECKED) {
      own.setAutoCommit(false);
      Tables.read(own);
      // Derby compiles its metadata queries into the catalogue, once in a database's life; until
      // that is committed every statement of everybody reads the catalogue instead of its cache.
      own.commit();
    }
  }

  DatabaseSettings settings() {
    return settings;
  }

  ServingDataSource dataSource() {
    return serving;
  }

  /** Why it cannot be used just now; empty while it can. */
  String trouble() {
    return trouble;
  }

  /**
   * Looks whether the database is well, and brings an embedded one back whose engine gave up. To be
   * called every second.
   *
   * @throws Refusal when the database belongs to another gateway by now; it must be closed then
   */
  void watch() throws Refusal {
    try {
      if (settings.embedded()) {
        watchEmbedded();
      } else if (!own.isValid(ANSWER_SECONDS)) {
        reconnect();
      }
      if (!trouble.isEmpty()) {
        LOG.info("The database {} is back", settings.name());
      }
      trouble = "";
    } catch (SQLException e) {
      String sentence = Diagnosis.of(e, settings.name());
      if (trouble.isEmpty()) {
        LOG.error(sentence);
      }
      trouble = sentence;
    }
  }

  private void reconnect() throws SQLException, Refusal {
    release(own);
    own = drivers.connect(settings);
    SingleGateway.claim(own, settings.name());
  }

  /**
   * After a failed write to its log Derby refuses all work until it is shut down and booted again:
   * the boot brings back what was committed. What is in the pool notices it is dead and is
   * replaced.
   */
  private void watchEmbedded() throws SQLException, Refusal {
    if (!serving.suspected()) {
      return;
    }
    // Before the probe: who fails during it is to be heard.
    serving.trust();
    try {
      probe();
    } catch (SQLException broken) {
      serving.suspect();
      release(own);
      drivers.shutDown(settings);
      own = drivers.connect(settings);
      probe();
      serving.trust();
    }
  }

  /** A write that reaches the disk. */
  private void probe() throws SQLException {
    own.setAutoCommit(true);
    try (Statement statement = own.createStatement()) {
      statement.executeUpdate("UPDATE installation SET generation = generation");
    }
  }

  /** Ends the pool and the lock; nobody uses the pool any more. */
  @Override
  public void close() {
    pool.close();
    release(own);
    try {
      drivers.shutDown(settings);
    } catch (SQLException | Refusal e) {
      LOG.warn("The database {} was not shut down: {}", settings.name(), e.getMessage());
    }
  }

  private static void release(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is dead or has a transaction that its end rolls back.
      LOG.debug("close failed", e);
    }
  }
}
