package smsgateway.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import smsgateway.itests.Await;
import smsgateway.itests.PhoneNet;

/**
 * SMS that wait for a modem which was away: how fast they come through the few slots of a SIM. Each
 * is stored before its slot is freed, and each becomes one mail.
 *
 * <p>Arguments: number of runs (3), SMS that wait (1000).
 */
public final class Inbound {
  private static final int SLOTS = 30;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Inbound() {}

  /** Runs the measurements and prints the medians. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    double[] first = new double[runs];
    double[] later = new double[runs];
    for (int run = 0; run < runs; run++) {
      Map<String, Integer> storages = new LinkedHashMap<>();
      storages.put("SM", SLOTS);
      try (PhoneNet net = new PhoneNet(modem -> modem.withStorages(storages));
          Rig rig = new Rig("inbound", net)) {
        first[run] = rate(rig, net, 0, count, rig::addModems);
        net.modem().unplug();
        later[run] = rate(rig, net, count, count, () -> net.modem().replug());
      }
      System.out.printf("run %d: %.1f and %.1f SMS/s%n", run + 1, first[run], later[run]);
    }
    row("%d SMS through %d slots, modem back".formatted(count, SLOTS), later, ">= 350");
    row("the same, first thing a new process does", first, "");
  }

  private static void row(String what, double[] rates, String goal) {
    System.out.printf("| %-45s | %8.2f SMS/s | %-6s |%n", what, Figures.median(rates), goal);
  }

  /** From the first slot that is freed to the last SMS in a slot; then all are mails, once. */
  private static double rate(Rig rig, PhoneNet net, int from, int count, Runnable modemComes) {
    for (int i = from; i < from + count; i++) {
      net.send("+39333%07d".formatted(i), text(i));
    }
    int full = from == 0 ? count - SLOTS : count;
    Await.until("all wait", LIMIT, () -> net.modem().waiting() >= full);
    int waiting = net.modem().waiting();
    modemComes.run();
    Await.until("the first slot is freed", LIMIT, () -> net.modem().waiting() < waiting - SLOTS);
    int left = net.modem().waiting();
    long begun = System.nanoTime();
    Await.until("the last one is in a slot", LIMIT, () -> net.modem().waiting() == 0);
    double rate = left / ((System.nanoTime() - begun) / 1e9);
    Await.until("all are mails", LIMIT, () -> rig.mailbox.mails().size() >= from + count);
    List<String> texts = rig.mailbox.mails().stream().map(m -> m.text().strip()).sorted().toList();
    List<String> expected = IntStream.range(0, from + count).mapToObj(Inbound::text).toList();
    if (!texts.equals(expected)) {
      throw new IllegalStateException(expected.size() + " SMS became " + texts.size() + " mails");
    }
    return rate;
  }

  private static String text(int i) {
    return "SMS %05d that waited in the service centre".formatted(i);
  }
}
