package smsgateway.routing.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
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
import org.osgi.service.metatype.annotations.Option;
import smsgateway.api.Modem;
import smsgateway.api.RoutingRule;
import smsgateway.api.StatusSource;

/**
 * One rule of the operator: which modems send what goes to some numbers or comes from some users,
 * and how soon. Its name sorts before that of the processor, so that its configurations are applied
 * before anything is decided. A rule with a value that cannot be used is none.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = ConfiguredRule.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConfiguredRule.Config.class, factory = true)
public final class ConfiguredRule implements RoutingRule, StatusSource {
  /** Factory configuration: {@code etc/smsgateway.routing.rule-<name>.cfg}. */
  static final String PID = "smsgateway.routing.rule";

  /** Numbers are text here, so that a wrong one is reported instead of stopping the component. */
  @ObjectClassDefinition(
      name = "SMS gateway: rule for modems",
      description = "Which modems send to some numbers or for some users")
  @interface Config {
    @AttributeDefinition(
        required = false,
        description = "Beginnings of numbers with + and country code, e.g. +39; empty = all")
    String[] prefixes() default {};

    @AttributeDefinition(
        required = false,
        description = "Mail addresses or mail domains of users; empty = all senders")
    String[] senders() default {};

    @AttributeDefinition(
        required = false,
        description = "Names of modems in order; north+south are equals; empty = every modem")
    String[] modems() default {};

    @AttributeDefinition(
        description = "Whether other modems may send it as the last choice",
        options = {@Option(value = "prefer"), @Option(value = "only")})
    String use() default "prefer";

    @AttributeDefinition(
        type = AttributeType.INTEGER,
        min = "0",
        max = "86400",
        description = "How long a modem must be away before the next one sends, seconds")
    String waitSeconds() default "60";

    @AttributeDefinition(
        type = AttributeType.INTEGER,
        min = "0",
        max = "9",
        description = "Of what waits, the higher goes first; 0 = normal")
    String priority() default "0";

    @AttributeDefinition(
        type = AttributeType.INTEGER,
        min = "-1000",
        max = "1000",
        description = "Of several rules that fit, the one with the highest ranking counts")
    String ranking() default "0";

    @AttributeDefinition(required = false, description = "Label shown in the web console")
    String webconsole_configurationFactory_nameHint() default "{prefixes} {senders} {modems}";
  }

  private final String name;
  private final RuleSettings settings;
  private final BundleContext context;
  private ServiceRegistration<?> registration;

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private volatile List<Modem> modems = List.of();

  /** Reads the configuration; {@link #start} lets the rule take part. */
  @Activate
  public ConfiguredRule(Config config, Map<String, Object> properties, BundleContext context) {
    String pid = String.valueOf(properties.get(Constants.SERVICE_PID));
    this.name = pid.substring(pid.indexOf('~') + 1);
    this.settings = RuleSettings.read(name, config);
    this.context = context;
  }

  /** For callers outside a container. */
  ConfiguredRule(RuleSettings settings, List<Modem> modems) {
    this.name = settings.name();
    this.settings = settings;
    this.context = null;
    this.modems = modems;
  }

  /** Registers by hand: the ranking comes from the configuration. */
  @Activate
  void start() {
    List<String> services = new ArrayList<>(List.of(StatusSource.class.getName()));
    if (settings.usable()) {
      services.add(RoutingRule.class.getName());
    }
    registration =
        context.registerService(
            services.toArray(String[]::new),
            this,
            FrameworkUtil.asDictionary(
                Map.of(Constants.SERVICE_RANKING, settings.ranking(), "name", name)));
  }

  /** The next decision does without. */
  @Deactivate
  void stop() {
    registration.unregister();
  }

  @Override
  public Optional<Verdict> outbound(Outbound message) {
    return settings.fits(message) ? Optional.of(settings.via()) : Optional.empty();
  }

  @Override
  public List<Finding> findings() {
    String component = "routing.rule " + name;
    if (!settings.usable()) {
      return settings.problems().stream()
          .map(problem -> new Finding(Level.YELLOW, component, problem))
          .toList();
    }
    Set<String> present = modems.stream().map(Modem::name).collect(Collectors.toSet());
    List<Finding> unknown =
        settings.via().choices().stream()
            .flatMap(List::stream)
            .filter(modem -> !present.contains(modem))
            .map(modem -> Messages.get("finding.rule.modem", name, modem, settings.file()))
            .map(sentence -> new Finding(Level.YELLOW, component, sentence))
            .toList();
    return unknown.isEmpty()
        ? List.of(new Finding(Level.GREEN, component, settings.summary()))
        : unknown;
  }
}
