package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.Modem;
import smsgateway.api.RoutingRule;
import smsgateway.api.RoutingRule.Verdict;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.Via;

class LastSimRuleTest {
  private static final String NUMBER = "+39123456789";
  private static final List<Modem> TWO =
      List.of(ConfiguredRuleTest.modem("north"), ConfiguredRuleTest.modem("south"));
  private final FakeDirectory directory = new FakeDirectory();

  private LastSimRule rule(Map<String, String> keys, List<Modem> modems) {
    return new LastSimRule(directory, Configs.lastSim(keys), modems, Clock.systemUTC());
  }

  private static Optional<Verdict> answer(RoutingRule rule, String number) {
    return rule.outbound(ConfiguredRuleTest.message("", number));
  }

  @Test
  void aNumberIsWrittenToOverTheSimThatTalkedWithItLast() {
    directory.talked(NUMBER, "26201");
    assertThat(answer(rule(Map.of("waitMinutes", "5"), TWO), NUMBER))
        .contains(
            new Via(
                List.of(List.of("sim:26201")),
                false,
                Duration.ofMinutes(5),
                0,
                "the SIM that talked with the number last"));
    assertThat(answer(rule(Map.of(), TWO), "+39123456780")).isEmpty();
  }

  @Test
  void withOneModemOrSwitchedOffOrWithoutStoreItDecidesNothing() {
    directory.talked(NUMBER, "26201");
    assertThat(answer(rule(Map.of(), TWO.subList(0, 1)), NUMBER)).isEmpty();
    assertThat(answer(rule(Map.of("sameSim", "false"), TWO), NUMBER)).isEmpty();
    directory.down = true;
    assertThat(answer(rule(Map.of(), TWO), NUMBER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"sameSim, yes, 'one of true, false'", "waitMinutes, -1, 'from 0 to 1440'"})
  void aValueThatCannotBeUsedIsNamedAndNothingIsDecided(String key, String value, String reason) {
    directory.talked(NUMBER, "26201");
    LastSimRule rule = rule(Map.of(key, value), TWO);
    assertThat(answer(rule, NUMBER)).isEmpty();
    assertThat(rule.findings()).extracting(Finding::level).containsExactly(Level.YELLOW);
    assertThat(rule.findings().get(0).message())
        .startsWith("MISCONFIGURED: etc/smsgateway.routing.sim.cfg, " + key)
        .contains(reason);
  }
}
