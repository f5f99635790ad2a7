package smsgateway.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One transaction's connection with the few calls that plain SQL needs. */
final class Db {
  private final Connection connection;
  private final Dialect dialect;
  private final Statements statements;
  private final Map<String, List<Object[]>> last = new LinkedHashMap<>();

  Db(Connection connection, Dialect dialect, Statements statements) {
    this.connection = connection;
    this.statements = statements;
    this.dialect = dialect;
  }

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A typed NULL: Derby does not take an untyped one. */
  enum Null {
    TEXT(Types.VARCHAR),
    NUMBER(Types.BIGINT);

    private final int type;

    Null(int type) {
      this.type = type;
    }
  }

  Dialect dialect() {
    return dialect;
  }

  /** Rows changed. */
  int update(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = statements.get(connection, sql);
    bind(statement, arguments);
    return statement.executeUpdate();
  }

  /**
   * Changes rows just before the commit, all that have the same text in one step: a database server
   * is asked once for all of them. Nothing in the transaction may depend on it.
   */
  void atLast(String sql, Object... arguments) {
    last.computeIfAbsent(sql, s -> new ArrayList<>()).add(arguments);
  }

  /** Does what was left {@link #atLast}. */
  void finish() throws SQLException {
    for (Map.Entry<String, List<Object[]>> left : last.entrySet()) {
      PreparedStatement statement = statements.get(connection, left.getKey());
      try {
        for (Object[] arguments : left.getValue()) {
          bind(statement, arguments);
          statement.addBatch();
        }
        statement.executeBatch();
      } finally {
        // The statement outlives the transaction, which may be repeated.
        statement.clearBatch();
      }
    }
  }

  /** Inserts a row and returns its generated key, which must be the first column. */
  long insert(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = statements.withKeys(connection, sql);
    bind(statement, arguments);
    statement.executeUpdate();
    try (ResultSet keys = statement.getGeneratedKeys()) {
      keys.next();
      return keys.getLong(1);
    }
  }

  /** All rows; the reader must not query by itself. */
  <T> List<T> list(String sql, Row<T> reader, Object... arguments) throws SQLException {
    PreparedStatement statement = statements.get(connection, sql);
    bind(statement, arguments);
    try (ResultSet rows = statement.executeQuery()) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(reader.read(rows));
      }
      return result;
    }
  }

  <T> Optional<T> first(String sql, Row<T> reader, Object... arguments) throws SQLException {
    return list(sql, reader, arguments).stream().findFirst();
  }

  /** A number, or 0 when there is no row. */
  long number(String sql, Object... arguments) throws SQLException {
    return first(sql, row -> row.getLong(1), arguments).orElse(0L);
  }

  /** Whether the query gives a row. */
  boolean exists(String sql, Object... arguments) throws SQLException {
    return !list(sql, row -> true, arguments).isEmpty();
  }

  /** Cuts a text to the length of its column. */
  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      bind(statement, i + 1, arguments[i]);
    }
  }

  private static void bind(PreparedStatement statement, int place, Object argument)
      throws SQLException {
    if (argument instanceof Null empty) {
      statement.setNull(place, empty.type);
    } else if (argument instanceof Enum<?> value) {
      statement.setString(place, value.name());
    } else if (argument instanceof Boolean flag) {
      statement.setInt(place, flag ? 1 : 0);
    } else if (argument instanceof String text) {
      // PostgreSQL stores no NUL; one in a mail must not make the mail impossible to accept.
      statement.setString(place, text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD'));
    } else {
      statement.setObject(place, argument);
    }
  }
}
