package smsgateway.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the prepared statements of pooled connections: to prepare one costs Derby more than to run
 * it, even when it knows the text. They belong to the physical connection, which the pool lends to
 * one thread at a time, and end with it. Safe for any number of threads.
 */
final class Statements {
  private final Map<Connection, Map<String, PreparedStatement>> known = new ConcurrentHashMap<>();

  /**
   * A statement that is used and left open, each time with all its parameters set anew. Its result
   * must be read and closed before the same text is asked for again.
   */
  PreparedStatement get(Connection pooled, String sql) throws SQLException {
    return get(pooled, sql, false);
  }

  /** Like {@link #get(Connection, String)}; gives the keys that an INSERT generates. */
  PreparedStatement withKeys(Connection pooled, String sql) throws SQLException {
    return get(pooled, sql, true);
  }

  private PreparedStatement get(Connection pooled, String sql, boolean keys) throws SQLException {
    Connection physical = pooled.unwrap(Connection.class);
    Map<String, PreparedStatement> mine = known.get(physical);
    if (mine == null) {
      forgetClosed();
      mine = known.computeIfAbsent(physical, c -> new HashMap<>());
    }
    PreparedStatement statement = mine.get(sql);
    if (statement == null) {
      statement =
          keys
              ? physical.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)
              : physical.prepareStatement(sql);
      mine.put(sql, statement);
    }
    return statement;
  }

  private void forgetClosed() throws SQLException {
    for (Iterator<Connection> all = known.keySet().iterator(); all.hasNext(); ) {
      if (all.next().isClosed()) {
        all.remove();
      }
    }
  }

  /** How many connections' statements are kept. */
  int connections() {
    return known.size();
  }
}
