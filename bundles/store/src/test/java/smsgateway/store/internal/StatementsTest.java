package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class StatementsTest {
  private static final String SQL = "VALUES CAST(? AS INT)";

  private final HikariDataSource pool = Databases.pool("jdbc:derby:memory:statements;create=true");
  private final Statements statements = new Statements();

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void aStatementIsPreparedOnceWhileThePoolKeepsItsConnection() throws SQLException {
    PreparedStatement first;
    try (Connection connection = pool.getConnection()) {
      first = statements.get(connection, SQL);
    }
    try (Connection connection = pool.getConnection()) {
      assertThat(statements.get(connection, SQL)).isSameAs(first);
      assertThat(first.isClosed()).isFalse();
    }
  }

  @Test
  void twoConnectionsNeverShareAStatement() throws SQLException {
    try (Connection one = pool.getConnection();
        Connection other = pool.getConnection()) {
      assertThat(statements.get(one, SQL)).isNotSameAs(statements.get(other, SQL));
    }
  }

  @Test
  @Timeout(30)
  void statementsOfAClosedConnectionAreForgotten() throws SQLException {
    Connection physical;
    try (Connection connection = pool.getConnection()) {
      statements.get(connection, SQL);
      physical = connection.unwrap(Connection.class);
      pool.evictConnection(connection);
    }
    // The pool closes it on a thread of its own.
    while (!physical.isClosed()) {
      Thread.onSpinWait();
    }
    try (Connection connection = pool.getConnection()) {
      statements.get(connection, SQL);
    }
    assertThat(statements.connections()).isEqualTo(1);
  }
}
