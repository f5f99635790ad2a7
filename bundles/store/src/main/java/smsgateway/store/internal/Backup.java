package smsgateway.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a copy of the database in use as an embedded database, and verifies it. Derby copies its
 * files online; from PostgreSQL the rows of one moment are copied.
 */
final class Backup {
  private final Drivers drivers;

  Backup(Drivers drivers) {
    this.drivers = drivers;
  }

  List<String> write(DatabaseSettings source, Path directory)
      throws SQLException, IOException, Refusal {
    long start = System.nanoTime();
    Path folder = directory.resolve("smsgateway-" + Folders.stamp());
    if (Files.exists(folder)) {
      throw new Refusal(folder + " is there already.");
    }
    Files.createDirectories(folder);
    Map<String, Long> before;
    Path copy;
    try (Connection connection = drivers.connect(source)) {
      before = Tables.counts(connection);
      copy =
          source.embedded()
              ? copyFiles(connection, source, folder)
              : copyRows(connection, folder.resolve("smsgateway"));
    }
    List<String> lines = new ArrayList<>(verify(copy, before));
    lines.add(
        "Backup of %s in %s, opened and read again; %.1f s."
            .formatted(source.name(), folder, (System.nanoTime() - start) / 1e9));
    if (!source.embedded()) {
      lines.add(
          "The server's own means: pg_dump --format=custom --file=smsgateway.dump "
              + source.name().replace("jdbc:", ""));
    }
    return lines;
  }

  private static Path copyFiles(Connection connection, DatabaseSettings source, Path folder)
      throws SQLException {
    try (CallableStatement call =
        connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
      call.setString(1, folder.toString());
      call.execute();
    }
    return folder.resolve(source.folder().getFileName().toString());
  }

  /** The rows of one moment: the transaction sees nothing that is committed later. */
  private Path copyRows(Connection connection, Path folder) throws SQLException, Refusal {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    DatabaseSettings target = DatabaseSettings.derby(folder);
    try (Connection to = drivers.create(target)) {
      Installation name = Schema.installation(connection).orElseThrow();
      List<String> unused = Migration.copy(connection, to, name);
    } finally {
      drivers.shutDown(target);
    }
    return folder;
  }

  /** Reads all of the copy; rows may have come while it was written, and none may be missing. */
  private List<String> verify(Path folder, Map<String, Long> before) throws SQLException, Refusal {
    DatabaseSettings copy = DatabaseSettings.derby(folder);
    try (Connection connection = drivers.connect(copy)) {
      Tables.check(connection);
      if (Schema.installation(connection).isEmpty()) {
        throw new Refusal("The backup in " + folder + " is not whole.");
      }
      Map<String, Long> after = Tables.counts(connection);
      List<String> lines = new ArrayList<>();
      after.forEach((table, rows) -> lines.add(table + ": " + rows + " rows"));
      connection.rollback();
      for (Map.Entry<String, Long> table : before.entrySet()) {
        if (after.getOrDefault(table.getKey(), 0L) < table.getValue()
            && !mayShrink(table.getKey())) {
          throw new Refusal("The backup in " + folder + " lacks rows of " + table.getKey() + ".");
        }
      }
      return lines;
    } finally {
      drivers.shutDown(copy);
    }
  }

  /** Rows that are removed in daily work. */
  private static boolean mayShrink(String table) {
    return table.equals("sending_stop") || table.equals("app_user");
  }
}
