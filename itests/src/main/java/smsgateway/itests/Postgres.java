package smsgateway.itests;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server of its own, with its default durability, on a loopback port. */
public final class Postgres implements AutoCloseable {
  private final int port = Container.freePort();
  private final Path data;
  private EmbeddedPostgres server;

  /** Starts a server with an empty database. */
  public Postgres() {
    try {
      // Not below the project: the server runs as another user when the test runs as root.
      data = Files.createTempDirectory("smsgateway-postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** Starts the server again after {@link #stop}. */
  public void start() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              // Otherwise off: a test server that may lose commits would prove nothing.
              .setServerConfig("synchronous_commit", "on")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the server; its data stay. */
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends every connection at the server, as a failover does. */
  public void dropConnections() {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Address of the database that {@link #configure} names. */
  public String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** Makes a container use this server; to be called before its first start. */
  public Container configure(Container container) {
    return container.etc(
        "org.ops4j.datasource-smsgateway.cfg",
        "osgi.jdbc.driver.name = PostgreSQL JDBC Driver",
        "url = " + url(),
        "dataSourceName = smsgateway",
        "user = postgres",
        "password = postgres",
        "pool = hikari",
        "hikari.maximumPoolSize = 12",
        "hikari.connectionTimeout = 3000");
  }

  @Override
  public void close() {
    stop();
    Disk.delete(data);
  }
}
