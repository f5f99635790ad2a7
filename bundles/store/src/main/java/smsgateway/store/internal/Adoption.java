package smsgateway.store.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Makes the configured database the gateway's own by an administrator's word.
 *
 * <p>Order: the database is renamed before the marker. Power failing between the two leaves a
 * database that is refused, and the order is given again.
 */
final class Adoption {
  private static final String EMPTY = "new";

  private final Drivers drivers;
  private final InstallationMarker marker;

  Adoption(Drivers drivers, InstallationMarker marker) {
    this.drivers = drivers;
    this.marker = marker;
  }

  /**
   * Marks it.
   *
   * @param id the id it has, so that nobody adopts another one than meant; {@code new} if empty
   */
  List<String> run(DatabaseSettings settings, String id) throws SQLException, IOException, Refusal {
    Optional<Installation> found = find(settings);
    String present = found.map(Installation::id).orElse(EMPTY);
    if (!present.equals(id)) {
      throw new Refusal(
          "The database "
              + settings.name()
              + (found.isEmpty() ? " is empty: sms:adopt-database new" : " is " + present)
              + "; "
              + id
              + " was typed.");
    }
    if (found.isEmpty()) {
      marker.delete();
    } else {
      marker.write(rename(settings, found.get()));
    }
    return List.of("The database " + settings.name() + " is the gateway's own from now on.");
  }

  /**
   * Gives it the generation after every known one, so that no other database ever passes for it.
   */
  private Installation rename(DatabaseSettings settings, Installation found)
      throws SQLException, IOException, Refusal {
    int used = marker.read().map(Installation::generation).orElse(0);
    Installation name =
        new Installation(found.id(), Math.max(used, found.used().generation())).moved();
    try (Connection connection = drivers.connect(settings)) {
      SingleGateway.claim(connection, settings.name());
      Schema.refuseNewer(connection, "The database");
      Schema.migrate(connection);
      Schema.name(connection, name);
      connection.commit();
    } finally {
      drivers.shutDown(settings);
    }
    return name;
  }

  private Optional<Installation> find(DatabaseSettings settings) throws SQLException, Refusal {
    try (Connection connection = drivers.connect(settings)) {
      SingleGateway.claim(connection, settings.name());
      Optional<Installation> found = Schema.installation(connection);
      if (found.isEmpty() && Schema.version(connection) > 0) {
        throw new Refusal(
            "The database " + settings.name() + " is an incomplete copy: nothing may use it.");
      }
      return found;
    } catch (SQLException e) {
      if (Diagnosis.absent(e) && settings.embedded()) {
        return Optional.empty();
      }
      throw e;
    } finally {
      drivers.shutDown(settings);
    }
  }
}
