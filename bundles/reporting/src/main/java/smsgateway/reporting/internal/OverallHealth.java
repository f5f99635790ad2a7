package smsgateway.reporting.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import smsgateway.api.Health;
import smsgateway.api.MessageQueue;
import smsgateway.api.Modem;
import smsgateway.api.StatusSource;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;

/** Asks every status source, and adds what is missing altogether. */
@Component
public final class OverallHealth implements Health {
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<StatusSource> sources = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Modem> modems = List.of();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MessageQueue queue;

  @Override
  public Level level() {
    return findings().stream()
        .map(Finding::level)
        .max(Comparator.naturalOrder())
        .orElse(Level.GREEN);
  }

  @Override
  public List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    for (StatusSource source : sources) {
      all.addAll(ask(source));
    }
    addMissing(all);
    all.sort(Comparator.comparing(Finding::level).reversed().thenComparing(Finding::component));
    return all;
  }

  private static List<Finding> ask(StatusSource source) {
    try {
      return source.findings();
    } catch (RuntimeException e) {
      String name = source.getClass().getSimpleName();
      return List.of(
          new Finding(Level.YELLOW, name, "It does not say how it is; see data/log/karaf.log."));
    }
  }

  private void addMissing(List<Finding> all) {
    if (queue == null) {
      all.add(
          new Finding(
              Level.RED,
              "store",
              "The store does not run: nothing can be accepted; see data/log/karaf.log."));
    }
    List<Modem> present = modems;
    if (present.isEmpty()) {
      missing(
          all,
          "modem",
          "No modem is configured: add a file etc/smsgateway.modem-NAME.cfg with its port.");
    } else if (present.stream().noneMatch(OverallHealth::ready)) {
      missing(all, "modem", "No modem can send, messages wait: sms:modem-list tells why.");
    }
    if (lacks(all, "mail.listener") && lacks(all, "mail.intake")) {
      missing(
          all,
          "mail.listener",
          "No way in for mail: add the file etc/smsgateway.mail.listener.cfg with port and trust.");
    }
    if (lacks(all, "mail.delivery")) {
      missing(
          all,
          "mail.delivery",
          "No way out for mail: add the file etc/smsgateway.mail.delivery.cfg with host, port and from.");
    }
    if (lacks(all, "routing")) {
      missing(all, "routing", "Routing does not run: start the bundle smsgateway.routing.");
    }
  }

  private static boolean ready(Modem modem) {
    try {
      return modem.status().state() == Modem.State.READY;
    } catch (RuntimeException e) {
      return false; // Its bundle is being stopped.
    }
  }

  private static boolean lacks(List<Finding> all, String component) {
    return all.stream().noneMatch(f -> f.component().startsWith(component));
  }

  private static void missing(List<Finding> all, String component, String sentence) {
    all.add(new Finding(Level.YELLOW, component, sentence));
  }
}
