package smsgateway.emulator.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The page {@code /smsgateway/demo}. It has no login, so it answers only requests that name a host
 * by IP address or as localhost (another site cannot make a browser do that), and takes a form only
 * with the token of the page and an Origin that is this host.
 */
@Component(
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/smsgateway/demo",
      "osgi.http.whiteboard.servlet.pattern=/smsgateway/demo/*"
    })
public final class DemoServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Pattern LOCAL_HOST =
      Pattern.compile("(localhost|[0-9.]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]+)?");
  private static final Map<String, String> RESOURCES =
      Map.of("demo.css", "text/css", "demo.js", "text/javascript");
  private static final String POLICY =
      "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  private static final int FORBIDDEN = HttpServletResponse.SC_FORBIDDEN;
  private final transient Demo demo;
  private final transient DemoPage page;
  private final String token;

  /** Takes the demonstration. */
  @Activate
  public DemoServlet(@Reference Demo demo) {
    this.demo = demo;
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.token = HexFormat.of().formatHex(random);
    this.page = new DemoPage(demo, token);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    String host = request.getHeader("Host");
    if (host == null || !LOCAL_HOST.matcher(host).matches()) {
      response.sendError(FORBIDDEN, "Open this page by IP address or as localhost.");
    } else if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
      get(request, response);
    } else if (request.getMethod().equals("POST")) {
      post(request, response, host);
    } else {
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
  }

  private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    String type = RESOURCES.get(path);
    if (type != null) {
      try (InputStream in = DemoServlet.class.getResourceAsStream(path)) {
        send(response, type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } else if (path.equals("phones")) {
      send(response, "text/html", page.phones());
    } else if (path.equals("mails")) {
      send(response, "text/html", page.mails());
    } else if (path.isEmpty()) {
      send(response, "text/html", page.whole(""));
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void send(HttpServletResponse response, String type, String text)
      throws IOException {
    response.setContentType(type + ";charset=UTF-8");
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void post(HttpServletRequest request, HttpServletResponse response, String host)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    String origin = request.getHeader("Origin");
    boolean same = origin != null && origin.substring(origin.indexOf("//") + 2).equals(host);
    byte[] given = value(request, "token").getBytes(StandardCharsets.UTF_8);
    if (!same || !MessageDigest.isEqual(given, token.getBytes(StandardCharsets.UTF_8))) {
      response.sendError(FORBIDDEN, "Load the page again and send the form from there.");
      return;
    }
    try {
      act(request);
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", request.getContextPath() + "/smsgateway/demo");
    } catch (IllegalArgumentException | IOException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      send(response, "text/html", page.whole(String.valueOf(e.getMessage())));
    }
  }

  private void act(HttpServletRequest request) throws IOException {
    if (value(request, "action").equals("answer")) {
      demo.answer(value(request, "phone").trim(), value(request, "text"));
    } else {
      demo.write(
          value(request, "from"),
          value(request, "to"),
          value(request, "subject"),
          value(request, "text"));
    }
  }

  private static String value(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }
}
