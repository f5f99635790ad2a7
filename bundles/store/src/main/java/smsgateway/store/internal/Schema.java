package smsgateway.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The tables, as numbered change sets that run on every supported database. A change set that was
 * ever released is never edited; a change is a new one.
 */
final class Schema {
  /** Number of the newest change set. */
  static final int NEWEST = 10;

  private static final int GENERATION_SINCE = 3;
  private static final Set<String> NO_SUCH_TABLE = Set.of("42X05", "42Y07", "42P01");

  private Schema() {}

  /**
   * Brings the tables to the newest version; each change set is one transaction, and the first one
   * holds the new installation id too, so that no database of ours is ever without.
   */
  static void migrate(Connection connection) throws SQLException {
    migrate(connection, NEWEST);
  }

  /** As {@link #migrate(Connection)}, to an older version. */
  static void migrate(Connection connection, int newest) throws SQLException {
    migrate(connection, newest, "'" + UUID.randomUUID() + "'");
  }

  /** Makes the tables without an id: a copy has it only when it is complete. */
  static void prepareCopy(Connection connection) throws SQLException {
    migrate(connection, NEWEST, "");
  }

  private static void migrate(Connection connection, int newest, String id) throws SQLException {
    connection.setAutoCommit(false);
    Dialect dialect = Dialect.of(connection);
    for (int next = version(connection) + 1; next <= newest; next++) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : changeSet(next)) {
          statement.execute(dialect.ddl(sql));
        }
        if (next == 1) {
          if (!id.isEmpty()) {
            statement.execute("INSERT INTO installation VALUES (" + id + ")");
          }
          for (String sql : dialect.setUp()) {
            statement.execute(sql);
          }
        }
        statement.execute("INSERT INTO schema_version VALUES (" + next + ")");
      }
      connection.commit();
    }
  }

  /** Refuses tables that this version of the gateway does not know. */
  static void refuseNewer(Connection connection, String what) throws SQLException, Refusal {
    if (version(connection) > NEWEST) {
      throw new Refusal(what + " was made by a newer gateway: install that version again.");
    }
  }

  /** 0 for an empty database. */
  static int version(Connection connection) throws SQLException {
    return query(connection, "SELECT MAX(version) FROM schema_version")
        .map(Integer::valueOf)
        .orElse(0);
  }

  /**
   * What this database is; empty for an empty database and for a copy that was not completed, which
   * has a {@link #version}.
   */
  static Optional<Installation> installation(Connection connection) throws SQLException {
    Optional<String> id = query(connection, "SELECT id FROM installation");
    if (id.isEmpty()) {
      return Optional.empty();
    }
    int generation =
        version(connection) < GENERATION_SINCE
            ? 1
            : query(connection, "SELECT generation FROM installation")
                .map(Integer::valueOf)
                .orElseThrow();
    return Optional.of(new Installation(id.get(), generation));
  }

  /** Replaces what this database is, in the caller's transaction. */
  static void name(Connection connection, Installation installation) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM installation");
      statement.execute(
          "INSERT INTO installation (id, generation) VALUES ('"
              + installation.id()
              + "', "
              + installation.generation()
              + ")");
    }
  }

  private static Optional<String> query(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      if (!NO_SUCH_TABLE.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      return Optional.empty();
    } finally {
      connection.rollback();
    }
  }

  private static List<String> changeSet(int number) {
    String name = "schema-" + number + ".sql";
    try (InputStream file = Schema.class.getResourceAsStream(name)) {
      String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      String plain = all.replaceAll("(?m)^\\s*--.*$", "");
      return Arrays.stream(plain.split(";", -1))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
