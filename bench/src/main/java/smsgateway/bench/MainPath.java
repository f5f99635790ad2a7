package smsgateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.ProcessFigures;

/**
 * The figures of the main path: rate, use of a paced line, latency, start, memory and processor
 * time, all on the assembled distribution with its shipped flags and Derby's default durability.
 *
 * <p>Arguments: number of runs per figure (5), requests per rate run (10000).
 */
public final class MainPath {
  private static final int LINE = 115_200;
  private static final String TEXT_63 = "0123456789".repeat(6) + "abc";

  private final int runs;
  private final int requests;
  private final List<String> table = new ArrayList<>();

  private MainPath(int runs, int requests) {
    this.runs = runs;
    this.requests = requests;
  }

  /** Runs all measurements and prints the table. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int requests = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    new MainPath(runs, requests).measure();
  }

  private void measure() {
    double[] rates = new double[runs];
    double[] memory = new double[runs];
    double[] cpu = new double[runs];
    double[] starts = new double[runs];
    double[] p50 = new double[runs];
    double[] p99 = new double[runs];
    double[] wire = new double[runs];
    double[] bareWire = new double[runs];
    for (int run = 0; run < runs; run++) {
      System.out.printf("run %d of %d%n", run + 1, runs);
      try (Rig rig = new Rig("rate-" + run, new PhoneNet())) {
        rates[run] = rig.rate(requests, TEXT_63);
        memory[run] = ProcessFigures.residentMegabytes(rig.container.pid());
        cpu[run] = rig.cpuPerThousand;
        double[] latencies = rig.latencies(500);
        p50[run] = Figures.percentile(0.50, latencies);
        p99[run] = Figures.percentile(0.99, latencies);
        starts[run] = rig.restart();
      }
      wire[run] = Paced.share(LINE, true);
      bareWire[run] = Paced.share(LINE, false);
    }
    row(
        "one modem, no latency, %d requests waiting".formatted(requests),
        Figures.median(rates),
        "SMS/s",
        ">= 400");
    row(
        "pty at 115,200 bit/s, 160 characters, share of a bare client",
        Figures.median(wire) * 100,
        "%",
        ">= 95");
    row(
        "the same, of one to which no status reports are sent",
        Figures.median(bareWire) * 100,
        "%",
        "");
    row("SMTP DATA done to Ctrl-Z, p50 of 500 mails", Figures.median(p50), "ms", "<= 50");
    row("SMTP DATA done to Ctrl-Z, p99 of 500 mails", Figures.median(p99), "ms", "<= 200");
    row("process start to the first Ctrl-Z, second start", Figures.median(starts), "s", "<= 5");
    row(
        "resident memory after %d messages, web console on".formatted(requests),
        Figures.median(memory),
        "MB",
        "<= 220");
    row("processor time per 1,000 SMS sent", Figures.median(cpu), "s", "<= 2");
    row("for comparison: a bare client on the pty, no latency", bare(), "SMS/s", "");
    table.forEach(System.out::println);
  }

  private void row(String what, double value, String unit, String goal) {
    table.add("| %-68s | %8.2f %-5s | %-6s |".formatted(what, value, unit, goal));
  }

  /** What emulator and pty allow at most. */
  private static double bare() {
    try (PhoneNet net = new PhoneNet()) {
      return BareClient.rate(net, Paced.TPDU_160, 3000, false);
    }
  }
}
