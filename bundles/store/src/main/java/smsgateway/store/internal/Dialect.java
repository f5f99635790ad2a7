package smsgateway.store.internal;

import java.sql.Connection;
import java.sql.SQLException;

/** The few places where Derby and PostgreSQL differ. */
enum Dialect {
  /** Apache Derby 10.14. */
  DERBY("CLOB(1M)", " WITH UR"),
  /** PostgreSQL 15 or later. */
  POSTGRESQL("TEXT", "");

  private final String text;
  private final String dirtyRead;

  Dialect(String text, String dirtyRead) {
    this.text = text;
    this.dirtyRead = dirtyRead;
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
   * Names the index for the table before it. Without statistics Derby may sort the whole backlog at
   * each claim; PostgreSQL takes the hint for a comment.
   */
  String index(String name) {
    return " --DERBY-PROPERTIES index=" + name + "\n";
  }

  /**
   * Ends a query for candidates that takes no lock: the conditional UPDATE that follows is the
   * truth. PostgreSQL's readers take none anyway.
   */
  String dirtyRead() {
    return dirtyRead;
  }
}
