package smsgateway.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs emulated modems on ptys, shows what phones receive, and takes commands line by line. */
public final class Main {
  private static final String USAGE =
      "options: --pty LINK or --tcp PORT (once per modem; what follows belongs to it)"
          + " [--number +39…] [--pin PIN] [--baud N] [--latency MILLIS] [--keep-mr] [--device NAME]";
  private static final String COMMANDS =
      "sms FROM TEXT | phones | fault … | unplug | replug | reports delivered|failed|none | quit";
  private final Network network = new Network();
  private final PrintStream out;

  private Main(PrintStream out) {
    this.out = out;
  }

  /** Starts; see the README for options and commands. */
  public static void main(String[] args) throws IOException, InterruptedException {
    new Main(new PrintStream(System.out, true, StandardCharsets.UTF_8)).run(args);
  }

  private void run(String[] args) throws IOException, InterruptedException {
    network.listen(
        sms -> out.println("phone " + sms.to() + " <- " + sms.from() + ": " + sms.text()));
    int start = 0;
    for (int i = 1; i <= args.length; i++) {
      if (i == args.length || args[i].equals("--pty") || args[i].equals("--tcp")) {
        start(Arrays.asList(args).subList(start, i));
        start = i;
      }
    }
    if (network.modems().isEmpty()) {
      out.println(USAGE);
      return;
    }
    try (network) {
      commands();
    }
  }

  private void start(List<String> options) throws IOException {
    if (options.size() < 2 || !options.get(0).matches("--(pty|tcp)")) {
      return;
    }
    int count = network.modems().size() + 1;
    ModemSettings settings =
        ModemSettings.generic("modem-" + count, String.format("+39333%07d", count));
    for (int i = 2; i < options.size(); i++) {
      String value = i + 1 < options.size() ? options.get(i + 1) : "";
      settings = option(settings, options.get(i), value);
      i += options.get(i).equals("--keep-mr") ? 0 : 1;
    }
    Modem modem = network.add(settings);
    out.println(settings.name() + " " + settings.number() + " at " + port(modem, options));
  }

  private static String port(Modem modem, List<String> options) throws IOException {
    String where = options.get(1);
    return options.get(0).equals("--tcp")
        ? "tcp://localhost:" + TcpPort.open(modem, Integer.parseInt(where)).port()
        : PtyPort.open(modem, Path.of(where)).path().toString();
  }

  private static ModemSettings option(ModemSettings settings, String name, String value) {
    return switch (name) {
      case "--number" -> settings.withNumber(value);
      case "--device" ->
          ModemSettings.of(DeviceProfile.of(value), settings.name(), settings.number());
      case "--pin" -> settings.withPin(value);
      case "--baud" -> settings.withOctetsPerSecond(Integer.parseInt(value) / 10);
      case "--latency" -> settings.withLatency(Duration.ofMillis(Long.parseLong(value)));
      case "--keep-mr" -> settings.withKeptMessageReference();
      default -> throw new IllegalArgumentException("unknown option " + name + "; " + USAGE);
    };
  }

  private void commands() throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    out.println("commands: " + COMMANDS);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.trim().equals("quit")) {
        return;
      }
      try {
        command(List.of(line.trim().split(" +", 3)), line.trim());
      } catch (IllegalArgumentException e) {
        out.println(e.getMessage());
      }
    }
    // Without a terminal there is nobody to type "quit": run until the process is ended.
    new CountDownLatch(1).await();
  }

  private void command(List<String> words, String line) {
    Modem modem = network.modems().get(0);
    switch (words.get(0)) {
      case "" -> {}
      case "sms" -> sms(modem, words);
      case "phones" -> phones();
      case "fault" -> modem.fault(FaultParser.parse(tail(line)));
      case "unplug" -> modem.unplug();
      case "replug" -> modem.replug();
      case "reports" -> network.reports(reports(words));
      default -> out.println("commands: " + COMMANDS + "\nfaults: " + FaultParser.USAGE);
    }
  }

  private static List<String> tail(String line) {
    List<String> words = List.of(line.split(" +", -1));
    return words.subList(1, words.size());
  }

  private void sms(Modem modem, List<String> words) {
    if (words.size() < 3) {
      throw new IllegalArgumentException("sms FROM TEXT");
    }
    int parts = network.send(words.get(1), modem.number(), words.get(2)).size();
    out.println("sent in " + parts + " part(s); " + modem.waiting() + " waiting");
  }

  private void phones() {
    for (Phone phone : network.phones()) {
      out.println(phone.number() + ": " + phone.inbox().size() + " message(s)");
      phone.inbox().forEach(sms -> out.println("  " + sms.from() + ": " + sms.text()));
    }
  }

  private static Reports reports(List<String> words) {
    return switch (words.size() > 1 ? words.get(1) : "") {
      case "delivered" -> Reports.delivered(Duration.ZERO);
      case "failed" -> Reports.failed(0x46, Duration.ZERO);
      case "none" -> Reports.none();
      default -> throw new IllegalArgumentException("reports delivered|failed|none");
    };
  }
}
