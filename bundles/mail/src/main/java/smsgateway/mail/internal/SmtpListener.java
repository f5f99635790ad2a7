package smsgateway.mail.internal;

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
import smsgateway.api.RoutingPolicy;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;

/**
 * Takes mails by SMTP from the mail server. Without a store or a routing policy it stays up and
 * asks the sending server to come again (451), so both may be replaced while it runs.
 */
@Component(
    service = StatusSource.class,
    immediate = true,
    configurationPid = SmtpListener.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SmtpListener.Config.class)
public final class SmtpListener implements StatusSource {
  /** Configuration: {@code etc/smsgateway.mail.listener.cfg}. */
  public static final String PID = "smsgateway.mail.listener";

  static final String NAME = "mail.listener";

  /** Settings; numbers are text here so that a wrong one can be reported. */
  @ObjectClassDefinition(
      name = "SMS Gateway: SMTP listener",
      description = "The mail server forwards mail for the SMS domain to this listener.")
  @interface Config {
    @AttributeDefinition(description = "IP address to listen on")
    String bind() default "127.0.0.1";

    @AttributeDefinition(type = AttributeType.INTEGER, description = "TCP port, 1 to 65535")
    String port() default "2525";

    @AttributeDefinition(description = "IP addresses that may send without a login")
    String trustedHosts() default "127.0.0.1, ::1";

    @AttributeDefinition(description = "Login of the relaying server; empty: trusted hosts only")
    String username() default "";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "Password of that login")
    String password() default "";

    @AttributeDefinition(
        description = "How the sender of a mail is proven",
        options = {
          @Option(label = "a header added by a rule", value = "rule-header"),
          @Option(label = "X-Authenticated-Sender", value = "authenticated-sender-header"),
          @Option(label = "the server checks From itself", value = "any-from-loopback")
        })
    String trust() default "rule-header";

    @AttributeDefinition(description = "For rule-header: 'Name: value' that the rule adds")
    String trustHeader() default "";

    @AttributeDefinition(type = AttributeType.INTEGER, description = "Largest mail in octets")
    String maxMessageBytes() default "1000000";
  }

  private final List<Finding> faults;
  private final Optional<ListenerRunner> runner;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MessageQueue queue;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoutingPolicy routing;

  /** Starts a thread that opens the port, unless a setting is wrong. */
  @Activate
  public SmtpListener(@Reference MailRules rules, Config config) {
    ConfigCheck check = new ConfigCheck(NAME, PID);
    Optional<ListenerSettings> settings = ListenerSettings.of(config, check);
    faults = check.findings();
    runner = settings.map(s -> new ListenerRunner(s, new Services(s.trust(), rules)));
    runner.ifPresent(ListenerRunner::start);
  }

  /** Closes the port; a mail that is being stored is stored first. */
  @Deactivate
  void deactivate() {
    runner.ifPresent(ListenerRunner::stop);
  }

  @Override
  public List<Finding> findings() {
    if (runner.isEmpty()) {
      return faults;
    }
    if (queue == null) {
      return List.of(new Finding(Level.RED, NAME, "The store is absent; mails are put off (451)."));
    }
    if (routing == null) {
      return List.of(
          new Finding(Level.YELLOW, NAME, "Routing is absent; mails are put off (451)."));
    }
    return List.of(runner.get().finding());
  }

  private final class Services implements MailTransaction.Backend {
    private final SenderTrust trust;
    private final MailRules rules;

    Services(SenderTrust trust, MailRules rules) {
      this.trust = trust;
      this.rules = rules;
    }

    @Override
    public RoutingPolicy.Verdict serves(String address) {
      RoutingPolicy policy = routing;
      try {
        return policy == null ? RoutingPolicy.Verdict.NOT_READY : policy.serves(address);
      } catch (IllegalStateException e) {
        // Routing was taken away in this moment.
        return RoutingPolicy.Verdict.NOT_READY;
      }
    }

    @Override
    public SmtpReply take(byte[] octets, Envelope envelope) throws StoreException {
      MessageQueue store = queue;
      RoutingPolicy policy = routing;
      if (store == null || policy == null) {
        throw new StoreException(Code.UNAVAILABLE, "store or routing is absent");
      }
      return new MailAcceptor(store, trust, policy, rules).take(octets, envelope);
    }
  }
}
