package smsgateway.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.PtyMode;

/**
 * The shipped distribution, running as a process of its own and driven from outside. The archive is
 * unpacked once per test run; each container has its own base folder (etc, data, db, deploy) beside
 * it.
 */
public final class Container implements AutoCloseable {
  public static final String ADMIN_PASSWORD = "itests-admin-password";
  private static final Path WORK =
      Path.of(System.getProperty("smsgateway.work", "target/containers")).toAbsolutePath();
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final HttpClient browser = HttpClient.newHttpClient();
  private final Path home;
  private final Path base;
  private final int sshPort = freePort();
  private final int httpPort = freePort();
  private final Map<String, String> environment = new TreeMap<>();
  private final SshClient ssh = SshClient.setUpDefaultClient();
  private Process process;

  public Container(String name) {
    home = Distribution.unpacked(WORK);
    base = WORK.resolve(name + "-" + System.nanoTime());
    copy(home.resolve("etc"), base.resolve("etc"));
    Disk.mkdirs(base.resolve("deploy"));
    // Tests send thousands of mails from one sender.
    etc("smsgateway.mail.cfg", "mailsPerHour = 0");
    // The start script refuses a data folder that does not exist.
    Disk.mkdirs(base.resolve("data"));
    edit("org.apache.karaf.shell.cfg", "sshPort=8101", "sshPort=" + sshPort);
    edit("org.ops4j.pax.web.cfg", "8181", String.valueOf(httpPort));
    ssh.setServerKeyVerifier((session, address, key) -> true);
    ssh.start();
  }

  /** A TCP port that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file of the folder etc, before or after the start. */
  public Container etc(String file, String... lines) {
    Disk.write(base.resolve("etc").resolve(file), String.join("\n", lines) + "\n");
    return this;
  }

  /** A routing file that works for {@code sms.example.com}, with further lines. */
  public Container routing(String... lines) {
    return etc(
        "smsgateway.routing.cfg",
        "gatewayAddress = sms@example.com",
        "domains = sms.example.com=example.com",
        "country = 39",
        "operatorAddress = operator@example.com",
        String.join("\n", lines));
  }

  /** Takes mails by SMTP on a port, and delivers its own to the mailbox. */
  public Container mail(int listenerPort, Mailbox mailbox) {
    return etc(
            "smsgateway.mail.listener.cfg", "port = " + listenerPort, "trust = any-from-loopback")
        .etc(
            "smsgateway.mail.delivery.cfg",
            "host = 127.0.0.1",
            "port = " + mailbox.port(),
            "tls = none",
            "from = sms@example.com");
  }

  /** Sets an environment variable of the process. */
  public Container env(String key, String value) {
    environment.put(key, value);
    return this;
  }

  public Path base() {
    return base;
  }

  /** Whether the process runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Asks the process to end, as a service manager would, and returns at once. */
  public void terminate() {
    process.destroy();
  }

  public int httpPort() {
    return httpPort;
  }

  public long pid() {
    return process.pid();
  }

  /** Starts the process and returns when the store answers in the shell. */
  public Container start() {
    launch();
    Await.until(
        "queue and users answer in the shell",
        START_LIMIT,
        () -> tryShell("sms:list").contains("ID") && tryShell("sms:user-list").contains("EMAIL"));
    return this;
  }

