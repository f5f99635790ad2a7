package smsgateway.mail.internal;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import smsgateway.api.MessageQueue;
import smsgateway.api.StatusSource;
import smsgateway.api.WorkSignal;
import smsgateway.mail.internal.write.MailComposer;

/**
 * Sends the mails that wait in the store: inbound SMS, answers and notices. The store may be
 * replaced while it runs; mails wait there as rows.
 */
@Component(
    service = {StatusSource.class, WorkSignal.class},
    immediate = true,
    configurationPid = MailDelivery.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MailDelivery.Config.class)
public final class MailDelivery implements StatusSource, WorkSignal {
  /** Configuration: {@code etc/smsgateway.mail.delivery.cfg}. */
  public static final String PID = "smsgateway.mail.delivery";

  static final String NAME = "mail.delivery";

  /** Settings; numbers are text here so that a wrong one can be reported. */
  @ObjectClassDefinition(
      name = "SMS Gateway: mail delivery",
      description = "The mail server that takes the gateway's mails.")
  @interface Config {
    @AttributeDefinition(description = "Name or IP address of the mail server")
    String host() default "";

    @AttributeDefinition(type = AttributeType.INTEGER, description = "TCP port, 1 to 65535")
    String port() default "25";

    @AttributeDefinition(description = "Login of the gateway's mailbox; empty: no login")
    String username() default "";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "Password of that login")
    String password() default "";

    @AttributeDefinition(
        description = "Encryption; the server's certificate must match the host name",
        options = {
          @Option(label = "none (same machine only)", value = "none"),
          @Option(label = "STARTTLS, required", value = "starttls"),
          @Option(label = "TLS from the start", value = "tls")
        })
    String tls() default "none";

    @AttributeDefinition(description = "Mail address of the gateway")
    String from() default "";

    @AttributeDefinition(
        required = false,
        description = "Envelope sender, where bounces go; empty: as from; none: an empty one")
    String envelopeFrom() default "";
  }

  private final List<Finding> faults;
  private final Optional<DeliveryRunner> runner;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MessageQueue queue;

  /** Starts the delivery thread, unless a setting is wrong. */
  @Activate
  public MailDelivery(Config config) {
    ConfigCheck check = new ConfigCheck(NAME, PID);
    Optional<DeliverySettings> settings = DeliverySettings.of(config, check);
    faults = check.findings();
    runner =
        settings.map(
            s ->
                new DeliveryRunner(
                    () -> queue,
                    new MailComposer(s.from(), ZoneId.systemDefault()),
                    new SmtpSender(s)));
    runner.ifPresent(DeliveryRunner::start);
  }

  /** Ends after the mail in hand; at most the timeouts of one mail. */
  @Deactivate
  void deactivate() {
    runner.ifPresent(DeliveryRunner::stop);
  }

  @Override
  public void wake(Kind kind) {
    if (kind == Kind.MAIL) {
      runner.ifPresent(DeliveryRunner::wake);
    }
  }

  @Override
  public List<Finding> findings() {
    if (runner.isEmpty()) {
      return faults;
    }
    return queue == null
        ? List.of(new Finding(Level.YELLOW, NAME, "The store is absent; no mail can be sent."))
        : List.of(runner.get().finding());
  }
}
