package smsgateway.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a database itself says about its tables; names are in small letters. */
final class Tables {
  private Tables() {}

  /**
   * One column.
   *
   * @param type of {@link java.sql.Types}
   * @param generated whether the database numbers it
   */
  record Column(String name, int type, boolean generated) {}

  /** All tables of the schema in use, also those that are not the gateway's. */
  static List<String> names(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return names.stream().sorted().toList();
  }

  static List<Column> columns(Connection connection, String table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getColumns(null, connection.getSchema(), stored(connection, table), "%")) {
      while (rows.next()) {
        columns.add(
            new Column(
                rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                rows.getInt("DATA_TYPE"),
                "YES".equals(rows.getString("IS_AUTOINCREMENT"))));
      }
    }
    return columns;
  }

  /** The column that the database numbers. */
  static Optional<Column> generated(Connection connection, String table) throws SQLException {
    return columns(connection, table).stream().filter(Column::generated).findFirst();
  }

  private static String stored(Connection connection, String table) throws SQLException {
    return connection.getMetaData().storesUpperCaseIdentifiers()
        ? table.toUpperCase(Locale.ROOT)
        : table;
  }

  /** Rows of each table. */
  static Map<String, Long> counts(Connection connection) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      for (String table : names(connection)) {
        counts.put(table, number(statement, "SELECT COUNT(*) FROM " + table));
      }
    }
    return counts;
  }

  /**
   * Reads every page of the tables and indexes of a Derby database, whose checksums it verifies
   * then. It takes no locks, unlike {@link #check}, and does not compare them.
   *
   * @throws SQLException when one is damaged
   */
  static void read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : names(connection)) {
        List<String> paths = new ArrayList<>(indexes(connection, table));
        paths.add("null");
        for (String path : paths) {
          long unused =
              number(
                  statement,
                  "SELECT COUNT(*) FROM "
                      + table
                      + " --DERBY-PROPERTIES index = "
                      + path
                      + "\nWITH UR");
        }
      }
    }
  }

  private static Set<String> indexes(Connection connection, String table) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getIndexInfo(null, connection.getSchema(), stored(connection, table), false, true)) {
      while (rows.next()) {
        if (rows.getString("INDEX_NAME") != null) {
          names.add(rows.getString("INDEX_NAME"));
        }
      }
    }
    return names;
  }

  /**
   * Reads every row and every index of a Derby database and compares them.
   *
   * @throws SQLException when something cannot be read or does not fit
   */
  static void check(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : names(connection)) {
        String arguments =
            "'" + connection.getSchema() + "', '" + table.toUpperCase(Locale.ROOT) + "'";
        long good = number(statement, "VALUES SYSCS_UTIL.SYSCS_CHECK_TABLE(" + arguments + ")");
        if (good != 1) {
          throw new SQLException("table " + table + " does not fit its indexes", "XSDB0");
        }
      }
    }
  }

  static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
