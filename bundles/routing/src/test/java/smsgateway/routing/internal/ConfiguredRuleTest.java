package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.Modem;
import smsgateway.api.Msisdn;
import smsgateway.api.RoutingRule;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.Submission;
import smsgateway.api.User;
import smsgateway.api.User.ConfirmPolicy;
import smsgateway.api.Via;

class ConfiguredRuleTest {
  private static ConfiguredRule rule(Map<String, String> keys, String... modems) {
    return new ConfiguredRule(
        RuleSettings.read("italy", Configs.rule(keys)),
        List.of(modems).stream().map(ConfiguredRuleTest::modem).toList());
  }

  static Modem modem(String name) {
    return new Modem() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Status status() {
        return new Status(State.READY, "", "", "", OptionalInt.empty(), "", "", 0, 0, "");
      }
    };
  }

  static RoutingRule.Outbound message(String sender, String number) {
    Optional<User> user =
        sender.isEmpty()
            ? Optional.empty()
            : Optional.of(FakeDirectory.user(sender, null, null, false, ConfirmPolicy.NEVER));
    return new RoutingRule.Outbound(user, new Submission.Recipient(number, ""), new Msisdn(number));
  }

  @Test
  void itNamesItsModemsInTheirOrder() {
    ConfiguredRule rule =
        rule(
            Map.of(
                "modems", "north + south, east",
                "use", "only",
                "waitSeconds", "90",
                "priority", "2"));
    assertThat(rule.outbound(message("", "+39123456789")))
        .contains(
            new Via(
                List.of(List.of("north", "south"), List.of("east")),
                true,
                Duration.ofSeconds(90),
                2,
                "rule italy"));
  }

  @ParameterizedTest
  @CsvSource({
    "'',              '',                       '',              +39123456789, true",
    "'+39, +3933',    '',                       '',              +39123456789, true",
    "+3933,           '',                       '',              +39123456789, false",
    "'',              example.com,              ann@Example.com, +39123456789, true",
    "'',              example.com,              ann@x.example.com, +39123456789, false",
    "'',              'bob@x.org, ann@EXAMPLE.com', ann@example.com, +39123456789, true",
    "'',              example.com,              '',              +39123456789, false",
    "+49,             example.com,              ann@example.com, +39123456789, false"
  })
  void itIsAboutPrefixesAndSenders(
      String prefixes, String senders, String sender, String number, boolean fits) {
    ConfiguredRule rule = rule(Map.of("prefixes", prefixes, "senders", senders, "modems", "north"));
    assertThat(rule.outbound(message(sender, number)).isPresent()).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "prefixes,    0049,        '''0049'' is no beginning of a number'",
    "senders,     a@b@c,       '''a@b@c'' is neither'",
    "modems,      a b,         '''a b'' is no name of a modem'",
    "use,         first,       'must be one of prefer, only'",
    "waitSeconds, -1,          'from 0 to 86400'",
    "priority,    high,        'from 0 to 9'",
    "ranking,     5000,        'from -1000 to 1000'",
    "modems,      '',          'the rule would do nothing'"
  })
  void aValueThatCannotBeUsedIsNamedWithFileAndKey(String key, String value, String sentence) {
    ConfiguredRule rule =
        rule(
            key.equals("modems") ? Map.of(key, value) : Map.of("modems", "north", key, value),
            "north");
    assertThat(rule.findings()).extracting(Finding::level).containsOnly(Level.YELLOW);
    assertThat(rule.findings().get(0).message())
        .startsWith("MISCONFIGURED: etc/smsgateway.routing.rule-italy.cfg, " + key)
        .contains(sentence);
  }

  @Test
  void aModemThatDoesNotExistIsNamed() {
    ConfiguredRule rule = rule(Map.of("modems", "north, sud"), "north", "south");
    assertThat(rule.findings())
        .containsExactly(
            new Finding(
                Level.YELLOW,
                "routing.rule italy",
                "Rule italy names modem sud, which does not exist: correct modems in"
                    + " etc/smsgateway.routing.rule-italy.cfg, or add"
                    + " etc/smsgateway.modem-sud.cfg."));
    assertThat(rule(Map.of("modems", "north+south", "use", "only"), "north", "south").findings())
        .containsExactly(
            new Finding(
                Level.GREEN,
                "routing.rule italy",
                "Rule italy is in force: modems north+south (only), priority 0."));
  }

  @Test
  void ofSeveralRulesTheOneWithTheHighestRankingDecides() {
    RoutingRule low = rule(Map.of("modems", "north"));
    RoutingRule high = rule(Map.of("modems", "south"));
    RuleChain chain =
        new RuleChain(
            () ->
                RuleChain.ordered(
                    List.of(
                        Map.entry(Map.of("service.id", 1L, "service.ranking", 0), low),
                        Map.entry(Map.of("service.id", 2L, "service.ranking", 5), high))));
    assertThat(chain.outbound(message("", "+39123456789")).via().choices())
        .containsExactly(List.of("south"));
  }
}
