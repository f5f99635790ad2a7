package smsgateway.store.internal;

import java.sql.Driver;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.postgresql.osgi.PGDataSourceFactory;

/** The two drivers of the distribution, outside a container. */
final class TestDrivers {
  private TestDrivers() {}

  static Drivers both() {
    Map<String, Object> derby = Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_NAME, "derby");
    Map<String, Object> postgres =
        Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_NAME, "PostgreSQL JDBC Driver");
    return new Drivers(Map.of(new Derby(), derby, new PGDataSourceFactory(), postgres));
  }

  private static final class Derby implements DataSourceFactory {
    @Override
    public DataSource createDataSource(Properties properties) {
      EmbeddedDataSource dataSource = new EmbeddedDataSource();
      dataSource.setDatabaseName(properties.getProperty("databaseName"));
      dataSource.setUser(properties.getProperty("user"));
      dataSource.setPassword(properties.getProperty("password"));
      dataSource.setCreateDatabase(properties.getProperty("createDatabase"));
      dataSource.setShutdownDatabase(properties.getProperty("shutdownDatabase"));
      return dataSource;
    }

    @Override
    public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties)
        throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public XADataSource createXADataSource(Properties properties)
        throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public Driver createDriver(Properties properties) throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }
  }
}
