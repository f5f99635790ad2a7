package smsgateway.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.Database;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;

/**
 * Opens the database that the data source file names, shows it to the gateway only when it is the
 * gateway's own and in order, and looks after it. Everything happens on one thread, which is never
 * interrupted; while the data are moved there is no data source, so that nothing can change them.
 */
@Component(
    immediate = true,
    service = {StatusSource.class, Database.class})
public final class GatewayDatabase implements StatusSource, Database {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayDatabase.class);
  private static final String NAME = "store.database";
  private static final String CONFIGURATION =
      "(&(service.factoryPid=org.ops4j.datasource)(dataSourceName=smsgateway))";
  private static final int FIRST_PAUSE = 2;
  private static final int LONGEST_PAUSE = 60;
  private static final int LONGEST_STOP = 100;

  private final BundleContext context;
  private final ConfigurationAdmin configurations;
  private final Folders folders;
  private final Admission admission;
  private final Map<DataSourceFactory, Map<String, Object>> factories = new ConcurrentHashMap<>();
  private final Drivers drivers = new Drivers(factories);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "smsgateway-store");
            thread.setDaemon(true);
            return thread;
          });

  private volatile OpenDatabase open;
  private volatile String refusal =
      "The database is not open yet: etc/" + DatabaseSettings.FILE + " is looked for.";
  private ServiceRegistration<DataSource> registration;
  private Optional<DatabaseSettings> refused = Optional.empty();
  private long againAt;
  private int pause = FIRST_PAUSE;

  /** Whether a page could not be read: then nobody gets the database until all can be. */
  private boolean damaged;

  /** Returns at once; the database is opened on the component's own thread. */
  @Activate
  public GatewayDatabase(BundleContext context, @Reference ConfigurationAdmin configurations) {
    this.context = context;
    this.configurations = configurations;
    this.folders = Folders.ofContainer();
    this.admission = new Admission(folders.marker());
  }

  /** A driver that comes later than this component, as at most starts, is used at once. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addDriver(DataSourceFactory factory, Map<String, Object> properties) {
    factories.put(factory, properties);
    timer.execute(
        () -> {
          again(0);
          turn();
        });
  }

  void removeDriver(DataSourceFactory factory) {
    factories.remove(factory);
  }

  /** Begins to look, every second. */
  @Activate
  void start() {
    ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::turn, 0, 1, TimeUnit.SECONDS);
  }

  /** Withdraws the data source after what is under way, and waits for that. */
  @Deactivate
  void stop() throws InterruptedException {
    timer.getQueue().clear();
    timer.execute(this::close);
    timer.shutdown();
    if (!timer.awaitTermination(LONGEST_STOP, TimeUnit.SECONDS)) {
      LOG.warn("The database has not answered for {} s and is left open", LONGEST_STOP);
    }
  }

  private void turn() {
    try {
      Optional<DatabaseSettings> wanted = configured();
      OpenDatabase present = open;
      if (present != null && !wanted.equals(Optional.of(present.settings()))) {
        close();
        refuse("The database is closed: etc/" + DatabaseSettings.FILE + " has changed.");
        again(0);
      }
      if (open != null) {
        open.watch();
      } else if (wanted.isEmpty()) {
        refuse("The database is missing: etc/" + DatabaseSettings.FILE + " is not there.");
      } else if (!wanted.equals(refused) || System.nanoTime() - againAt >= 0) {
        open(wanted.get());
      }
    } catch (Refusal e) {
      close();
      refuse(e.getMessage());
      again(pause);
    } catch (IOException | InvalidSyntaxException | RuntimeException | LinkageError e) {
      LOG.error("The database could not be opened", e);
      close();
      refuse("The database could not be opened (" + e + "): look at data/log/karaf.log.");
      again(pause);
    }
  }

  private void open(DatabaseSettings settings) throws IOException {
    if (!Optional.of(settings).equals(refused)) {
      pause = FIRST_PAUSE;
    }
    refused = Optional.of(settings);
    try {
      open = OpenDatabase.open(settings, drivers, admission);
      boolean suspected = damaged;
      if (suspected) {
        verify();
      }
      LOG.info("The database {} is open", settings.name());
      registration =
          context.registerService(
              DataSource.class,
              open.dataSource(),
              FrameworkUtil.asDictionary(Map.of("osgi.jndi.service.name", "smsgateway")));
      if (!suspected) {
        verify();
      }
      refused = Optional.empty();
      return;
    } catch (Refusal e) {
      refuse(e.getMessage());
    } catch (SQLException e) {
      close();
      refuse(Diagnosis.of(e, settings.name()));
    }
    again(pause);
    pause = Math.min(LONGEST_PAUSE, 2 * pause);
  }

  /** Takes as long as the rest of a start, so nobody waits for it unless a page was damaged. */
  private void verify() throws SQLException {
    damaged = true;
    open.verify();
    damaged = false;
  }

  private void again(int seconds) {
    againAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  private void refuse(String sentence) {
    if (!sentence.equals(refusal)) {
      LOG.error(sentence);
    }
    refusal = sentence;
  }

  /** Orderly: who uses the database stops with what it has in hand before the pool is closed. */
  private void close() {
    if (registration != null) {
      registration.unregister();
      registration = null;
    }
    if (open != null) {
      open.close();
      open = null;
    }
  }

  private Optional<DatabaseSettings> configured() throws IOException, InvalidSyntaxException {
    Configuration[] found = configurations.listConfigurations(CONFIGURATION);
    if (found == null) {
      return Optional.empty();
    }
    Dictionary<String, Object> processed = found[0].getProcessedProperties(null);
    Map<String, String> values = new TreeMap<>();
    for (String key : Collections.list(processed.keys())) {
      values.put(key, String.valueOf(processed.get(key)));
    }
    return Optional.of(new DatabaseSettings(values));
  }

  @Override
  public List<Finding> findings() {
    OpenDatabase present = open;
    String problem = present == null ? refusal : present.trouble();
    return List.of(
        problem.isEmpty()
            ? new Finding(Level.GREEN, NAME, "The database is open.")
            : new Finding(Level.RED, NAME, problem));
  }

  @Override
  public List<String> backup(Path directory) throws StoreException {
    return onThread(
        () ->
            new Backup(drivers)
                .write(
                    opened("sms:backup"),
                    directory.isAbsolute() ? directory : folders.base().resolve(directory)));
  }

  @Override
  public List<String> migrate(String to, String user, String password) throws StoreException {
    return onThread(
        () -> {
          DatabaseSettings target = folders.target(to, user, password);
          DatabaseSettings source = opened("sms:migrate");
          return new Migration(drivers, folders)
              .run(
                  source, target, () -> pause("sms:migrate copies the data: all wait until then."));
        });
  }

  @Override
  public List<String> restore(Path backup) throws StoreException {
    return onThread(
        () -> {
          DatabaseSettings target = configured().orElseThrow(() -> new Refusal(refusal));
          return new Restore(drivers, folders)
              .run(
                  folders.base().resolve(backup),
                  target,
                  () -> pause("sms:restore copies the data: all wait until then."));
        });
  }

  @Override
  public List<String> adopt(String id) throws StoreException {
    return onThread(
        () -> {
          DatabaseSettings settings = configured().orElseThrow(() -> new Refusal(refusal));
          if (open != null) {
            throw new Refusal("The configured database is the gateway's own already.");
          }
          return new Adoption(drivers, folders.marker()).run(settings, id);
        });
  }

  private DatabaseSettings opened(String command) throws Refusal {
    if (open == null || !open.trouble().isEmpty()) {
      throw new Refusal(command + " needs the present database, and that is not open: " + refusal);
    }
    return open.settings();
  }

  private void pause(String sentence) {
    refuse(sentence);
    close();
  }

  /** Waits for the work; the thread that works is not the caller's, which may be interrupted. */
  private List<String> onThread(Callable<List<String>> work) throws StoreException {
    FutureTask<List<String>> task = new FutureTask<>(work);
    timer.execute(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      throw new StoreException(Code.UNAVAILABLE, "It goes on in the background: sms:status.", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      LOG.debug("command failed", cause);
      throw new StoreException(
          Code.UNAVAILABLE,
          cause instanceof SQLException sql
              ? Diagnosis.of(sql, "of this command")
              : String.valueOf(cause.getMessage()),
          cause);
    } finally {
      again(0);
      timer.execute(this::turn);
    }
  }
}
