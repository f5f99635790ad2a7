package smsgateway.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.Postgres;

/**
 * SMS per second on Derby and on PostgreSQL, with one modem and with four, all requests planned
 * beforehand, modems without latency, both databases with their default durability.
 *
 * <p>Arguments: number of runs per figure (5), requests per run (10000).
 */
public final class Rates {
  private static final String TEXT = "0123456789".repeat(6) + "abc";

  private Rates() {}

  /** Runs all measurements and prints the table of medians. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int requests = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    for (boolean postgres : new boolean[] {false, true}) {
      for (int modems : new int[] {1, 4}) {
        double[] rates = new double[runs];
        for (int run = 0; run < runs; run++) {
          rates[run] = rate(postgres, modems, requests);
        }
        System.out.printf(
            "| %-10s | %d modem(s) | %8.2f SMS/s | >= %d |%n",
            postgres ? "PostgreSQL" : "Derby",
            modems,
            Figures.median(rates),
            modems == 1 ? 800 : 1500);
      }
    }
  }

  private static double rate(boolean postgres, int modems, int requests) {
    Optional<Postgres> server = postgres ? Optional.of(new Postgres()) : Optional.empty();
    List<PhoneNet> nets =
        IntStream.range(0, modems)
            .mapToObj(i -> new PhoneNet(modem -> modem.withNumber("+39333000010" + i)))
            .toList();
    try (Rig rig = new Rig("rates", nets, server)) {
      return rig.rate(requests, TEXT);
    }
  }
}
