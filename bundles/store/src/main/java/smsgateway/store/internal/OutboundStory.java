package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import smsgateway.api.Journal.Entry;
import smsgateway.api.Journal.Step;
import smsgateway.api.Journal.Story;
import smsgateway.api.Msisdn;
import smsgateway.api.SegmentState;

/** Puts together what is stored about a message to a phone. */
final class OutboundStory {
  private static final Set<String> WAITS =
      Set.of("ACCEPTED", "WAITING_NUMBER", "QUEUED", "HELD", "SUBMITTING", "UNKNOWN");

  private OutboundStory() {}

  static Story read(Db db, Entry entry) throws SQLException {
    long id = entry.id();
    List<Attempt> attempts = attempts(db, id);
    List<Step> steps = new ArrayList<>(transitions(db, id, attempts));
    steps.addAll(reports(db, id, attempts));
    Instant last = steps.stream().map(Step::at).max(Comparator.naturalOrder()).orElse(entry.at());
    steps.addAll(stops(db, entry.at(), WAITS.contains(entry.state()) ? Instant.MAX : last));
    steps.addAll(Steps.mail(db, "confirm:" + id, "confirmation"));
    if (!db.exists("SELECT id FROM segment WHERE message_id = ?", id)) {
      long mail = db.number("SELECT mail_id FROM message WHERE id = ?", id);
      steps.addAll(Steps.mail(db, "answer:" + mail, "answer"));
    }
    return new Story(
        entry,
        Steps.inOrder(steps),
        time(db, "SELECT MIN(due) FROM segment WHERE message_id = ? AND state = 'QUEUED'", id),
        time(db, "SELECT MAX(open_until) FROM segment WHERE message_id = ?", id),
        SendingStop.find(db).isPresent(),
        Retries.former(db, id),
        Retries.later(db, id),
        over(db, id));
  }

  private record Waiting(int way, String modem) {}

  /** Which modems may send what waits. */
  private static String over(Db db, long id) throws SQLException {
    Optional<Waiting> waiting =
        db.first(
            "SELECT way, modem FROM segment WHERE message_id = ? AND state = 'QUEUED' ORDER"
                + " BY seq",
            row -> new Waiting(row.getInt(1), Optional.ofNullable(row.getString(2)).orElse("")),
            id);
    if (waiting.isEmpty()) {
      return "";
    }
    Waiting found = waiting.get();
    if (found.modem().isEmpty()) {
      return Ways.find(db, found.way()).phrase();
    }
    return "over modem "
        + found.modem()
        + " only, which began with it: a phone joins the parts of one sender only";
  }

  private static Optional<Instant> time(Db db, String query, long id) throws SQLException {
    // MIN and MAX of nothing are NULL, read as 0.
    return db.first(query, row -> row.getLong(1), id)
        .filter(at -> at > 0)
        .map(Instant::ofEpochMilli);
  }

  private record Attempt(int seq, int n, long at, String modem, String sim, Optional<Integer> mr) {
    String key() {
      return seq + "/" + n;
    }

    Step step() {
      String cause =
          "attempt "
              + n
              + ", modem "
              + modem
              + ", SIM "
              + Msisdn.mask(sim)
              + mr.map(reference -> ", TP-MR " + reference).orElse("");
      return new Step(
          Instant.ofEpochMilli(at), "segment " + seq, SegmentState.SUBMITTING.name(), cause);
    }
  }

  private static List<Attempt> attempts(Db db, long id) throws SQLException {
    return db.list(
        "SELECT s.seq, a.n, a.intent_at, a.modem, a.sim, a.mr FROM segment s JOIN attempt a ON"
            + " a.segment_id = s.id WHERE s.message_id = ? ORDER BY a.intent_at, s.seq, a.n",
        row -> {
          int reference = row.getInt(6);
          Optional<Integer> mr = row.wasNull() ? Optional.empty() : Optional.of(reference);
          return new Attempt(
              row.getInt(1), row.getInt(2), row.getLong(3), row.getString(4), row.getString(5), mr);
        },
        id);
  }

  /** In the place of a transition to SUBMITTING stands the attempt, which tells more. */
  private static List<Step> transitions(Db db, long id, List<Attempt> attempts)
      throws SQLException {
    Map<String, Attempt> left = new LinkedHashMap<>();
    attempts.forEach(attempt -> left.put(attempt.key(), attempt));
    Map<Integer, Integer> intents = new HashMap<>();
    List<Step> steps =
        db.list(
            Steps.TRANSITIONS,
            row -> {
              int seq = row.getInt(2);
              Step step = Steps.transition(row, seq == 0 ? "message" : "segment " + seq);
              if (!step.what().equals(SegmentState.SUBMITTING.name())) {
                return step;
              }
              Attempt attempt = left.remove(seq + "/" + intents.merge(seq, 1, Integer::sum));
              return attempt == null ? step : attempt.step();
            },
            "OUT",
            id);
    left.values().forEach(attempt -> steps.add(attempt.step()));
    return steps;
  }

  /** Only those in the message's life. */
  private static List<Step> stops(Db db, Instant accepted, Instant last) throws SQLException {
    return db
        .list(Steps.TRANSITIONS, row -> Steps.transition(row, "all sending"), "ALL", 0)
        .stream()
        .filter(step -> !step.at().isBefore(accepted) && !step.at().isAfter(last))
        .toList();
  }

  private static List<Step> reports(Db db, long id, List<Attempt> attempts) throws SQLException {
    List<Step> steps = new ArrayList<>();
    for (Attempt attempt : attempts) {
      if (attempt.mr().isPresent()) {
        steps.addAll(
            db.list(
                "SELECT id, received_at, report_class, report_status FROM inbound WHERE sim = ? AND"
                    + " mr = ? AND state = 'MATCHED' AND reason = ? ORDER BY id",
                row ->
                    new Step(
                        Instant.ofEpochMilli(row.getLong(2)),
                        "report in" + row.getLong(1),
                        row.getString(3),
                        "TP-ST " + row.getInt(4) + " for TP-MR " + attempt.mr().get()),
                attempt.sim(),
                attempt.mr().get(),
                Reports.Match.reason(id)));
      }
    }
    return steps.stream().distinct().toList();
  }
}
