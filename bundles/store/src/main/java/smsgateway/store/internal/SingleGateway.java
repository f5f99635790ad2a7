package smsgateway.store.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One gateway per database. On PostgreSQL a session's advisory lock, which the server releases when
 * the process dies; an embedded Derby has a lock file of its own.
 */
final class SingleGateway {
  /** "sms gateway" on a telephone's keys, cut to 31 bits. */
  private static final int KEY = 767_428_392;

  /** lock_not_available. */
  private static final String TIMEOUT = "55P03";

  private static final String HOLDER =
      "SELECT a.application_name, COALESCE(host(a.client_addr), 'a local socket'),"
          + " to_char(a.backend_start, 'YYYY-MM-DD HH24:MI') FROM pg_stat_activity a"
          + " JOIN pg_locks l ON l.pid = a.pid WHERE l.locktype = 'advisory' AND l.granted"
          + " AND l.classid = 0 AND l.objid = "
          + KEY
          + " AND a.datname = current_database()";

  private SingleGateway() {}

  /** Takes the lock for as long as the connection lives; refuses naming who has it. */
  static void claim(Connection connection, String name) throws SQLException, Refusal {
    if (Dialect.of(connection) != Dialect.POSTGRESQL) {
      return;
    }
    connection.setAutoCommit(true);
    connection.setClientInfo("ApplicationName", "smsgateway on " + host());
    try (Statement statement = connection.createStatement()) {
      if (!locked(statement)) {
        throw new Refusal(
            "Another gateway uses the database "
                + name
                + ": "
                + first(statement, HOLDER)
                + ". Stop that one, or give this one a database of its own.");
      }
    }
  }

  /** Waits a little: of a connection that was closed the server learns some moments later. */
  private static boolean locked(Statement statement) throws SQLException {
    statement.execute("SET lock_timeout = '2s'");
    try {
      statement.execute("SELECT pg_advisory_lock(" + KEY + ")");
      return true;
    } catch (SQLException e) {
      if (!TIMEOUT.equals(e.getSQLState())) {
        throw e;
      }
      return false;
    } finally {
      statement.execute("SET lock_timeout = 0");
    }
  }

  private static String first(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      if (!rows.next()) {
        return "one that has just left";
      }
      return rows.getMetaData().getColumnCount() == 1
          ? rows.getString(1)
          : rows.getString(1) + " from " + rows.getString(2) + " since " + rows.getString(3);
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName()
          + ", process "
          + ProcessHandle.current().pid();
    } catch (UnknownHostException e) {
      return "process " + ProcessHandle.current().pid();
    }
  }
}
