package smsgateway.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.StatusSource;

/**
 * Prepares the database before anybody sees the data source, and refuses one that is not the
 * gateway's. It needs nothing, so it is there to say what is wrong while everything else of the
 * store waits for the data source.
 *
 * <p>Order: the id is committed with the tables, and only then the marker is written. Power failing
 * between the two leaves a database without marker, which the next start takes for its own and
 * marks. The other order would leave a marker without database, which looks like a lost one.
 */
@Component(immediate = true, service = StatusSource.class)
public final class SchemaHook implements PreHook, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaHook.class);
  private static final String NAME = "store.database";
  private static final String FILE = "etc/org.ops4j.datasource-smsgateway.cfg";
  private static final String REMEDY =
      " Restore the database from a backup, or correct "
          + FILE
          + "; to go on with the configured database delete that file.";

  private final InstallationMarker marker;
  private final Optional<HookRegistration> registration;
  private volatile boolean prepared;
  private volatile String refusal =
      "The database is missing: " + FILE + " is not there, or its driver is not installed.";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      target = "(osgi.jndi.service.name=smsgateway)")
  private volatile DataSource dataSource;

  /** The marker lies in the folder {@code db} of the container's base folder. */
  @Activate
  public SchemaHook(BundleContext context) {
    this.marker = marker(Path.of(System.getProperty("karaf.base", ".")));
    this.registration = Optional.of(new HookRegistration(context, this));
  }

  SchemaHook(Path base) {
    this.marker = marker(base);
    this.registration = Optional.empty();
  }

  private static InstallationMarker marker(Path base) {
    return new InstallationMarker(base.resolve("db").resolve("installation"));
  }

  /** Offers the hook once the component is complete. */
  @Activate
  void start() {
    registration.ifPresent(HookRegistration::open);
  }

  /** Withdraws the hook, and with it the data source. */
  @Deactivate
  void stop() throws InterruptedException {
    if (registration.isPresent()) {
      registration.get().close();
    }
  }

  /** Fails with one sentence when the database must not be used; the data source stays hidden. */
  @Override
  public void prepare(DataSource candidate) throws SQLException {
    prepared = false;
    try (Connection connection = candidate.getConnection()) {
      prepare(connection);
      prepared = true;
      registration.ifPresent(HookRegistration::worked);
    } catch (SQLException e) {
      refuse("The database does not answer: " + firstCause(e));
      throw e;
    } catch (IOException | Refused e) {
      refuse(e.getMessage());
      throw new SQLException(refusal, e);
    }
  }

  private void refuse(String sentence) {
    if (!sentence.equals(refusal)) {
      LOG.error(sentence);
    }
    refusal = sentence;
    registration.ifPresent(HookRegistration::again);
  }

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String sentence) {
      super(sentence);
    }
  }

  private void prepare(Connection connection) throws SQLException, IOException, Refused {
    Optional<String> expected = marker.read();
    Optional<String> found = Schema.installation(connection);
    if (expected.isPresent() && found.isEmpty()) {
      throw new Refused(
          "The database is missing: "
              + marker
              + " names "
              + expected.get()
              + ", and the configured database is empty."
              + REMEDY);
    }
    if (expected.isPresent() && !expected.equals(found)) {
      throw new Refused(
          "The database is another one: "
              + marker
              + " names "
              + expected.get()
              + ", and the configured database is "
              + found.get()
              + "."
              + REMEDY);
    }
    if (Schema.version(connection) > Schema.NEWEST) {
      throw new Refused("The database was made by a newer gateway: install that version again.");
    }
    Schema.migrate(connection);
    if (expected.isEmpty()) {
      marker.write(Schema.installation(connection).orElseThrow());
    }
  }

  /** The deepest cause: what the database said first, without the layers around it. */
  private static String firstCause(SQLException e) {
    Throwable cause = e;
    for (int depth = 0; cause.getCause() != null && depth < 10; depth++) {
      cause = cause.getCause();
    }
    boolean locked =
        String.valueOf(cause.getMessage()).contains("XSDB6")
            || String.valueOf(cause.getMessage()).contains("another instance of Derby");
    return locked
        ? "another gateway process has it open; stop that one."
        : String.valueOf(cause.getMessage());
  }

  @Override
  public List<Finding> findings() {
    return List.of(finding());
  }

  private Finding finding() {
    if (prepared && dataSource != null) {
      return new Finding(Level.GREEN, NAME, "The database is open.");
    }
    if (prepared) {
      return new Finding(Level.RED, NAME, "The database is closed: look at " + FILE + ".");
    }
    return dataSource == null
        ? new Finding(Level.RED, NAME, refusal)
        : new Finding(
            Level.RED,
            NAME,
            "The database was not checked: add ops4j.preHook = smsgateway-schema to " + FILE + ".");
  }
}
