package smsgateway.reporting.internal;

import java.io.IOException;
import java.util.List;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
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

  @Reference transient volatile Health health;

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
    text.modems(
        modems.stream().map(m -> new MetricsText.ModemSample(m.name(), m.status())).toList());
    Journal store = journal;
    if (store != null) {
      try {
        text.counts(store.counts(), store.oldestQueued());
      } catch (StoreException e) {
        text.storeAbsent();
      }
    }
    return text.toString();
  }
}
