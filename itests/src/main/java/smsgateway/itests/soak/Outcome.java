package smsgateway.itests.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import smsgateway.itests.crash.Account;

/**
 * What an endurance test came to.
 *
 * @param recoveries seconds of the clock from each fault to work, by kind of fault
 * @param account of the SMS that were sent
 * @param received SMS that were sent to the modems
 * @param unmailed those of them that no mail tells of
 * @param mailedTwice texts that came in more than one mail
 */
public record Outcome(
    Soak.Plan plan,
    List<Sample> samples,
    Map<String, List<Double>> recoveries,
    Account account,
    int received,
    int unmailed,
    int mailedTwice) {
  private static final double MOST_MORE = 10;

  /** The course of the process, the faults, and what became of the messages. */
  public String table() {
    StringBuilder text = new StringBuilder(Sample.HEAD).append('\n');
    samples.forEach(sample -> text.append(sample.row()).append('\n'));
    text.append("| fault | times | median s to work | longest |\n|---|---:|---:|---:|\n");
    recoveries.forEach(
        (name, seconds) -> {
          double[] sorted = seconds.stream().mapToDouble(s -> s).sorted().toArray();
          text.append(
              "| %-22s | %3d | %6.1f | %6.1f |%n"
                  .formatted(
                      name, sorted.length, sorted[sorted.length / 2], sorted[sorted.length - 1]));
        });
    return text.append(
            "sent %d: %d arrived, %d lost, %d doubles flagged, %d not; received %d, %d lost, %d twice%n"
                .formatted(
                    plan.messages() - received,
                    account.arrived(),
                    account.lost(),
                    account.flagged(),
                    account.unflagged(),
                    received,
                    unmailed,
                    mailedTwice))
        .toString();
  }

  /** Everything that makes it a failure; empty when it passed. */
  public List<String> failures() {
    List<String> all = new ArrayList<>();
    int notArrived = plan.messages() - received - account.arrived();
    if (notArrived > 0 || account.lost() > 0) {
      all.add(notArrived + " SMS not arrived, " + account.lost() + " of them lost");
    }
    if (account.unflagged() > 0) {
      all.add(account.unflagged() + " SMS doubled without a word");
    }
    if (unmailed + mailedTwice > 0) {
      all.add(unmailed + " received SMS lost, " + mailedTwice + " mailed twice");
    }
    long cured = recoveries.values().stream().mapToLong(List::size).sum();
    if (cured < plan.faults()) {
      all.add("only " + cured + " of " + plan.faults() + " faults came and went");
    }
    grown("handles", Sample::handles, MOST_MORE).ifPresent(all::add);
    grown("threads", Sample::threads, MOST_MORE).ifPresent(all::add);
    grown("heap in MB", Sample::heap, MOST_MORE).ifPresent(all::add);
    return all;
  }

  /** Whether the last sample shows more than the most of the first half of the time. */
  private Optional<String> grown(String what, ToDoubleFunction<Sample> figure, double most) {
    double early =
        samples.stream().limit(samples.size() / 2).mapToDouble(figure).max().orElseThrow();
    double last = figure.applyAsDouble(samples.get(samples.size() - 1));
    return last > early + most
        ? Optional.of("%s rose from %.1f to %.1f".formatted(what, early, last))
        : Optional.empty();
  }
}
