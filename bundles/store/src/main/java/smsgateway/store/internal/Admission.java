package smsgateway.store.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Decides whether a database is the gateway's own.
 *
 * <p>Order: the id is committed with the tables, and only then the marker is written. Power failing
 * between the two leaves a database without marker, which the next start takes for its own and
 * marks. The other order would leave a marker without database, which looks like a lost one. A copy
 * is named as used before anybody gets a connection, so that no row of it is ever taken for one of
 * an unfinished move.
 */
final class Admission {
  private static final String FILE = "etc/" + DatabaseSettings.FILE;

  private final InstallationMarker marker;

  Admission(InstallationMarker marker) {
    this.marker = marker;
  }

  /** Whether a database may be created: only while none was ever used here. */
  boolean mayCreate() throws IOException {
    return marker.read().isEmpty();
  }

  /** Brings the gateway's own database up to date and marks it; refuses every other one. */
  void admit(Connection connection, String name) throws SQLException, IOException, Refusal {
    Optional<Installation> expected = marker.read();
    Optional<Installation> found = Schema.installation(connection);
    int version = Schema.version(connection);
    if (found.isEmpty() && version > 0) {
      throw new Refusal(
          "The database "
              + name
              + " is an incomplete copy: put the former database into "
              + FILE
              + " and run sms:migrate again.");
    }
    if (expected.isPresent() && found.isEmpty()) {
      throw missing(name);
    }
    if (expected.isPresent() && !expected.equals(found.map(Installation::used))) {
      throw other(expected.get(), found.get(), name);
    }
    Schema.refuseNewer(connection, "The database");
    Schema.migrate(connection);
    if (found.isPresent() && found.get().neverUsed()) {
      Schema.name(connection, found.get().used());
      connection.commit();
    }
    if (expected.isEmpty()) {
      marker.write(Schema.installation(connection).orElseThrow());
    }
  }

  /** The sentences for a database that is not there. */
  Refusal missing(String name) throws IOException {
    return new Refusal(
        "The database is missing: "
            + marker
            + " names "
            + marker.read().map(Installation::toString).orElse("none")
            + ", and "
            + name
            + " is empty. Correct "
            + FILE
            + ", move the data there with sms:migrate from the former database, or go back to a"
            + " backup with sms:restore; sms:adopt-database new begins with an empty one.");
  }

  private Refusal other(Installation expected, Installation found, String name) {
    boolean behind = expected.id().equals(found.id()) && found.generation() < expected.generation();
    return new Refusal(
        "The database is another one: "
            + marker
            + " names "
            + expected
            + ", and "
            + name
            + " is "
            + found
            + (behind ? ", which remained behind when the data moved" : "")
            + ". Correct "
            + FILE
            + "; data move with sms:migrate from the former database or with sms:restore from a"
            + " backup; sms:adopt-database "
            + found.id()
            + " goes on with the one that is configured.");
  }
}
