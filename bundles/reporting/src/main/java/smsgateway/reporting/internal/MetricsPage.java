package smsgateway.reporting.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import smsgateway.api.Health;
import smsgateway.api.Journal;
import smsgateway.api.Modem;
import smsgateway.api.StoreException;

/** Prometheus text (exposition format 0.0.4). No label holds a number, a user or a text. */
@Component(
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/smsgateway/metrics",
      "osgi.http.whiteboard.servlet.name=smsgateway-metrics"
    })
public final class MetricsPage extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  transient volatile List<Modem> modems = List.of();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  transient volatile Journal journal;

  private final transient Health health;

  /** Serves the judgement of the given health. */
  @Activate
  public MetricsPage(@Reference Health health) {
    this.health = health;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain; version=0.0.4; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().print(text());
  }

  private String text() {
    MetricsText text = new MetricsText();
    text.health(health.level());
    text.modems(modems.stream().flatMap(m -> sample(m).stream()).toList());
    Journal store = journal;
    try {
      if (store == null) {
        text.storeAbsent();
      } else {
        text.counts(store.counts(), store.oldestQueued());
      }
    } catch (StoreException e) {
      text.storeAbsent();
    }
    return text.toString();
  }

  private static Optional<MetricsText.ModemSample> sample(Modem modem) {
    try {
      return Optional.of(new MetricsText.ModemSample(modem.name(), modem.status()));
    } catch (RuntimeException e) {
      return Optional.empty(); // Its bundle is being stopped; the other lines still count.
    }
  }
}
