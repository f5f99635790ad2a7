package smsgateway.store.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves all data to another database.
 *
 * <p>Order: nobody has a connection while it runs, so the source cannot change. The target gets its
 * id, with the next generation as never used, only after the comparison, and the marker is the
 * switch: up to it the source is the gateway's own and the target is refused, after it the other
 * way round. The data source file comes last; power failing before it leaves a gateway that refuses
 * to start and names the file.
 */
final class Migration {
  private final Drivers drivers;
  private final Folders folders;

  Migration(Drivers drivers, Folders folders) {
    this.drivers = drivers;
    this.folders = folders;
  }

  /**
   * Moves the data.
   *
   * @param close withdraws the source from the gateway; called when the target has been looked at
   */
  List<String> run(DatabaseSettings source, DatabaseSettings target, Runnable close)
      throws SQLException, IOException, Refusal {
    if (target.name().equals(source.name())) {
      throw new Refusal("The data are in " + source.name() + " already.");
    }
    List<String> lines = new ArrayList<>();
    Installation moved;
    try (Connection to = drivers.create(target)) {
      SingleGateway.claim(to, target.name());
      requireEmpty(to, target.name());
      close.run();
      moved = folders.marker().read().orElseThrow().moved();
      try (Connection from = drivers.connect(source)) {
        SingleGateway.claim(from, source.name());
        lines.addAll(copy(from, to, moved));
      }
    } finally {
      drivers.shutDown(target);
      drivers.shutDown(source);
    }
    folders.marker().write(moved);
    InstallationMarker.replace(folders.dataSourceFile(), target.text());
    lines.add("The gateway works with " + target.name() + " from now on.");
    lines.add(
        "etc/"
            + DatabaseSettings.FILE
            + " was rewritten; "
            + source.name()
            + " is kept and refused.");
    return lines;
  }

  /** Copies everything and, when it is all there, names the target. */
  static List<String> copy(Connection from, Connection to, Installation name)
      throws SQLException, Refusal {
    from.setAutoCommit(false);
    clear(to, Tables.names(from));
    Schema.prepareCopy(to);
    List<String> lines = new Copier(from, to).run();
    Schema.name(to, name.unused());
    to.commit();
    from.rollback();
    return lines;
  }

  /**
   * Only an empty database is written to, or one that a former try left behind: without an id, or
   * complete and never in use.
   */
  static void requireEmpty(Connection connection, String name) throws SQLException, Refusal {
    Optional<Installation> found = Schema.installation(connection);
    int version = Schema.version(connection);
    boolean leftBehind = found.map(Installation::neverUsed).orElseGet(() -> version > 0);
    if (!leftBehind && !Tables.names(connection).isEmpty()) {
      throw new Refusal(
          "The database " + name + " is not empty; the data move into an empty one only.");
    }
  }

  /** Removes what a former try left. */
  private static void clear(Connection connection, List<String> ours) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String table : Tables.names(connection)) {
        if (ours.contains(table)) {
          statement.execute("DROP TABLE " + table);
        }
      }
    }
    connection.commit();
  }
}
