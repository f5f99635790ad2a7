package smsgateway.bench.power;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.derby.jdbc.EmbeddedDataSource;
import smsgateway.api.SegmentState;

/** The database that a power failure left, opened with the real file system. */
final class Survivor {
  private Survivor() {}

  /** Makes an empty database with the store's tables. */
  static void create(Path folder) {
    EmbeddedDataSource dataSource = dataSource(folder);
    dataSource.setCreateDatabase("create");
    try (Connection connection = dataSource.getConnection()) {
      // Only the store's container start may do this; there is none here.
      Method migrate =
          Class.forName("smsgateway.store.internal.Schema")
              .getDeclaredMethod("migrate", Connection.class);
      migrate.setAccessible(true);
      migrate.invoke(null, connection);
    } catch (SQLException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    shutDown(dataSource(folder));
  }

  /** Everything that is not as promised; a database that does not open is one fault. */
  static List<String> check(Path folder, List<String> promised) {
    EmbeddedDataSource dataSource = dataSource(folder);
    List<String> faults = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      tables(statement, faults);
      promises(statement, promised, faults);
      transitions(statement, faults);
    } catch (SQLException e) {
      faults.add("the database does not open: " + e.getMessage());
    }
    shutDown(dataSource);
    return faults;
  }

  private static EmbeddedDataSource dataSource(Path folder) {
    EmbeddedDataSource dataSource = new EmbeddedDataSource();
    dataSource.setDatabaseName(folder.toString());
    return dataSource;
  }

  private static void shutDown(EmbeddedDataSource dataSource) {
    dataSource.setCreateDatabase(null);
    dataSource.setShutdownDatabase("shutdown");
    try {
      dataSource.getConnection().close();
    } catch (SQLException e) {
      // 08006 says that it is down; a database that did not open says something else.
      System.getLogger(Survivor.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
    }
  }

  private static void tables(Statement statement, List<String> faults) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery("SELECT tablename FROM sys.systables WHERE tabletype = 'T'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    for (String name : names) {
      try (ResultSet rows =
          statement.executeQuery(
              "VALUES SYSCS_UTIL.SYSCS_CHECK_TABLE(CURRENT SCHEMA, '" + name + "')")) {
        rows.next();
        if (rows.getInt(1) != 1) {
          faults.add("table " + name + " is not consistent");
        }
      } catch (SQLException e) {
        faults.add("table " + name + ": " + e.getMessage());
      }
    }
  }

  private static void promises(Statement statement, List<String> promised, List<String> faults)
      throws SQLException {
    Map<String, Set<String>> kept = new HashMap<>();
    kept.put("accepted", values(statement, "SELECT id FROM message"));
    kept.put("planned", values(statement, "SELECT message_id FROM segment"));
    kept.put("received", values(statement, "SELECT hex FROM inbound"));
    kept.put("submitting", values(statement, "SELECT id FROM segment WHERE state <> 'QUEUED'"));
    kept.put("submitted", values(statement, "SELECT id FROM segment WHERE state = 'SUBMITTED'"));
    for (String promise : promised) {
      String[] words = promise.split(" ", 2);
      if (!kept.get(words[0]).contains(words[1])) {
        faults.add("lost: " + promise);
      }
    }
  }

  private static Set<String> values(Statement statement, String sql) throws SQLException {
    Set<String> values = new HashSet<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static void transitions(Statement statement, List<String> faults) throws SQLException {
    Map<String, String> last = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT ref, seq, from_state, to_state FROM transition WHERE kind = 'OUT' AND seq > 0"
                + " ORDER BY id")) {
      while (rows.next()) {
        String key = rows.getString(1) + "/" + rows.getString(2);
        String from = rows.getString(3);
        String to = rows.getString(4);
        boolean legal =
            from.isEmpty() || SegmentState.valueOf(from).next().contains(SegmentState.valueOf(to));
        if (!legal || !from.equals(last.getOrDefault(key, ""))) {
          faults.add("segment " + key + " went from " + from + " to " + to);
        }
        last.put(key, to);
      }
    }
    Set<String> states =
        values(
            statement,
            "SELECT TRIM(CHAR(message_id)) || '/' || TRIM(CHAR(seq)) || ' ' || state FROM segment");
    last.forEach(
        (key, state) -> {
          if (!states.contains(key + " " + state)) {
            faults.add("segment " + key + " is not " + state + ", its last step");
          }
        });
  }
}
