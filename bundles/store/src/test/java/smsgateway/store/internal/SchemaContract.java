package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import smsgateway.api.StoreException;

/** Change sets run in order, on a database with data too. */
interface SchemaContract {
  /** An empty database, asked for once; closed by the caller. */
  HikariDataSource blank() throws SQLException;

  @Test
  default void aDatabaseOfTheFirstVersionKeepsItsRowsAndIdWhenItIsBroughtUpToDate()
      throws SQLException, StoreException {
    try (HikariDataSource dataSource = blank()) {
      Installation id;
      try (Connection connection = dataSource.getConnection()) {
        Schema.migrate(connection, 1);
        id = Schema.installation(connection).orElseThrow();
        try (Statement statement = connection.createStatement()) {
          statement.executeUpdate("INSERT INTO counter (name, last_value) VALUES ('kept', 17)");
        }
        connection.commit();
        Schema.migrate(connection);
        assertThat(Schema.version(connection)).isEqualTo(Schema.NEWEST);
        assertThat(Schema.installation(connection)).contains(id);
        Schema.migrate(connection);
      }
      TestStore store = new TestStore(dataSource, null);
      assertThat(store.sql("SELECT last_value FROM counter WHERE name = 'kept'")).isEqualTo(17);
      assertThat(store.sql("SELECT COUNT(*) FROM schema_version")).isEqualTo(Schema.NEWEST);
      long session = store.queue.openSession("north", TestStore.SIM);
      store.planned(TestStore.NUMBER);
      assertThat(store.queue.nextSubmit(session)).isPresent();
    }
  }
}
