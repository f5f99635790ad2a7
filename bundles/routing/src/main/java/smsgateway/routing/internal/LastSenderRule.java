package smsgateway.routing.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import smsgateway.api.RoutingRule;

/** An SMS from a number that a user wrote to within the window goes to the last such user. */
@Component(property = {"smsgateway.rule=lastSender", "service.ranking:Integer=-200"})
public final class LastSenderRule implements RoutingRule {
  @Override
  public Optional<Target> inbound(Inbound message) {
    return message
        .lastSender()
        .filter(email -> message.users().stream().anyMatch(u -> u.email().equalsIgnoreCase(email)))
        .map(email -> new Target(List.of(email), message.text(), Messages.get("reason.last")));
  }
}
