package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.api.RoutingRule;
import smsgateway.api.User.ConfirmPolicy;

class RuleChainTest {
  private static final RoutingRule.Inbound TO_BOB =
      new RoutingRule.Inbound(
          "+391",
          "bob hi",
          Optional.of("last@x"),
          List.of(
              FakeDirectory.user("bob@x", null, "bob", false, ConfirmPolicy.NEVER),
              FakeDirectory.user("last@x", null, null, false, ConfirmPolicy.NEVER),
              FakeDirectory.user("desk@x", null, null, true, ConfirmPolicy.NEVER)));

  private static Map.Entry<Map<String, Object>, RoutingRule> service(
      long id, Integer ranking, RoutingRule rule) {
    return Map.entry(
        ranking == null
            ? Map.of("service.id", id)
            : Map.of("service.id", id, "service.ranking", ranking),
        rule);
  }

  private static RoutingRule to(String email) {
    return new RoutingRule() {
      @Override
      public Optional<Target> inbound(Inbound message) {
        return Optional.of(new Target(List.of(email), message.text(), "test"));
      }
    };
  }

  private static List<String> route(List<Map.Entry<Map<String, Object>, RoutingRule>> services) {
    return new RuleChain(() -> RuleChain.ordered(services))
        .inbound(TO_BOB)
        .orElseThrow()
        .recipients();
  }

  private static final Map.Entry<Map<String, Object>, RoutingRule> NICKNAME =
      service(5, -100, new NicknameRule());
  private static final Map.Entry<Map<String, Object>, RoutingRule> LAST =
      service(6, -200, new LastSenderRule());
  private static final Map.Entry<Map<String, Object>, RoutingRule> DEFAULT =
      service(7, -300, new DefaultRecipientRule());

  @Test
  void builtInRulesAreAskedByFallingRanking() {
    assertThat(route(List.of(DEFAULT, LAST, NICKNAME))).containsExactly("bob@x");
    assertThat(route(List.of(DEFAULT, LAST))).containsExactly("last@x");
    assertThat(route(List.of(DEFAULT))).containsExactly("desk@x");
  }

  @Test
  void aForeignRuleWithoutRankingWinsOverTheBuiltInOnes() {
    assertThat(route(List.of(NICKNAME, LAST, DEFAULT, service(99, null, to("foreign@x")))))
        .containsExactly("foreign@x");
  }

  @Test
  void aForeignRuleMayStandBetweenTheBuiltInOnes() {
    assertThat(route(List.of(LAST, DEFAULT, service(99, -150, to("foreign@x")))))
        .containsExactly("foreign@x");
    assertThat(route(List.of(NICKNAME, service(99, -150, to("foreign@x")))))
        .containsExactly("bob@x");
  }

  @Test
  void ofEqualRankingTheOlderServiceIsAskedFirst() {
    assertThat(route(List.of(service(9, 1, to("newer@x")), service(8, 1, to("older@x")))))
        .containsExactly("older@x");
  }
}
