package smsgateway.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import smsgateway.itests.crash.Campaign;
import smsgateway.itests.crash.Verdict;
import smsgateway.itests.halt.HaltPoint;

/**
 * The crash campaign of the container tests, longer: half SIGKILL, half halts at every line of the
 * path in turn. Ends with status 1 when something was lost or doubled without a flag.
 *
 * <p>Arguments: kills (200), recipients (5000), seed (of the clock), names of the halt points to
 * use instead of all.
 */
public final class Crashes {
  private Crashes() {}

  /** Runs the campaign and prints its table and what the checker found. */
  public static void main(String[] args) throws InterruptedException {
    Locale.setDefault(Locale.ROOT);
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int messages = args.length > 1 ? Integer.parseInt(args[1]) : 5_000;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
    List<HaltPoint> points = Arrays.stream(args).skip(3).map(HaltPoint::of).toList();
    try (Campaign campaign = new Campaign(kills, messages, seed, points)) {
      Verdict verdict = campaign.run();
      System.out.println(verdict.table());
      List<String> failures = verdict.failures();
      failures.forEach(System.out::println);
      System.out.println(failures.isEmpty() ? "passed" : failures.size() + " faults");
      System.exit(failures.isEmpty() ? 0 : 1);
    }
  }
}
