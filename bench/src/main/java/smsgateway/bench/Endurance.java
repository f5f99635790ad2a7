package smsgateway.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import smsgateway.itests.soak.Outcome;
import smsgateway.itests.soak.Soak;

/**
 * Eight modems of different families, traffic both ways and random faults that nobody repairs. Ends
 * with status 1 when something was lost or doubled without a word, a fault did not pass, or heap,
 * threads or handles grew.
 *
 * <p>Arguments: messages (20000), faults (100), minutes (20), milliseconds that a second of the
 * modems' runtime lasts (100), seed (of the clock).
 */
public final class Endurance {
  private Endurance() {}

  /** Runs once and prints the tables. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Soak.Plan plan =
        new Soak.Plan(
            (int) number(args, 0, 20_000),
            (int) number(args, 1, 100),
            Duration.ofMinutes(number(args, 2, 20)),
            Duration.ofMillis(number(args, 3, 100)),
            number(args, 4, System.nanoTime()));
    try (Soak soak = new Soak(plan)) {
      Outcome outcome = soak.run();
      System.out.println(outcome.table());
      List<String> failures = outcome.failures();
      failures.forEach(System.out::println);
      System.out.println(failures.isEmpty() ? "passed" : failures.size() + " faults");
      System.exit(failures.isEmpty() ? 0 : 1);
    }
  }

  private static long number(String[] args, int place, long otherwise) {
    return args.length > place ? Long.parseLong(args[place]) : otherwise;
  }
}