  /** Starts the process and does not wait. */
  public void launch() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    ProcessBuilder builder =
        new ProcessBuilder(
                home.resolve("bin").resolve(windows ? "karaf.bat" : "karaf").toString(), "server")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(base.resolve("out.log").toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KARAF_EXEC", "exec");
    builder.environment().put("KARAF_BASE", base.toString());
    builder.environment().put("KARAF_ETC", base.resolve("etc").toString());
    builder.environment().put("KARAF_DATA", base.resolve("data").toString());
    builder.environment().put("CHECK_ROOT_INSTANCE_RUNNING", "false");
    builder.environment().put("SMSGATEWAY_ADMIN_PASSWORD", ADMIN_PASSWORD);
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the process ended by itself within the limit. */
  public boolean ended(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Folder of the unpacked distribution. */
  public static Path home() {
    return Distribution.unpacked(WORK);
  }

  /**
   * Adds logins to the started container as an operator edits the file, all at once: Karaf rewrites
   * it with digests as soon as it changes.
   *
   * @param lines such as {@code name = password,role,ssh}
   */
  public void logins(String... lines) {
    Path file = base.resolve("etc/users.properties");
    Disk.write(file, Disk.read(file).stripTrailing() + "\n" + String.join("\n", lines) + "\n");
  }

  /** Runs one shell command as the administrator and returns what it printed. */
  public String shell(String command) {
    return shell("admin", ADMIN_PASSWORD, command);
  }

  /** Runs one shell command and returns what it printed. */
  public String shell(String user, String password, String command) {
    try (ClientSession session =
        ssh.connect(user, "127.0.0.1", sshPort).verify(5000).getSession()) {
      session.addPasswordIdentity(password);
      session.auth().verify(5000);
      try (ChannelExec channel = session.createExecChannel(command);
          ByteArrayOutputStream output = new ByteArrayOutputStream()) {
        channel.setOut(output);
        channel.setErr(output);
        channel.open().verify(5000);
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 60000);
        return output.toString(StandardCharsets.UTF_8).replaceAll("\u001B\\[[0-9;]*m", "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Types a command at a terminal, presses Ctrl-C as soon as {@code until} is shown, and returns
   * all that was shown when {@code end} is.
   */
  public String interrupted(String command, String until, String end) {
    try (ClientSession session =
        ssh.connect("admin", "127.0.0.1", sshPort).verify(5000).getSession()) {
      session.addPasswordIdentity(ADMIN_PASSWORD);
      session.auth().verify(5000);
      try (ChannelShell channel = session.createShellChannel();
          ByteArrayOutputStream output = new ByteArrayOutputStream()) {
        // As terminals do it; without them the character would be text.
        channel.setPtyModes(Map.of(PtyMode.ISIG, 1, PtyMode.VINTR, 3, PtyMode.ICRNL, 1));
        channel.setOut(output);
        channel.setErr(output);
        channel.open().verify(5000);
        OutputStream keys = channel.getInvertedIn();
        type(keys, command + "\r");
        Await.until(until, START_LIMIT, () -> shown(output).contains(until));
        type(keys, "\u0003");
        Await.until(end, Duration.ofSeconds(30), () -> shown(output).contains(end));
        return shown(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void type(OutputStream keys, String text) throws IOException {
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  private static String shown(ByteArrayOutputStream output) {
    return output.toString(StandardCharsets.UTF_8);
  }

  private String tryShell(String command) {
    if (!process.isAlive()) {
      throw new IllegalStateException("the container ended: " + Disk.read(base.resolve("out.log")));
    }
    try {
      return shell(command);
    } catch (UncheckedIOException | IllegalStateException notYet) {
      return "";
    }
  }

  /** The answer of a page of the container: status code, a line feed, and the body. */
  public String http(String path) {
    try {
      HttpResponse<String> response =
          browser.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() + "\n" + response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The sum of a metric's samples whose line contains the given text; 0 when there is none. */
  public double metric(String name, String containing) {
    return http("/smsgateway/metrics")
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(containing))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The log of the container so far. */
  public String log() {
    return Disk.read(base.resolve("data/log/karaf.log"));
  }

  /** Ends the process as a power failure would end it: nothing is flushed or closed. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stops as a service manager would, and waits. */
  public void stop() {
    try {
      process.destroy();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the container did not stop within 120 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process at once; {@link #stop} is the orderly way. */
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      process.onExit().join();
    }
    ssh.stop();
  }

  private void edit(String file, String from, String to) {
    Path path = base.resolve("etc").resolve(file);
    String text = Disk.read(path);
    if (!text.contains(from)) {
      throw new IllegalStateException(file + " has no " + from);
    }
    Disk.write(path, text.replace(from, to));
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Disk.mkdirs(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
