package smsgateway.routing.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import smsgateway.api.MessageQueue;
import smsgateway.api.User.LongText;

/** Reads the configuration; a value that cannot be used becomes a sentence, not an exception. */
final class SettingsReader {
  /** Where the operator finds the keys. */
  static final String FILE = "etc/smsgateway.routing.cfg";

  private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>]+@[^\\s@,;<>]+");
  private static final Pattern MAPPING = Pattern.compile("([^\\s@=,]+)\\s*=\\s*([^\\s@=,]+)");
  private static final Pattern COUNTRY = Pattern.compile("(?:\\+|00)?([1-9][0-9]{0,2})?");
  private static final Pattern PREFIX = Pattern.compile("[0-9]{0,4}");
  private static final int MONTH_IN_MINUTES = 30 * 24 * 60;
  private static final int WEEK_IN_SECONDS = 7 * 24 * 60 * 60;

  /** The longest TP-VP: 63 weeks (3GPP TS 23.040 §9.2.3.12.1). */
  private static final int LONGEST_VALIDITY_IN_HOURS = 63 * 7 * 24;

  private static final int MOST_PARTS = 255;
  private static final Duration MISSING_SEGMENTS = Duration.ofMinutes(10);

  private final List<String> problems = new ArrayList<>();
  private final ConfiguredPolicy.Config config;

  private SettingsReader(ConfiguredPolicy.Config config) {
    this.config = config;
  }

  /** The settings that a configuration means. */
  static RoutingSettings read(ConfiguredPolicy.Config config) {
    return new SettingsReader(config).settings();
  }

  private RoutingSettings settings() {
    Optional<String> gateway = address("gatewayAddress", config.gatewayAddress());
    Map<String, List<String>> domains = domains();
    return new RoutingSettings(
        gateway,
        domains,
        numbers(),
        Duration.ofMinutes(
            number("smartReplyMinutes", config.smartReplyMinutes(), 1, MONTH_IN_MINUTES)),
        new ConfirmKeyword(text("confirmKeyword", config.confirmKeyword())),
        longText(),
        number("maxParts", config.maxParts(), 1, MOST_PARTS),
        waits(),
        operator(gateway, domains),
        Duration.ofHours(
            number("validityHours", config.validityHours(), 1, LONGEST_VALIDITY_IN_HOURS)),
        problems);
  }

  private Optional<String> address(String key, String value) {
    String address = text(key, value).toLowerCase(Locale.ROOT);
    if (!address.isEmpty() && !ADDRESS.matcher(address).matches()) {
      problem(key, "config.address");
      return Optional.empty();
    }
    return Optional.of(address).filter(a -> !a.isEmpty());
  }

  private Optional<String> operator(
      Optional<String> gateway, Map<String, List<String>> fakeDomains) {
    Optional<String> operator = address("operatorAddress", config.operatorAddress());
    // A notice to the gateway itself would come back as a request, for ever.
    if (operator.isPresent()
        && (operator.equals(gateway)
            || fakeDomains.containsKey(MailAddress.domain(operator.orElseThrow())))) {
      problem("operatorAddress", "config.loop");
    }
    return operator;
  }

  private Map<String, List<String>> domains() {
    Map<String, List<String>> domains = new TreeMap<>();
    Arrays.stream(config.domains())
        .flatMap(value -> Arrays.stream(text("domains", value).split(",", -1)))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .forEach(entry -> addDomain(domains, entry.toLowerCase(Locale.ROOT)));
    return domains;
  }

  private void addDomain(Map<String, List<String>> domains, String entry) {
    var mapping = MAPPING.matcher(entry);
    if (!mapping.matches()) {
      problem("domains", "config.domains", entry);
    } else if (mapping.group(1).equals(mapping.group(2))) {
      problem("domains", "config.domains.same", mapping.group(1));
    } else {
      domains.computeIfAbsent(mapping.group(1), k -> new ArrayList<>()).add(mapping.group(2));
    }
  }

  private NumberGrammar numbers() {
    String prefix = text("nationalPrefix", config.nationalPrefix());
    if (!PREFIX.matcher(prefix).matches()) {
      problem("nationalPrefix", "config.prefix");
    }
    var country = COUNTRY.matcher(text("country", config.country()));
    if (!country.matches()) {
      problem("country", "config.country");
      return new NumberGrammar("", prefix);
    }
    String code = country.group(1);
    return new NumberGrammar(code == null ? "" : code, prefix);
  }

  private LongText longText() {
    String value = text("longText", config.longText());
    for (LongText known : LongText.values()) {
      if (known.name().equals(value.toUpperCase(Locale.ROOT))) {
        return known;
      }
    }
    problem("longText", "config.choice", "concatenated, numbered, truncate, refuse");
    return LongText.REFUSE;
  }

  private MessageQueue.Waits waits() {
    String policy = text("unknownOutcome", config.unknownOutcome());
    boolean resend = policy.equals("resend-once");
    if (!resend && !policy.equals("give-up")) {
      problem("unknownOutcome", "config.choice", "resend-once, give-up");
    }
    int seconds = number("unknownWaitSeconds", config.unknownWaitSeconds(), 0, WEEK_IN_SECONDS);
    return new MessageQueue.Waits(Duration.ofSeconds(seconds), resend, MISSING_SEGMENTS);
  }

  private int number(String key, String value, int least, int most) {
    try {
      int number = Integer.parseInt(text(key, value));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    problem(key, "config.range", Integer.toString(least), Integer.toString(most));
    return least;
  }

  private String text(String key, String value) {
    if (value.chars().anyMatch(c -> c < ' ')) {
      problem(key, "config.control");
      return "";
    }
    return value.strip();
  }

  private void problem(String key, String reason, String... values) {
    problems.add(Messages.get("finding.misconfigured", FILE, key, Messages.get(reason, values)));
  }
}
