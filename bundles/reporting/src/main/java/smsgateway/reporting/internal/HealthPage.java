package smsgateway.reporting.internal;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import smsgateway.api.Health;
import smsgateway.api.StatusSource.Level;

/** The level for a monitoring system and nothing else: the page needs no login. RED is 503. */
@Component(
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/smsgateway/health",
      "osgi.http.whiteboard.servlet.name=smsgateway-health"
    })
public final class HealthPage extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Health health;

  /** Serves the judgement of the given health. */
  @Activate
  public HealthPage(@Reference Health health) {
    this.health = health;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Level level = health.level();
    response.setStatus(level == Level.RED ? 503 : 200);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getWriter().print("{\"status\":\"" + level + "\"}");
  }
}
