package smsgateway.routing.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import smsgateway.api.RoutingRule;
import smsgateway.api.User;

/** An SMS that nobody else gets goes to every default recipient. */
@Component(property = {"smsgateway.rule=default", "service.ranking:Integer=-300"})
public final class DefaultRecipientRule implements RoutingRule {
  @Override
  public Optional<Target> inbound(Inbound message) {
    List<String> defaults = defaults(message.users());
    return defaults.isEmpty()
        ? Optional.empty()
        : Optional.of(new Target(defaults, message.text(), Messages.get("reason.default")));
  }

  /** Addresses of the users who get what nobody else gets. */
  static List<String> defaults(List<User> users) {
    return users.stream().filter(User::fallback).map(User::email).toList();
  }
}
