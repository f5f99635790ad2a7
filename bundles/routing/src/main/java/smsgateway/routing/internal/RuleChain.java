package smsgateway.routing.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import smsgateway.api.RoutingRule;
import smsgateway.api.Via;

/** Asks the rules in their order; the first answer wins. */
final class RuleChain {
  private static final Comparator<Map.Entry<Map<String, Object>, RoutingRule>> ORDER =
      Comparator.comparing(
              (Map.Entry<Map<String, Object>, RoutingRule> e) ->
                  number(e.getKey(), Constants.SERVICE_RANKING))
          .reversed()
          .thenComparing(e -> number(e.getKey(), Constants.SERVICE_ID));

  private final Supplier<List<RoutingRule>> rules;

  /**
   * @param rules the present rules in their order; asked for every decision, so that a rule that
   *     comes or goes takes effect at the next one
   */
  RuleChain(Supplier<List<RoutingRule>> rules) {
    this.rules = rules;
  }

  /** Rules by falling {@code service.ranking}, the older service first among equals. */
  static List<RoutingRule> ordered(List<Map.Entry<Map<String, Object>, RoutingRule>> services) {
    return services.stream().sorted(ORDER).map(Map.Entry::getValue).toList();
  }

  private static long number(Map<String, Object> properties, String key) {
    return properties.get(key) instanceof Number number ? number.longValue() : 0;
  }

  /**
   * What the rules say about an outbound message.
   *
   * @param permission whether it may go; empty when no rule says so
   * @param via over which modems
   */
  record Answer(Optional<RoutingRule.Verdict> permission, Via via) {
    /** Why it may not go. */
    Optional<String> refusal() {
      return permission
          .filter(RoutingRule.Verdict.Refused.class::isInstance)
          .map(refused -> ((RoutingRule.Verdict.Refused) refused).reason());
    }
  }

  /** The first verdict on each of the two questions about an outbound message. */
  Answer outbound(RoutingRule.Outbound message) {
    Optional<RoutingRule.Verdict> permission = Optional.empty();
    Optional<RoutingRule.Verdict> via = Optional.empty();
    for (RoutingRule rule : rules.get()) {
      Optional<RoutingRule.Verdict> verdict = rule.outbound(message);
      if (verdict.filter(Via.class::isInstance).isPresent()) {
        via = via.or(() -> verdict);
      } else {
        permission = permission.or(() -> verdict);
      }
    }
    return new Answer(permission, (Via) via.orElse(Via.ANY));
  }

  /** The first target of an inbound message that names at least one recipient. */
  Optional<RoutingRule.Target> inbound(RoutingRule.Inbound message) {
    return rules.get().stream()
        .flatMap(rule -> rule.inbound(message).stream())
        .filter(target -> !target.recipients().isEmpty())
        .findFirst();
  }
}
