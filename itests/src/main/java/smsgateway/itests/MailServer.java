package smsgateway.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real mail server, Postfix and Dovecot of the Linux distribution, on free loopback ports with
 * all its files under a temporary folder. It has three entrances for one set of accounts, which
 * differ in what they write into a mail, as servers do.
 */
public final class MailServer implements AutoCloseable {
  public static final String PASSWORD = "secret";

  /** What a rule of the server adds to the mails of whoever has logged in. */
  public static final String RULE_HEADER = "X-SMS-Gate: 5f0e7c1b9d";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> PROGRAMS = List.of("postfix", "postconf", "dovecot");

  /** How a mail comes in, and so what the server writes into it. */
  public enum Entrance {
    /** {@code X-Original-To} and one copy for each recipient. */
    ORIGINAL_TO,
    /** One copy for all recipients and nothing that names them. */
    BARE,
    /** {@code X-Authenticated-Sender}, {@code X-Envelope-From}, {@code X-MDRemoteIP}. */
    MDAEMON;

    /** Domain whose mails take this way. */
    public String domain() {
      return switch (this) {
        case ORIGINAL_TO -> "box.example.com";
        case BARE -> "bare.example.com";
        case MDAEMON -> "md.example.com";
      };
    }
  }

  private final Path folder;
  private final Map<Entrance, Integer> smtp = new TreeMap<>();
  private final int imap = Container.freePort();
  private final int imaps = Container.freePort();
  private final int pop3s = Container.freePort();
  private final Path trustStore;
  private final List<String> accounts;

  /** Why it cannot run here, as one sentence that names what to install. */
  public static Optional<String> missing() {
    boolean root = "root".equals(System.getProperty("user.name"));
    boolean installed = PROGRAMS.stream().allMatch(name -> program(name).isPresent());
    return root && installed
        ? Optional.empty()
        : Optional.of(
            "needs root and the Debian packages postfix, dovecot-imapd and dovecot-pop3d");
  }

