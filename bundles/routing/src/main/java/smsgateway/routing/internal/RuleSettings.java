package smsgateway.routing.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import smsgateway.api.RoutingRule;
import smsgateway.api.Via;

/**
 * The configuration of one rule as values.
 *
 * @param prefixes beginnings of international numbers; empty for all
 * @param senders mail addresses and domains, lower case; empty for all
 * @param problems sentences about values that cannot be used; when there are any, it is no rule
 */
record RuleSettings(
    String name,
    List<String> prefixes,
    List<String> senders,
    Via via,
    int ranking,
    List<String> problems) {
  private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,14}");
  private static final Pattern SENDER = Pattern.compile("[^\\s@,;<>]+(@[^\\s@,;<>]+)?");
  private static final Pattern MODEMS =
      Pattern.compile("[A-Za-z0-9_.-]{1,40}( ?\\+ ?[A-Za-z0-9_.-]{1,40})*");
  private static final int DAY_IN_SECONDS = 24 * 60 * 60;
  private static final int HIGHEST_RANKING = 1000;

  /** Whether every value can be used. */
  boolean usable() {
    return problems.isEmpty();
  }

  /** Where the operator finds the keys. */
  String file() {
    return fileOf(name);
  }

  private static String fileOf(String name) {
    return "etc/" + ConfiguredRule.PID + "-" + name + ".cfg";
  }

  /** What it does, as a sentence. */
  String summary() {
    String modems =
        via.choices().stream()
            .map(group -> String.join("+", group))
            .collect(Collectors.joining(", "));
    return Messages.get(
        via.choices().isEmpty() ? "finding.rule.priority" : "finding.rule",
        name,
        modems,
        via.only() ? "only" : "prefer",
        Integer.toString(via.priority()));
  }

  /** Whether the rule is about this message. */
  boolean fits(RoutingRule.Outbound message) {
    return (prefixes.isEmpty()
            || prefixes.stream().anyMatch(message.destination().value()::startsWith))
        && (senders.isEmpty()
            || message
                .sender()
                .filter(user -> sentBy(user.email().toLowerCase(Locale.ROOT)))
                .isPresent());
  }

  private boolean sentBy(String email) {
    return senders.contains(email) || senders.contains(MailAddress.domain(email));
  }

  /** The settings that a configuration means. */
  static RuleSettings read(String name, ConfiguredRule.Config config) {
    return new Reader(name, config).settings();
  }

  private static final class Reader {
    private final List<String> problems = new ArrayList<>();
    private final String name;
    private final ConfiguredRule.Config config;

    Reader(String name, ConfiguredRule.Config config) {
      this.name = name;
      this.config = config;
    }

    RuleSettings settings() {
      List<String> prefixes = list("prefixes", config.prefixes(), PREFIX, "config.rule.prefix");
      List<String> senders =
          list("senders", config.senders(), SENDER, "config.rule.sender").stream()
              .map(sender -> sender.toLowerCase(Locale.ROOT))
              .toList();
      Via via = via();
      if (problems.isEmpty() && via.choices().isEmpty() && via.priority() == 0) {
        problem("modems", "config.rule.empty");
      }
      int ranking = number("ranking", config.ranking(), -HIGHEST_RANKING, HIGHEST_RANKING);
      return new RuleSettings(name, prefixes, senders, via, ranking, List.copyOf(problems));
    }

    private Via via() {
      List<List<String>> choices =
          list("modems", config.modems(), MODEMS, "config.rule.modem").stream()
              .map(group -> Arrays.stream(group.split("\\+", -1)).map(String::strip).toList())
              .toList();
      String use = config.use().strip();
      if (!use.equals("only") && !use.equals("prefer")) {
        problem("use", "config.choice", "prefer, only");
      }
      return new Via(
          choices,
          use.equals("only"),
          Duration.ofSeconds(number("waitSeconds", config.waitSeconds(), 0, DAY_IN_SECONDS)),
          number("priority", config.priority(), 0, Via.URGENT),
          Messages.get("reason.rule", name));
    }

    private List<String> list(String key, String[] values, Pattern form, String reason) {
      List<String> entries =
          Arrays.stream(values)
              .flatMap(value -> Stream.of(value.split(",", -1)))
              .map(String::strip)
              .filter(entry -> !entry.isEmpty())
              .toList();
      for (String entry : entries) {
        if (!form.matcher(entry).matches()) {
          problem(key, reason, shown(entry));
        }
      }
      return entries;
    }

    private static String shown(String entry) {
      return entry.replaceAll("\\p{Cntrl}", "?");
    }

    private int number(String key, String value, int least, int most) {
      try {
        int number = Integer.parseInt(value.strip());
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below, as a number out of range is.
      }
      problem(key, "config.range", Integer.toString(least), Integer.toString(most));
      return least;
    }

    private void problem(String key, String reason, String... values) {
      problems.add(
          Messages.get(
              "finding.rule.misconfigured", fileOf(name), key, Messages.get(reason, values)));
    }
  }
}
