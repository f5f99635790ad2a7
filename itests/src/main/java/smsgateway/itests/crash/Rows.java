package smsgateway.itests.crash;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** The database of a gateway that has ended, read without any code of the gateway. */
public final class Rows implements AutoCloseable {
  private final EmbeddedDataSource dataSource = new EmbeddedDataSource();
  private final Connection connection;

  /** Opens the database in a folder. */
  public Rows(Path folder) {
    dataSource.setDatabaseName(folder.toString());
    dataSource.setUser("smsgateway");
    dataSource.setPassword("smsgateway");
    try {
      connection = dataSource.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One row; columns count from 1. */
  public record Row(List<Object> values) {
    /** A value as text. */
    public String text(int column) {
      return String.valueOf(values.get(column - 1));
    }

    /** A value as number; 0 for none. */
    public long number(int column) {
      Object value = values.get(column - 1);
      return value == null ? 0 : ((Number) value).longValue();
    }
  }

  /** All rows of a query. */
  public List<Row> all(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<Row> rows = new ArrayList<>();
      while (found.next()) {
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          values.add(found.getObject(i));
        }
        rows.add(new Row(values));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one number that a query gives. */
  public long number(String sql) {
    return all(sql).get(0).number(1);
  }

  @Override
  public void close() {
    try {
      connection.close();
      dataSource.setShutdownDatabase("shutdown");
      dataSource.getConnection().close();
      throw new IllegalStateException("Derby did not report its shutdown");
    } catch (SQLException e) {
      // A single database that is down says 08006; anything else is a fault.
      if (!"08006".equals(e.getSQLState())) {
        throw new IllegalStateException(e);
      }
    }
  }
}
