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
  static final int NEWEST = 2;

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
    connection.setAutoCommit(false);
    Dialect dialect = Dialect.of(connection);
    for (int next = version(connection) + 1; next <= newest; next++) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : changeSet(next)) {
          statement.execute(dialect.ddl(sql));
        }
        if (next == 1) {
          statement.execute("INSERT INTO installation VALUES ('" + UUID.randomUUID() + "')");
          for (String sql : dialect.setUp()) {
            statement.execute(sql);
          }
        }
        statement.execute("INSERT INTO schema_version VALUES (" + next + ")");
      }
      connection.commit();
    }
  }

  /** 0 for an empty database. */
  static int version(Connection connection) throws SQLException {
    return query(connection, "SELECT MAX(version) FROM schema_version")
        .map(Integer::valueOf)
        .orElse(0);
  }

  /** The id that the first change set gave this database; empty for an empty database. */
  static Optional<String> installation(Connection connection) throws SQLException {
    return query(connection, "SELECT id FROM installation");
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
