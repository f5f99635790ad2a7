package smsgateway.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;

/** Opens databases with the drivers that are installed. */
final class Drivers {
  private static final String SHUT_DOWN = "08006";
  private static final String NOT_RUNNING = "XJ004";

  private final Map<DataSourceFactory, Map<String, Object>> factories;

  /** The drivers with the properties of their services; may change while it is used. */
  Drivers(Map<DataSourceFactory, Map<String, Object>> factories) {
    this.factories = factories;
  }

  /** Every connection is a new one; an embedded database must exist. */
  DataSource dataSource(DatabaseSettings settings) throws SQLException, Refusal {
    return factory(settings).createDataSource(settings.forDriver());
  }

  Connection connect(DatabaseSettings settings) throws SQLException, Refusal {
    return dataSource(settings).getConnection();
  }

  /** Connects; an embedded database that does not exist is created, without tables. */
  Connection create(DatabaseSettings settings) throws SQLException, Refusal {
    Properties properties = settings.forDriver();
    if (settings.embedded()) {
      properties.setProperty("createDatabase", "create");
    }
    return factory(settings).createDataSource(properties).getConnection();
  }

  /** Ends an embedded database, also a broken one; its connections are closed. */
  void shutDown(DatabaseSettings settings) throws SQLException, Refusal {
    if (!settings.embedded()) {
      return;
    }
    Properties properties = settings.forDriver();
    properties.setProperty("shutdownDatabase", "shutdown");
    DataSource dataSource = factory(settings).createDataSource(properties);
    try (Connection neverOpened = dataSource.getConnection()) {
      throw new SQLException("The embedded database goes on: " + neverOpened);
    } catch (SQLException e) {
      if (!SHUT_DOWN.equals(e.getSQLState()) && !NOT_RUNNING.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private DataSourceFactory factory(DatabaseSettings settings) throws Refusal {
    return factories.entrySet().stream()
        .filter(
            f ->
                settings.driver().equals(f.getValue().get(DataSourceFactory.OSGI_JDBC_DRIVER_NAME)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "The database driver \""
                        + settings.driver()
                        + "\" of etc/"
                        + DatabaseSettings.FILE
                        + " is not installed: derby and PostgreSQL JDBC Driver are."));
  }
}
