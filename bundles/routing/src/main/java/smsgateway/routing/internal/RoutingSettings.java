package smsgateway.routing.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import smsgateway.api.MessageQueue;
import smsgateway.api.User.LongText;

/**
 * The configuration as values.
 *
 * @param gatewayAddress mail account of the gateway, lower case
 * @param domains real mail domains by domain for SMS, lower case
 * @param smartReply how long after a message to a number its answer goes to the same user
 * @param longText what happens to a text that needs more than one SMS
 * @param maxParts most SMS per message, 1 to 255
 * @param validity life of a message
 * @param problems sentences about values that cannot be used; when there are any, nothing works
 */
record RoutingSettings(
    Optional<String> gatewayAddress,
    Map<String, List<String>> domains,
    NumberGrammar numbers,
    Duration smartReply,
    ConfirmKeyword keyword,
    LongText longText,
    int maxParts,
    MessageQueue.Waits waits,
    Optional<String> operatorAddress,
    Duration validity,
    List<String> problems) {

  /** Copies the collections. */
  RoutingSettings {
    domains = Map.copyOf(domains);
    problems = List.copyOf(problems);
  }

  /** Whether every value can be used. */
  boolean usable() {
    return problems.isEmpty();
  }

  /** Whether mail can be accepted. */
  boolean ready() {
    return usable() && gatewayAddress.isPresent() && !domains.isEmpty();
  }

  /** Whether this is the gateway's own account, with or without a {@code +tag}. */
  boolean isGateway(String address) {
    return gatewayAddress.filter(MailAddress.untagged(address)::equals).isPresent();
  }

  /** The mail domains that a domain stands for; empty when it is none for SMS. */
  List<String> realDomains(String address) {
    return domains.getOrDefault(MailAddress.domain(address), List.of());
  }

  /** Whether mail to this address is for the gateway. */
  boolean isOurs(String address) {
    return isGateway(address) || !realDomains(address).isEmpty();
  }

  /** An address for explanations. */
  String example() {
    String domain = domains.keySet().stream().sorted().findFirst().orElse("sms.example.com");
    return Messages.get("address.example", domain);
  }
}
