package smsgateway.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** The few places where Derby and PostgreSQL differ. */
enum Dialect {
  /** Apache Derby 10.14. */
  DERBY("CLOB(1M)", " WITH UR", "id = ?"),
  /** PostgreSQL 15 or later. */
  POSTGRESQL("TEXT", "", "id = (SELECT c.id FROM segment c WHERE c.id = ? FOR UPDATE SKIP LOCKED)");

  private final String text;
  private final String dirtyRead;
  private final String claimed;

  Dialect(String text, String dirtyRead, String claimed) {
    this.text = text;
    this.dirtyRead = dirtyRead;
    this.claimed = claimed;
  }

  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return product.startsWith("PostgreSQL") ? POSTGRESQL : DERBY;
  }

  /** A change set's statement with this database's type for long texts. */
  String ddl(String statement) {
    return statement.replace("LONG_TEXT", text);
  }

  /**
   * What a new database is told once. Derby looks for deadlocks only after a lock was waited for
   * this many seconds; its default of 20 outlasts the patience of a modem.
   */
  List<String> setUp() {
    return this == DERBY
        ? List.of(
            "CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.locks.deadlockTimeout', '1')",
            "CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.locks.waitTimeout', '10')")
        : List.of();
  }

  /**
   * Names the index for the table before it. Without statistics Derby may sort the whole backlog at
   * each claim; PostgreSQL takes the hint for a comment.
   */
  String index(String name) {
    return " --DERBY-PROPERTIES index=" + name.toUpperCase(Locale.ROOT) + "\n";
  }

  /**
   * Ends a query for candidates that takes no lock: the conditional UPDATE that follows is the
   * truth. PostgreSQL's readers take none anyway.
   */
  String dirtyRead() {
    return dirtyRead;
  }

  /** Condition with one parameter, the id of a segment to claim; passes over one in other hands. */
  String claimed() {
    return claimed;
  }

  /** Lets the one who copies a table number its rows, or the database as usual. */
  String numberedByCaller(String table, String column, boolean caller) {
    return "ALTER TABLE "
        + table
        + " ALTER COLUMN "
        + column
        + " SET GENERATED "
        + (caller ? "BY DEFAULT" : "ALWAYS");
  }

  /** The number that the database would give next; those of removed rows never come again. */
  long nextNumber(Connection connection, String table, String column) throws SQLException {
    String peek =
        this == DERBY
            ? "VALUES SYSCS_UTIL.SYSCS_PEEK_AT_IDENTITY('"
                + connection.getSchema()
                + "', '"
                + table.toUpperCase(Locale.ROOT)
                + "')"
            : "SELECT nextval(pg_get_serial_sequence('" + table + "', '" + column + "'))";
    try (Statement statement = connection.createStatement()) {
      return Math.max(
          Tables.number(statement, peek),
          1 + Tables.number(statement, "SELECT MAX(" + column + ") FROM " + table));
    }
  }
}
