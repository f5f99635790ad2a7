package smsgateway.modem.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.MessageQueue;
import smsgateway.api.Modem;
import smsgateway.api.PduCodec;
import smsgateway.api.StatusSource;
import smsgateway.api.WorkSignal;
import smsgateway.api.driver.ModemDriver;
import smsgateway.api.driver.TransportProvider;
import smsgateway.modem.internal.DriverChoice.Candidate;

/**
 * One configured modem. Drivers and transports come and go under it; a change of its configuration,
 * of the store or of the codec makes a new instance.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = SerialModem.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SerialModem.Config.class, factory = true)
public final class SerialModem implements Modem, StatusSource, WorkSignal {
  /** Factory configuration: {@code etc/smsgateway.modem-<name>.cfg}. */
  public static final String PID = "smsgateway.modem";

  private static final Logger LOG = LoggerFactory.getLogger(SerialModem.class);
  private static final long STOP_SECONDS = 80;
  private static final Set<ModemWorker> RUNNING = ConcurrentHashMap.newKeySet();

  /** The reasons of a deactivation that concern one modem only (OSGi DS §112.5.14). */
  private static final Set<Integer> CONFIGURATION_CHANGED = Set.of(3, 4);

  /** Settings; numbers are text here so that a wrong one can be reported. */
  @ObjectClassDefinition(
      name = "SMS Gateway: modem",
      description = "One modem with its SIM. The name is that of the configuration.")
  @interface Config {
    @AttributeDefinition(
        required = false,
        description = "Name, only where the configuration itself has none")
    String name() default "";

    @AttributeDefinition(description = "Device (/dev/ttyUSB0), COM name (COM5) or scheme:address")
    String port() default "";

    @AttributeDefinition(description = "Line speed in bit/s; 0 = find it")
    String baud() default "0";

    @AttributeDefinition(description = "Driver family, or auto")
    String driver() default ModemSettings.AUTO;

    @AttributeDefinition(
        required = false,
        type = AttributeType.PASSWORD,
        description = "PIN of the SIM; empty when it needs none")
    String pin() default "";

    @AttributeDefinition(
        required = false,
        description = "Service centre number; empty = the one on the SIM")
    String smsc() default "";

    @AttributeDefinition(description = "Most SMS a minute; 0 = no limit")
    String perMinute() default "0";

    @AttributeDefinition(description = "Most SMS in any hour over this SIM; 0 = no limit")
    String perHour() default "0";

    @AttributeDefinition(description = "Most SMS in any 24 hours over this SIM; 0 = no limit")
    String perDay() default "0";

    @AttributeDefinition(
        required = false,
        description = "IMEI of the device, to tell it from others; empty = the one at the port")
    String imei() default "";

    @AttributeDefinition(required = false, description = "Label shown in the web console")
    String webconsole_configurationFactory_nameHint() default "{name} {port}";
  }

  private final String name;
  private final StatusBoard board;
  private final Optional<ModemWorker> worker;
  private final BundleContext context;

  private ServiceRegistration<?> registration;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = ModemDriver.class)
  private volatile List<Map.Entry<Map<String, Object>, ModemDriver>> drivers = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = TransportProvider.class)
  private volatile List<Map.Entry<Map<String, Object>, TransportProvider>> transports = List.of();

  /** Reads the configuration; the thread is started by {@link #start}. */
  @Activate
  public SerialModem(
      @Reference MessageQueue queue,
      @Reference PduCodec codec,
      Config config,
      Map<String, Object> properties,
      BundleContext context) {
    name = name(properties, config);
    this.context = context;
    board = new StatusBoard(name, config.port().strip());
    ModemSettings.Faults faults = new ModemSettings.Faults(name);
    worker =
        ModemSettings.of(name, config, faults)
            .map(
                settings ->
                    new ModemWorker(
                        settings,
                        new ModemWorker.Surroundings(
                            queue,
                            codec,
                            new Ports(() -> transports),
                            () -> drivers.stream().map(Candidate::of).toList(),
                            new PinAttempts(durableFolder(context)),
                            Timing.REAL),
                        board));
    if (worker.isEmpty()) {
      board.state(State.MISCONFIGURED, String.join("; ", faults.sentences()));
      LOG.warn("modem {}: {}", name, board.status().detail());
    }
  }

  /**
   * Starts the worker, now that the lists of drivers and transports are set; returns at once. The
   * services are registered here, because the component's own registration would publish all
   * configuration, the PIN included, as service properties.
   */
  @Activate
  public void start() {
    worker.ifPresent(RUNNING::add);
    worker.ifPresent(ModemWorker::start);
    String[] services = {
      Modem.class.getName(), StatusSource.class.getName(), WorkSignal.class.getName()
    };
    registration =
        context.registerService(services, this, FrameworkUtil.asDictionary(Map.of("name", name)));
  }

  /**
   * Has the worker finish the command in hand and close the port. Unless only this modem's
   * configuration changed, all modems are about to stop: telling them together makes the whole take
   * as long as one command, not as long as one for each.
   */
  @Deactivate
  public void stop(int reason) {
    registration.unregister();
    worker.ifPresent(ModemWorker::stop);
    if (!CONFIGURATION_CHANGED.contains(reason)) {
      RUNNING.forEach(ModemWorker::stop);
    }
    worker.ifPresent(RUNNING::remove);
    if (worker.isPresent() && !worker.get().awaitEnd(STOP_SECONDS)) {
      LOG.warn("modem {}: still busy after {} s", name, STOP_SECONDS);
    }
  }

  private static String name(Map<String, Object> properties, Config config) {
    String pid = String.valueOf(properties.get("service.pid"));
    int tilde = pid.indexOf('~');
    String own = config.name().strip();
    return tilde >= 0 ? pid.substring(tilde + 1) : own.isEmpty() ? "unnamed" : own;
  }

  /** Outside {@code data}, which the administrator may clear at any time. */
  static Path durableFolder(BundleContext context) {
    String base = context.getProperty("karaf.base");
    return base == null ? context.getDataFile("db").toPath() : Path.of(base, "db");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Status status() {
    return board.status();
  }

  @Override
  public List<Finding> findings() {
    return board.findings();
  }

  @Override
  public void wake(Kind kind) {
    if (kind == Kind.SUBMIT) {
      worker.ifPresent(ModemWorker::wake);
    }
  }
}
