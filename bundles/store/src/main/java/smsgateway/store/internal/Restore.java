package smsgateway.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the data of a backup in the place of the configured database.
 *
 * <p>Order: the backup is copied, checked and named beside the database in use, then the two change
 * places, and the marker is last. Power failing before that leaves a marker that fits nothing: the
 * gateway refuses to start, and the restore is ordered again.
 */
final class Restore {
  private static final String SIGN = "service.properties";

  private final Drivers drivers;
  private final Folders folders;

  Restore(Drivers drivers, Folders folders) {
    this.drivers = drivers;
    this.folders = folders;
  }

  /**
   * Restores.
   *
   * @param close withdraws the present database from the gateway, if there is one
   */
  List<String> run(Path backup, DatabaseSettings target, Runnable close)
      throws SQLException, IOException, Refusal {
    Path found = find(backup);
    String stamp = Folders.stamp();
    Path stage = folders.base().resolve("db").resolve("restoring-" + stamp);
    copyFiles(found, stage);
    DatabaseSettings staged = DatabaseSettings.derby(stage);
    List<String> lines = new ArrayList<>();
    Installation name = prepare(staged);
    if (target.embedded()) {
      close.run();
      drivers.shutDown(target);
      lines.add(exchange(target.folder(), stage, stamp));
    } else {
      lines.addAll(copyRows(staged, target, name, close));
    }
    folders.marker().write(name);
    lines.add("The data of " + found + " are in " + target.name() + ".");
    lines.add(
        "All sending is stopped: what waits may have been sent since the backup. Look at sms:list,"
            + " sms:cancel what must not go again, then sms:release.");
    return lines;
  }

  /** A backup's folder, or the one that holds it. */
  private static Path find(Path backup) throws IOException, Refusal {
    if (Files.exists(backup.resolve(SIGN))) {
      return backup;
    }
    if (Files.isDirectory(backup)) {
      try (Stream<Path> children = Files.list(backup)) {
        List<Path> all = children.filter(c -> Files.exists(c.resolve(SIGN))).toList();
        if (all.size() == 1) {
          return all.get(0);
        }
      }
    }
    throw new Refusal(backup + " holds no backup: name a folder that sms:backup wrote.");
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path target = to.resolve(from.relativize(file).toString());
              Files.createDirectories(target.getParent());
              Files.copy(file, target);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Reads all of it, brings it up to date, stops its sending and gives it the next generation. */
  private Installation prepare(DatabaseSettings staged) throws SQLException, IOException, Refusal {
    try (Connection connection = drivers.connect(staged)) {
      Tables.check(connection);
      Installation found =
          Schema.installation(connection)
              .orElseThrow(() -> new Refusal("The backup is not one of a gateway's database."));
      Schema.refuseNewer(connection, "The backup");
      Schema.migrate(connection);
      int used = folders.marker().read().map(Installation::generation).orElse(0);
      Installation name = new Installation(found.id(), Math.max(used, found.generation())).moved();
      Schema.name(connection, name);
      try (Statement statement = connection.createStatement()) {
        statement.execute("DELETE FROM sending_stop");
        statement.execute(
            "INSERT INTO sending_stop (id, stopped_at, stopped_by) VALUES (1, "
                + System.currentTimeMillis()
                + ", 'sms:restore')");
      }
      connection.commit();
      return name;
    } finally {
      drivers.shutDown(staged);
    }
  }

  private static String exchange(Path folder, Path stage, String stamp) throws IOException {
    if (!Files.exists(folder)) {
      Files.move(stage, folder);
      return "There was no former database.";
    }
    Path former = folder.resolveSibling(folder.getFileName() + "-before-" + stamp);
    Files.move(folder, former);
    Files.move(stage, folder);
    return "The former database is kept in " + former + ".";
  }

  private List<String> copyRows(
      DatabaseSettings staged, DatabaseSettings target, Installation name, Runnable close)
      throws SQLException, IOException, Refusal {
    close.run();
    try (Connection to = drivers.connect(target);
        Connection from = drivers.connect(staged)) {
      SingleGateway.claim(to, target.name());
      Migration.requireEmpty(to, target.name());
      return Migration.copy(from, to, name);
    } finally {
      drivers.shutDown(staged);
    }
  }
}
