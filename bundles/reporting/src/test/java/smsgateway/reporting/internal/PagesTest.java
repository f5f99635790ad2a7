package smsgateway.reporting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.Servlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.Health;
import smsgateway.api.Journal;
import smsgateway.api.Modem;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.StoreException;

/** Both pages behind the web server that the gateway ships. */
class PagesTest {
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private volatile Level level = Level.GREEN;
  private MetricsPage metrics;

  /** Its finding must never reach a page. */
  private final Health health =
      new Health() {
        @Override
        public Level level() {
          return level;
        }

        @Override
        public List<Finding> findings() {
          return List.of(new Finding(level, "modem north", "PIN needed."));
        }
      };

  @BeforeEach
  void serve() throws Exception {
    metrics = new MetricsPage(health);
    ServletContextHandler pages = new ServletContextHandler();
    add(pages, new HealthPage(health), "/smsgateway/health");
    add(pages, metrics, "/smsgateway/metrics");
    server.setHandler(pages);
    server.start();
  }

  private static void add(ServletContextHandler pages, Servlet page, String path) {
    pages.addServlet(new ServletHolder(page), path);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI page = server.getURI().resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A store that answers both questions of the page and no other. */
  private static Journal journal(boolean broken) {
    return (Journal)
        Proxy.newProxyInstance(
            PagesTest.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, arguments) -> {
              if (broken) {
                throw new StoreException(StoreException.Code.UNAVAILABLE, "closed");
              }
              return method.getName().equals("counts")
                  ? Map.of("segment.QUEUED", 5L)
                  : Optional.empty();
            });
  }

  @ParameterizedTest
  @CsvSource({"GREEN,200", "YELLOW,200", "RED,503"})
  void healthIsTheLevelAndNothingElse(Level now, int status) throws Exception {
    level = now;
    HttpResponse<String> answer = get("/smsgateway/health");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"status\":\"" + now + "\"}");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
  }

  @Test
  void metricsTellTheStoreAndTheModems() throws Exception {
    metrics.journal = journal(false);
    metrics.modems = List.of(new TestModem("north", Modem.State.READY));
    HttpResponse<String> answer = get("/smsgateway/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
        .isEqualToIgnoringCase("text/plain;version=0.0.4;charset=utf-8");
    assertThat(answer.body().lines())
        .contains(
            "smsgateway_health 0",
            "smsgateway_store_up 1",
            "smsgateway_segments{state=\"QUEUED\"} 5",
            "smsgateway_modem_up{modem=\"north\"} 1");
  }

  @Test
  void withoutStoreTheMetricsSayThatItIsDown() throws Exception {
    assertThat(get("/smsgateway/metrics").body().lines()).contains("smsgateway_store_up 0");

    metrics.journal = journal(true);
    assertThat(get("/smsgateway/metrics").body().lines()).contains("smsgateway_store_up 0");
  }

  @Test
  void aModemThatIsBeingStoppedDoesNotHideTheOthers() throws Exception {
    Modem stopping =
        (Modem)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Modem.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("stopped");
                });
    metrics.modems = List.of(stopping, new TestModem("north", Modem.State.READY));

    assertThat(get("/smsgateway/metrics").body()).contains("modem=\"north\"");
  }
}