  private static Optional<Path> program(String name) {
    return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts the server.
   *
   * @param accounts local parts in {@code example.com}, each with {@link #PASSWORD}
   * @param catchAll lines such as {@code @sms.example.com sms@example.com}: all mail of a domain
   *     goes to these accounts
   */
  public MailServer(List<String> accounts, List<String> catchAll) {
    this.accounts = List.copyOf(accounts);
    try {
      folder = Files.createTempDirectory("mailserver");
      run("chmod", "755", folder.toString());
      for (Entrance entrance : Entrance.values()) {
        smtp.put(entrance, Container.freePort());
      }
      trustStore = Certificates.write(folder.resolve("tls"));
      Disk.mkdirs(folder.resolve("mail"));
      Disk.mkdirs(folder.resolve("run"));
      Disk.write(folder.resolve("users"), users());
      Disk.write(folder.resolve("dovecot.conf"), file("dovecot.conf"));
      postfix(catchAll);
      run("chown", "-R", "nobody", folder.resolve("mail").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    startDovecot();
    run(program("postfix").orElseThrow().toString(), "-c", conf().toString(), "start");
    smtp.values().forEach(port -> Await.until("Postfix greets", LIMIT, () -> Smtp.answers(port)));
  }

  /** Starts Dovecot again after {@link #stopDovecot}. */
  public void startDovecot() {
    run(
        program("dovecot").orElseThrow().toString(),
        "-c",
        folder.resolve("dovecot.conf").toString());
  }

  /** Ends Dovecot with all its sessions. */
  public void stopDovecot() {
    end(folder.resolve("run/master.pid"));
  }

  public int smtp(Entrance entrance) {
    return smtp.get(entrance);
  }

  /** Port of IMAP without encryption. */
  public int imap() {
    return imap;
  }

  /** Port of IMAP over TLS; the certificate names {@code localhost}. */
  public int imaps() {
    return imaps;
  }

  /** Port of POP3 over TLS. */
  public int pop3s() {
    return pop3s;
  }

  /** Java options that make a process trust the server's certificate. */
  public String trust() {
    return "-Djavax.net.ssl.trustStore="
        + trustStore
        + " -Djavax.net.ssl.trustStorePassword=secret";
  }

  /** Number of mails of an account in {@code INBOX} or a folder beside it. */
  public int count(String account, String name) {
    Path box = maildir(account);
    Path place = name.equals("INBOX") ? box : box.resolve("." + name);
    return files(place.resolve("new")).size() + files(place.resolve("cur")).size();
  }

  /** Folder with the mails of an account. */
  public Path maildir(String account) {
    return folder.resolve("mail").resolve(account);
  }

  /** Puts a mail into an account's mailbox as a delivery agent does, all at once. */
  public void deliver(String account, String mail) {
    String name = System.nanoTime() + ".deliver";
    Path written = maildir(account).resolve("tmp").resolve(name);
    Disk.write(written, mail);
    Disk.move(written, maildir(account).resolve("new").resolve(name));
  }

  /** Moves what was filed back, as a restored backup does, and renumbers all mails. */
  public void restore(String account, String from) {
    stopDovecot();
    Path box = maildir(account);
    for (String part : List.of("new", "cur")) {
      for (Path mail : files(box.resolve("." + from).resolve(part))) {
        Disk.copy(mail, box.resolve(part).resolve("restored." + mail.getFileName()));
      }
    }
    files(box).stream()
        .filter(file -> file.getFileName().toString().startsWith("dovecot"))
        .forEach(Disk::delete);
    run("chown", "-R", "nobody", box.toString());
    startDovecot();
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).collect(Collectors.toCollection(ArrayList::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path conf() {
    return folder.resolve("postfix");
  }

  private String users() {
    return accounts.stream()
        .map(
            name ->
                name
                    + "@example.com:{PLAIN}"
                    + PASSWORD
                    + ":nobody:nogroup::"
                    + maildir(name)
                    + "::")
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private void postfix(List<String> catchAll) throws IOException {
    Path conf = conf();
    Disk.mkdirs(conf);
    Disk.mkdirs(folder.resolve("queue"));
    Disk.mkdirs(folder.resolve("data"));
    run("chown", "postfix", folder.resolve("data").toString());
    Disk.write(conf.resolve("boxes"), lines(accounts, n -> n + "@example.com " + n + "/"));
    Disk.write(conf.resolve("aliases"), String.join("\n", catchAll) + "\n");
    Disk.write(
        conf.resolve("domains"), lines(catchAll, l -> l.substring(1, l.indexOf(' ')) + " yes"));
    List<String> md = accounts.stream().filter(n -> n.startsWith("md-")).toList();
    Disk.write(conf.resolve("transport"), lines(md, n -> n + "@example.com mdaemon:"));
    Disk.write(conf.resolve("gate"), "/./ PREPEND " + RULE_HEADER + "\n");
    Disk.write(conf.resolve("login"), "/^(.*)$/ PREPEND X-Authenticated-Sender: $1\n");
    Disk.write(
        conf.resolve("sender"),
        "/^<>$/ PREPEND X-Envelope-From: <>\n/^(.*)$/ PREPEND X-Envelope-From: $1\n");
    Disk.write(conf.resolve("client"), "/^([0-9a-f.:]+)$/ PREPEND X-MDRemoteIP: $1\n");
    Disk.write(conf.resolve("main.cf"), file("main.cf"));
    Disk.write(conf.resolve("master.cf"), file("master.cf"));
    Disk.write(folder.resolve("deliver.sh"), file("deliver.sh"));
  }

  private static String lines(List<String> of, UnaryOperator<String> line) {
    return of.stream().map(line).collect(Collectors.joining("\n", "", "\n"));
  }

  /** A file of this class's resources with its places filled in. */
  private String file(String name) {
    try (InputStream in = MailServer.class.getResourceAsStream("mailserver/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Entrance entrance : Entrance.values()) {
        text = text.replace("@" + entrance + "@", String.valueOf(smtp.get(entrance)));
      }
      return text.replace("@FOLDER@", folder.toString())
          .replace("@IMAP@", String.valueOf(imap))
          .replace("@IMAPS@", String.valueOf(imaps))
          .replace("@POP3S@", String.valueOf(pop3s));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The programs go on in the background, so their output must not be a pipe to this process. */
  private void run(String... command) {
    try {
      Path log = folder.resolve("start.log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with " + code + ": " + Disk.read(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void end(Path pidFile) {
    try {
      long pid = Long.parseLong(Files.readString(pidFile, StandardCharsets.UTF_8).strip());
      ProcessHandle.of(pid)
          .ifPresent(
              process -> {
                List<ProcessHandle> sessions = process.descendants().toList();
                process.destroy();
                Await.until("a server ends", LIMIT, () -> !alive(process));
                // They outlive their master and would write down what they know of a mailbox.
                sessions.forEach(ProcessHandle::destroy);
                Await.until(
                    "its sessions end",
                    LIMIT,
                    () -> sessions.stream().noneMatch(MailServer::alive));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In a container without an init process what has ended may stay a zombie. */
  private static boolean alive(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return !stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    end(folder.resolve("queue/pid/master.pid"));
    stopDovecot();
    Disk.delete(folder);
  }
}
