package smsgateway.emulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may use the forms of the page. */
final class DemoServletTest {
  private static final String HOST = "127.0.0.1:8181";
  private EmulatedNetwork network;
  private Demo demo;
  private DemoServlet servlet;

  @BeforeEach
  void start() {
    DemoConfig config = DemoFixture.config(Map.of("mailPort", "0"));
    network = new EmulatedNetwork(config);
    demo = new Demo(network, config);
    servlet = new DemoServlet(demo);
  }

  @AfterEach
  void stop() {
    demo.deactivate();
    network.deactivate();
  }

  @Test
  void aFormOfThePageIsTaken() throws IOException {
    assertThat(post(form("http://" + HOST, token()))).isEqualTo(303);
    assertThat(demo.entries()).hasSize(1);
  }

  @Test
  void aFormWithoutTheTokenIsRefused() throws IOException {
    assertThat(post(form("http://" + HOST, "guess"))).isEqualTo(403);
    assertThat(demo.entries()).isEmpty();
  }

  @Test
  void aFormOfAnotherSiteIsRefusedEvenWithTheToken() throws IOException {
    assertThat(post(form("http://evil.example", token()))).isEqualTo(403);
    assertThat(post(form(null, token()))).isEqualTo(403);
    assertThat(demo.entries()).isEmpty();
  }

  @Test
  void aNameThatAnotherSiteCouldPointHereIsRefused() throws IOException {
    assertThat(call("GET", Map.of("Host", "evil.example:8181"), Map.of()).status).isEqualTo(403);
    assertThat(call("GET", Map.of("Host", "localhost:8181"), Map.of()).status).isEqualTo(200);
  }

  @Test
  void thePageAllowsOnlyItsOwnResources() throws IOException {
    assertThat(call("GET", Map.of("Host", HOST), Map.of()).headers.get("Content-Security-Policy"))
        .startsWith("default-src 'self';");
  }

  private String token() throws IOException {
    String page = call("GET", Map.of("Host", HOST), Map.of()).text();
    Matcher matcher = Pattern.compile("name=\"token\" value=\"([0-9a-f]{32})\"").matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static Map<String, String> form(String origin, String token) {
    Map<String, String> values = new HashMap<>();
    values.put("Origin", origin);
    values.put("token", token);
    values.put("action", "answer");
    values.put("phone", "+393332000123");
    values.put("text", "ciao");
    return values;
  }

  private int post(Map<String, String> form) throws IOException {
    Map<String, String> headers = new HashMap<>();
    headers.put("Host", HOST);
    headers.put("Origin", form.get("Origin"));
    return call("POST", headers, form).status;
  }

  private Exchange call(String method, Map<String, String> headers, Map<String, String> form)
      throws IOException {
    Exchange exchange = new Exchange();
    HttpServletRequest request =
        proxy(
            HttpServletRequest.class,
            (name, argument) ->
                switch (name) {
                  case "getMethod" -> method;
                  case "getHeader" -> headers.get(argument);
                  case "getParameter" -> form.get(argument);
                  case "getContextPath" -> "";
                  default -> null;
                });
    servlet.service(request, exchange.response());
    return exchange;
  }

  /** What a servlet container does with an answer. */
  private static final class Exchange extends ServletOutputStream {
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;

    HttpServletResponse response() {
      return (HttpServletResponse)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {HttpServletResponse.class},
              (proxy, method, args) -> {
                switch (method.getName()) {
                  case "setHeader" -> headers.put((String) args[0], (String) args[1]);
                  case "setStatus", "sendError" -> status = (Integer) args[0];
                  case "getOutputStream" -> {
                    return this;
                  }
                  default -> {}
                }
                return null;
              });
    }

    String text() {
      return body.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void write(int octet) {
      body.write(octet);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {}
  }

  private interface Answers {
    Object to(String method, Object argument);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> answers.to(method.getName(), args == null ? null : args[0])));
  }
}
