package smsgateway.routing.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import smsgateway.api.RoutingPolicy;
import smsgateway.api.StatusSource;
import smsgateway.api.Submission;

/** Tells which addresses are the gateway's; needs neither store nor codec. */
@Component(configurationPid = ConfiguredPolicy.PID)
@Designate(ocd = ConfiguredPolicy.Config.class)
public final class ConfiguredPolicy implements RoutingPolicy, StatusSource {
  /** The configuration of this bundle. */
  static final String PID = "smsgateway.routing";

  private static final String NAME = "routing";

  /** Numbers are text here, so that a wrong one is reported instead of stopping the component. */
  @ObjectClassDefinition(
      name = "SMS gateway: routing",
      description = "Who may send to which number, and who gets an incoming SMS")
  @interface Config {
    @AttributeDefinition(description = "Mail account of the gateway, e.g. sms@example.com")
    String gatewayAddress() default "";

    @AttributeDefinition(
        description =
            "Domains for SMS and the mail domains they stand for, e.g. sms.example.com = example.com")
    String[] domains() default {};

    @AttributeDefinition(
        required = false,
        description = "Calling code of numbers without one, in digits, e.g. 39")
    String country() default "";

    @AttributeDefinition(
        required = false,
        description = "Digits dialled before a national number, e.g. 0; empty where there are none")
    String nationalPrefix() default "";

    @AttributeDefinition(
        type = AttributeType.INTEGER,
        min = "1",
        max = "43200",
        description = "How long an answer goes to the user who wrote to the number last, minutes")
    String smartReplyMinutes() default "60";

    @AttributeDefinition(
        required = false,
        description = "Word in the subject that asks for a confirmation")
    String confirmKeyword() default "confirm";

    @AttributeDefinition(
        description = "What happens to a text that needs several SMS",
        options = {
          @Option(value = "concatenated"),
          @Option(value = "numbered"),
          @Option(value = "truncate"),
          @Option(value = "refuse")
        })
    String longText() default "concatenated";

    @AttributeDefinition(
        type = AttributeType.INTEGER,
        min = "1",
        max = "255",
        description = "Most SMS per message")
    String maxParts() default "6";

    @AttributeDefinition(
        description = "What happens when the modem did not say whether an SMS was sent",
        options = {@Option(value = "resend-once"), @Option(value = "give-up")})
    String unknownOutcome() default "resend-once";

    @AttributeDefinition(
        type = AttributeType.INTEGER,
        min = "0",
        max = "604800",
        description = "How long to wait for a status report before that, seconds")
    String unknownWaitSeconds() default "600";

    @AttributeDefinition(
        required = false,
        description = "Mailbox for what nobody else gets, e.g. postmaster@example.com")
    String operatorAddress() default "";

    @AttributeDefinition(
        type = AttributeType.INTEGER,
        min = "1",
        max = "10584",
        description = "How long an SMS is tried, hours")
    String validityHours() default "24";
  }

  private final RoutingSettings settings;

  /** Reads the configuration. */
  @Activate
  public ConfiguredPolicy(Config config) {
    settings = SettingsReader.read(config);
  }

  @Override
  public Verdict serves(String address) {
    if (!settings.ready()) {
      return Verdict.NOT_READY;
    }
    return settings.isOurs(address) ? Verdict.OURS : Verdict.FOREIGN;
  }

  @Override
  public List<Submission.Recipient> recipients(
      List<Submission.Recipient> written, String subject, String references) {
    return settings.usable()
        ? new Recipients(settings).of(written, subject, references)
        : List.copyOf(written);
  }

  @Override
  public Optional<String> gatewayAddress() {
    return settings.usable() ? settings.gatewayAddress() : Optional.empty();
  }

  @Override
  public List<Finding> findings() {
    List<String> sentences = new ArrayList<>(settings.problems());
    if (sentences.isEmpty() && settings.gatewayAddress().isEmpty()) {
      sentences.add(Messages.get("finding.gatewayAddress", SettingsReader.FILE));
    }
    if (settings.usable() && settings.domains().isEmpty()) {
      sentences.add(Messages.get("finding.domains", SettingsReader.FILE));
    }
    return sentences.isEmpty()
        ? List.of(new Finding(Level.GREEN, NAME, Messages.get("finding.ok")))
        : sentences.stream().map(s -> new Finding(Level.YELLOW, NAME, s)).toList();
  }
}
