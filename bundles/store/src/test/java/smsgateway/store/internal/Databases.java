package smsgateway.store.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;

/** Databases and what drives them outside a container. */
final class Databases {
  private static final List<String> TABLES =
      List.of(
          "app_user",
          "source",
          "mail",
          "message",
          "segment",
          "attempt",
          "transition",
          "sim",
          "modem_session",
          "counter",
          "inbound",
          "inbound_recipient",
          "outgoing",
          "sending_stop",
          "mailbox",
          "held_mail",
          "way",
          "user_address",
          "number_change");

  private Databases() {}

  /** A pool like the container's. */
  static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(20);
    return new HikariDataSource(config);
  }

  static void migrate(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Schema.migrate(connection);
    }
  }

  static void empty(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.executeUpdate("DELETE FROM " + table);
      }
    }
  }

  static EntityManagerFactory entities(DataSource dataSource) {
    return Persistence.createEntityManagerFactory(
        "smsgateway", Map.of("javax.persistence.nonJtaDataSource", dataSource));
  }

  static UserDirectory.Transactions transactions(EntityManagerFactory factory) {
    return new UserDirectory.Transactions() {
      @Override
      public <T> T run(Function<EntityManager, T> work) {
        EntityManager em = factory.createEntityManager();
        try {
          em.getTransaction().begin();
          T result = work.apply(em);
          em.getTransaction().commit();
          return result;
        } finally {
          if (em.getTransaction().isActive()) {
            em.getTransaction().rollback();
          }
          em.close();
        }
      }
    };
  }
}
