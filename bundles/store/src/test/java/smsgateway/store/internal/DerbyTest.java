package smsgateway.store.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** All contracts on Derby. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DerbyTest
    implements MessageQueueContract,
        DirectoryContract,
        JournalContract,
        AdministrationContract,
        HeldMailsContract,
        SchemaContract {
  private HikariDataSource dataSource;
  private EntityManagerFactory entities;
  private TestStore store;

  @BeforeAll
  void open() throws SQLException {
    dataSource = Databases.pool("jdbc:derby:memory:contract;create=true");
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
  void close() {
    entities.close();
    dataSource.close();
  }

  @Override
  public TestStore store() {
    return store;
  }

  @Override
  public HikariDataSource blank() {
    return Databases.pool("jdbc:derby:memory:blank;create=true");
  }
}
