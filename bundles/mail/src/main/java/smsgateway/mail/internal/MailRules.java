package smsgateway.mail.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.mail.internal.read.Trim;

/** What is taken of the mails that come, by whatever way. */
@Component(
    service = {MailRules.class, StatusSource.class},
    configurationPid = MailRules.PID)
@Designate(ocd = MailRules.Config.class)
public final class MailRules implements StatusSource {
  /** Configuration: {@code etc/smsgateway.mail.cfg}; without the file the defaults count. */
  static final String PID = "smsgateway.mail";

  private static final int MOST_MAILS = 1_000_000;

  /** Settings; numbers are text here so that a wrong one can be reported. */
  @ObjectClassDefinition(
      name = "SMS Gateway: mails",
      description = "What is taken of the mails that come, by whatever way.")
  @interface Config {
    @AttributeDefinition(
        description = "What is left out of the text, never so that nothing is left",
        options = {
          @Option(
              label = "signature, and in a reply the quoted mail",
              value = "signature-and-quote"),
          @Option(label = "signature", value = "signature"),
          @Option(label = "nothing", value = "none")
        })
    String trim() default "signature-and-quote";

    @AttributeDefinition(
        type = AttributeType.INTEGER,
        description = "Most mails of one sender in an hour, 0 for any number")
    String mailsPerHour() default "2000";
  }

  private final List<Finding> faults;
  private final Trim trim;
  private final SenderLimits limits;
  private final int mailsPerHour;

  /** Reads the configuration. */
  @Activate
  public MailRules(Config config) {
    ConfigCheck check = new ConfigCheck("mail", PID);
    Optional<Trim> known =
        Arrays.stream(Trim.values())
            .filter(t -> key(t).equals(check.text("trim", config.trim())))
            .findFirst();
    if (known.isEmpty()) {
      String all =
          Arrays.stream(Trim.values()).map(MailRules::key).collect(Collectors.joining(", "));
      check.fault("trim", "must be one of " + all);
    }
    trim = known.orElse(Trim.NONE);
    mailsPerHour = check.number("mailsPerHour", config.mailsPerHour(), 0, MOST_MAILS);
    limits = new SenderLimits(mailsPerHour, System::nanoTime);
    faults = check.findings();
  }

  private static String key(Trim trim) {
    return trim.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is left out of texts. */
  Trim trim() {
    return trim;
  }

  /** Most mails of one sender in an hour. */
  int mailsPerHour() {
    return mailsPerHour;
  }

  /** Counts mails over all ways in. */
  SenderLimits limits() {
    return limits;
  }

  /**
   * Returns when mails may be taken.
   *
   * @throws StoreException {@code UNAVAILABLE} while a value cannot be used: mails are put off
   */
  void check() throws StoreException {
    if (!faults.isEmpty()) {
      throw new StoreException(
          StoreException.Code.UNAVAILABLE, "etc/" + PID + ".cfg is misconfigured");
    }
  }

  @Override
  public List<Finding> findings() {
    return faults;
  }
}
