package smsgateway.itests.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import smsgateway.itests.crash.Kill.Phase;

/**
 * What a campaign came to.
 *
 * @param phases of the kills, in their order
 * @param faults what the checker found
 * @param summary what went through, in one line
 */
public record Verdict(
    long seed, List<Kill> kills, List<Phase> phases, List<String> faults, String summary) {
  /** A campaign that seldom hits the one dangerous moment proves nothing. */
  private static final int FEWEST_BEFORE_OUTCOME = 5;

  /** The table of kills per phase, what went through, and the median of the restarts. */
  public String table() {
    Map<Phase, Integer> counts = new EnumMap<>(Phase.class);
    phases.forEach(p -> counts.merge(p, 1, Integer::sum));
    StringBuilder text = new StringBuilder("seed " + seed + "\n");
    for (Phase phase : Phase.values()) {
      text.append("| %-34s | %4d |%n".formatted(phase.words(), counts.getOrDefault(phase, 0)));
    }
    double[] first =
        kills.stream().mapToDouble(Kill::firstSubmit).filter(s -> s >= 0).sorted().toArray();
    if (first.length > 0) {
      text.append("| %-34s | %4.1f | s%n".formatted("start to first SMS, median", median(first)));
    }
    return text.append(summary).append('\n').toString();
  }

  private static double median(double[] sorted) {
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(-1);
  }

  /** Everything that makes the campaign a failure; empty when it passed. */
  public List<String> failures() {
    List<String> all = new ArrayList<>(faults);
    long hits = phases.stream().filter(p -> p == Phase.BEFORE_OUTCOME).count();
    if (hits < FEWEST_BEFORE_OUTCOME) {
      all.add("only " + hits + " kills between Ctrl-Z and the stored outcome");
    }
    return all;
  }
}
