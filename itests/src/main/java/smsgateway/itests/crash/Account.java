package smsgateway.itests.crash;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import smsgateway.emulator.Submit;

/**
 * What became of messages of one segment, each to a number of its own, by the service centre's
 * journal and the stored rows of a gateway that has ended.
 *
 * @param arrived numbers that the service centre accepted an SMS for
 * @param lost numbers whose SMS the service centre never accepted, nor waits in the gateway
 * @param flagged numbers that got it twice, which the gateway says may be
 * @param unflagged numbers that got it twice without that
 */
public record Account(int arrived, int lost, int flagged, int unflagged) {
  private static final String UNKNOWN =
      "SELECT DISTINCT s.number FROM transition t JOIN segment s ON s.message_id = t.ref"
          + " AND s.seq = t.seq WHERE t.kind = 'OUT' AND t.to_state = 'UNKNOWN'";
  private static final String WAITING =
      "SELECT number FROM segment WHERE state IN ('QUEUED', 'HELD', 'UNKNOWN', 'SUBMITTING')";

  /** Compares; the numbers are those that the gateway took an SMS for, with {@code +}. */
  public static Account of(Path base, Collection<String> numbers, List<Submit> journal) {
    Map<String, Integer> accepted = new HashMap<>();
    journal.forEach(s -> accepted.merge(s.destination(), 1, Integer::sum));
    Set<String> unknown = new HashSet<>();
    Set<String> waiting = new HashSet<>();
    try (Rows rows = new Rows(base.resolve("db/smsgateway"))) {
      rows.all(UNKNOWN).forEach(r -> unknown.add(r.text(1)));
      rows.all(WAITING).forEach(r -> waiting.add(r.text(1)));
    }
    Set<String> doubled = new HashSet<>(numbers);
    doubled.removeIf(n -> accepted.getOrDefault(n, 0) < 2);
    int flagged = (int) doubled.stream().filter(unknown::contains).count();
    return new Account(
        (int) numbers.stream().filter(accepted::containsKey).count(),
        (int)
            numbers.stream().filter(n -> !accepted.containsKey(n) && !waiting.contains(n)).count(),
        flagged,
        doubled.size() - flagged);
  }
}
