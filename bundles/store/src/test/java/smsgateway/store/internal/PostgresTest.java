package smsgateway.store.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** All contracts on PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresTest
    implements MessageQueueContract,
        DirectoryContract,
        JournalContract,
        AdministrationContract,
        HeldMailsContract,
        SchemaContract {
  private io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private HikariDataSource dataSource;
  private EntityManagerFactory entities;
  private TestStore store;

  @BeforeAll
  void open() throws SQLException, java.io.IOException {
    server = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.start();
    dataSource = Databases.pool(server.getJdbcUrl("postgres", "postgres"));
    Databases.migrate(dataSource);
    entities = Databases.entities(dataSource);
  }

  @BeforeEach
  void fresh() throws SQLException {
    Databases.empty(dataSource);
    store =
        new TestStore(dataSource, new UserDirectory(Databases.transactions(entities), dataSource));
  }

  @AfterAll
  void close() throws java.io.IOException {
    entities.close();
    dataSource.close();
    server.close();
  }

  @Override
  public TestStore store() {
    return store;
  }

  @Override
  public HikariDataSource blank() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE blank");
    }
    return Databases.pool(server.getJdbcUrl("postgres", "blank"));
  }
}
