package smsgateway.mail.internal;

import java.util.List;
import java.util.Map;
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
import smsgateway.api.HeldMails;
import smsgateway.api.MessageQueue;
import smsgateway.api.RoutingPolicy;
import smsgateway.api.StatusSource;
import smsgateway.mail.internal.intake.IntakeRunner;

/**
 * Reads one mailbox. Without a store or a routing policy the mails stay there, so both may be
 * replaced while it runs.
 */
@Component(
    service = StatusSource.class,
    immediate = true,
    configurationPid = MailIntake.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MailIntake.Config.class, factory = true)
public final class MailIntake implements StatusSource {
  /** Configuration: {@code etc/smsgateway.mail.intake-<name>.cfg}, one for each mailbox. */
  public static final String PID = "smsgateway.mail.intake";

  /** Settings; numbers are text here so that a wrong one can be reported. */
  @ObjectClassDefinition(
      name = "SMS Gateway: mailbox",
      description = "A mailbox whose mails become SMS.")
  @interface Config {
    @AttributeDefinition(
        description = "How to read the mailbox",
        options = {
          @Option(label = "IMAP over TLS", value = "imaps"),
          @Option(label = "IMAP, STARTTLS except on this machine", value = "imap"),
          @Option(label = "POP3 over TLS", value = "pop3s"),
          @Option(label = "POP3, STLS except on this machine", value = "pop3")
        })
    String protocol() default "imaps";

    @AttributeDefinition(description = "Name of the mail server as in its certificate")
    String host() default "";

    @AttributeDefinition(description = "TCP port; empty: the usual one of the protocol")
    String port() default "";

    @AttributeDefinition(description = "Login of the mailbox, mostly its whole address")
    String username() default "";

    @AttributeDefinition(
        description = "How to log in",
        options = {
          @Option(label = "with a password", value = "password"),
          @Option(label = "with an access token (XOAUTH2)", value = "oauth2")
        })
    String login() default "password";

    @AttributeDefinition(
        type = AttributeType.PASSWORD,
        description = "Password of that login, or its access token")
    String password() default "";

    @AttributeDefinition(description = "Folder to read (IMAP)")
    String folder() default "INBOX";

    @AttributeDefinition(
        type = AttributeType.INTEGER,
        description = "Seconds between two looks, 1 to 3600; new mail is told at once by IDLE")
    String pollSeconds() default "10";

    @AttributeDefinition(
        description = "Fields that keep the envelope's recipient, the best first; else To and Cc")
    String recipientHeaders() default "X-Original-To, X-Envelope-To, Envelope-To";

    @AttributeDefinition(
        description = "How the sender of a mail is proven",
        options = {
          @Option(label = "X-Authenticated-Sender", value = "authenticated-sender-header"),
          @Option(label = "the topmost Received", value = "top-received"),
          @Option(label = "a header added by a rule", value = "rule-header"),
          @Option(label = "programs on the mail server's machine", value = "any-from-loopback"),
          @Option(label = "the server checks From itself", value = "none")
        })
    String trust() default "authenticated-sender-header";

    @AttributeDefinition(description = "For rule-header: 'Name: value' that the rule adds")
    String trustHeader() default "";

    @AttributeDefinition(type = AttributeType.INTEGER, description = "Largest mail in octets")
    String maxMessageBytes() default "1000000";
  }

  private final List<Finding> faults;
  private final Optional<IntakeRunner> runner;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MessageQueue queue;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile HeldMails held;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoutingPolicy routing;

  /** Starts the thread that reads, unless a setting is wrong. */
  @Activate
  public MailIntake(@Reference MailRules rules, Config config, Map<String, Object> properties) {
    String name = name(properties);
    String component = "mail.intake " + name;
    String file = PID + "-" + name;
    ConfigCheck check = new ConfigCheck(component, file);
    Optional<IntakeSettings> settings = IntakeSettings.of(name, config, file + ".cfg", check);
    faults = check.findings();
    runner =
        settings.map(
            s ->
                new IntakeRunner(
                    s.account(),
                    component,
                    new MailboxTaker(s, rules, () -> queue, () -> routing),
                    () -> held));
    runner.ifPresent(IntakeRunner::start);
  }

  /** Ends after the mail in hand, which is moved first. */
  @Deactivate
  void deactivate() {
    runner.ifPresent(IntakeRunner::stop);
  }

  private static String name(Map<String, Object> properties) {
    String pid = String.valueOf(properties.get("service.pid"));
    return pid.substring(pid.indexOf('~') + 1);
  }

  @Override
  public List<Finding> findings() {
    return runner.map(r -> List.of(r.finding())).orElse(faults);
  }
}
