package smsgateway.routing.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import smsgateway.api.Directory;
import smsgateway.api.Modem;
import smsgateway.api.RoutingRule;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.api.Via;

/**
 * Of several modems the one whose SIM exchanged the last message with a number sends the next one,
 * so that a conversation stays in one thread on the phone. The operator's rules come first.
 */
@Component(
    configurationPid = LastSimRule.PID,
    property = {"smsgateway.rule=lastSim", "service.ranking:Integer=-100"})
@Designate(ocd = LastSimRule.Config.class)
public final class LastSimRule implements RoutingRule, StatusSource {
  /** Configuration: {@code etc/smsgateway.routing.sim.cfg}. */
  static final String PID = "smsgateway.routing.sim";

  private static final String FILE = "etc/" + PID + ".cfg";
  private static final String NAME = "routing.sim";
  private static final int DAY_IN_MINUTES = 24 * 60;
  private static final Duration LOOK_BACK = Duration.ofDays(30);

  /** Values are text here, so that a wrong one is reported instead of stopping the component. */
  @ObjectClassDefinition(
      name = "SMS gateway: one SIM for each correspondent",
      description = "Whether messages to a number go over the SIM that talked with it last")
  @interface Config {
    @AttributeDefinition(
        type = AttributeType.BOOLEAN,
        description = "Whether messages to a number go over the SIM that talked with it last")
    String sameSim() default "true";

    @AttributeDefinition(
        type = AttributeType.INTEGER,
        min = "0",
        max = "1440",
        description = "How long that SIM's modem must be away before another one sends, minutes")
    String waitMinutes() default "10";
  }

  private final Directory directory;
  private final Clock clock;
  private final boolean on;
  private final Optional<Duration> patience;
  private final String problem;

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private volatile List<Modem> modems = List.of();

  /** Reads the configuration. */
  @Activate
  public LastSimRule(
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Directory directory, Config config) {
    this(directory, config, List.of(), Clock.systemUTC());
  }

  /** For callers outside a container. */
  LastSimRule(Directory directory, Config config, List<Modem> modems, Clock clock) {
    this.directory = directory;
    this.clock = clock;
    this.modems = modems;
    String wanted = config.sameSim().strip();
    boolean known = wanted.equals("true") || wanted.equals("false");
    this.patience = minutes(config.waitMinutes().strip());
    this.problem =
        !known
            ? problem("sameSim", Messages.get("config.choice", "true, false"))
            : patience.isEmpty()
                ? problem(
                    "waitMinutes",
                    Messages.get("config.range", "0", Integer.toString(DAY_IN_MINUTES)))
                : "";
    this.on = wanted.equals("true") && problem.isEmpty();
  }

  private static String problem(String key, String reason) {
    return Messages.get("finding.rule.misconfigured", FILE, key, reason);
  }

  private static Optional<Duration> minutes(String value) {
    try {
      int minutes = Integer.parseInt(value);
      return minutes >= 0 && minutes <= DAY_IN_MINUTES
          ? Optional.of(Duration.ofMinutes(minutes))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** With one modem there is nothing to decide, and nothing is asked. */
  @Override
  public Optional<Verdict> outbound(Outbound message) {
    if (!on || modems.size() < 2) {
      return Optional.empty();
    }
    try {
      return directory
          .lastSimWith(message.destination(), clock.instant().minus(LOOK_BACK))
          .map(this::via);
    } catch (StoreException e) {
      // No reason to keep the message: any modem can send it.
      return Optional.empty();
    }
  }

  private Verdict via(String sim) {
    return new Via(
        List.of(List.of(Via.SIM + sim)),
        false,
        patience.orElseThrow(),
        0,
        Messages.get("reason.sim"));
  }

  @Override
  public List<Finding> findings() {
    return List.of(
        problem.isEmpty()
            ? new Finding(
                Level.GREEN, NAME, Messages.get(on ? "finding.sim.on" : "finding.sim.off"))
            : new Finding(Level.YELLOW, NAME, problem));
  }
}
