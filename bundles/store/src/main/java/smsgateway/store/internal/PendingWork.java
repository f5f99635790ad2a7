package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import smsgateway.api.Pending;
import smsgateway.api.Submission;

/**
 * Hands out what waits for a decision. The attempt is committed before the row is handed out, so
 * one that kills the process is counted. A row that comes again comes alone and after a pause: it
 * cannot take others with it, and it does not hold them up. It does not come in the first seconds
 * of a process either: where something else ends the process soon after each start, the row would
 * be in hand each time and be put aside for what it did not do.
 */
final class PendingWork {
  /** A row is handed out this often; the next time it is put aside. */
  static final int MAX_ATTEMPTS = 3;

  private static final long PAUSE = Duration.ofSeconds(10).toMillis();

  private final SteadyClock clock;
  private final long begun;
  private final Requests requests;
  private final Transitions transitions;

  PendingWork(SteadyClock clock, Requests requests, Transitions transitions) {
    this.clock = clock;
    this.begun = clock.monotonic();
    this.requests = requests;
    this.transitions = transitions;
  }

  /**
   * @param inbound null for a request
   */
  private record Due(long id, int attempts, long since, InboundRow inbound) {
    boolean request() {
      return inbound == null;
    }
  }

  List<Pending> next(Db db, Tx.Wakes wakes, int max) throws SQLException {
    List<Due> due =
        due(
            db,
            "message",
            "id, attempts, due",
            "ACCEPTED",
            row -> new Due(row.getLong(1), row.getInt(2), row.getLong(3), null),
            max);
    due.addAll(
        due(db, "inbound", InboundRow.COLUMNS + ", due", "RECEIVED", PendingWork::dueInbound, max));
    due.sort(Comparator.comparingLong(Due::since).thenComparingLong(Due::id));
    List<Pending> work = new ArrayList<>();
    for (Due row : due) {
      boolean again = row.attempts() > 0;
      if (row.attempts() >= MAX_ATTEMPTS) {
        quarantine(db, wakes, row);
      } else if (work.size() == max || (again && !work.isEmpty())) {
        break;
      } else {
        take(db, row).ifPresent(work::add);
        if (again && !work.isEmpty()) {
          break;
        }
      }
    }
    return work;
  }

  private static Due dueInbound(ResultSet row) throws SQLException {
    InboundRow read = InboundRow.read(row);
    return new Due(read.id(), read.attempts(), row.getLong(12), read);
  }

  private List<Due> due(
      Db db, String table, String columns, String state, Db.Row<Due> reader, int max)
      throws SQLException {
    long now = clock.millis();
    return db.list(
        "SELECT "
            + columns
            + " FROM "
            + table
            + db.dialect().index(table + "_due")
            + " WHERE state = ? AND due <= ? AND (attempts = 0 OR due <= ?)"
            + " ORDER BY state, due, id FETCH FIRST ? ROWS ONLY"
            + db.dialect().dirtyRead(),
        reader,
        state,
        now,
        clock.monotonic() - begun < PAUSE ? 0 : now,
        max);
  }

  private void quarantine(Db db, Tx.Wakes wakes, Due row) throws SQLException {
    if (row.request()) {
      requests.quarantine(db, wakes, row.id());
    } else {
      String reason = "not decided in " + MAX_ATTEMPTS + " attempts";
      db.update(
          "UPDATE inbound SET state = 'QUARANTINED', reason = ? WHERE id = ?", reason, row.id());
      transitions.in(db, row.id(), "RECEIVED", Requests.QUARANTINED, reason);
    }
  }

  /** Counts the attempt; empty when the row, read without locks, is not there after all. */
  private Optional<Pending> take(Db db, Due row) throws SQLException {
    int changed =
        db.update(
            "UPDATE "
                + (row.request() ? "message" : "inbound")
                + " SET attempts = attempts + 1, due = ? WHERE id = ? AND state = ?",
            clock.millis() + PAUSE * (row.attempts() + 1),
            row.id(),
            row.request() ? "ACCEPTED" : "RECEIVED");
    if (changed == 0) {
      return Optional.empty();
    }
    return row.request() ? request(db, row.id()) : inbound(db, row.inbound());
  }

  private static Optional<Pending> request(Db db, long id) throws SQLException {
    return db.first(
        "SELECT m.id, m.attempts, ma.origin, ma.sender, m.address, m.display_name, ma.subject,"
            + " ma.body, ma.high_priority, m.accepted_at, m.reference, (SELECT COUNT(*) FROM message"
            + " other WHERE other.mail_id = m.mail_id) FROM message m JOIN mail ma"
            + " ON ma.id = m.mail_id WHERE m.id = ?",
        PendingWork::request,
        id);
  }

  private static Pending request(ResultSet row) throws SQLException {
    return new Pending.Request(
        row.getLong(1),
        row.getInt(2),
        Submission.Origin.valueOf(row.getString(3)),
        row.getString(4),
        new Submission.Recipient(row.getString(5), row.getString(6)),
        row.getString(7),
        row.getString(8),
        row.getInt(9) == 1,
        Instant.ofEpochMilli(row.getLong(10)),
        row.getInt(11),
        row.getInt(12));
  }

  private static Optional<Pending> inbound(Db db, InboundRow seen) throws SQLException {
    long id = seen.id();
    int attempt = seen.attempts() + 1;
    Instant at = Instant.ofEpochMilli(seen.receivedAt());
    if (!seen.set()) {
      return Optional.of(new Pending.Pdu(id, attempt, seen.modem(), seen.hex(), at));
    }
    // What the set holds by now, not what it held when it was seen.
    InboundRow row = InboundRow.find(db, id).orElseThrow();
    List<String> pdus = PartSets.pdus(db, id, row.total());
    long present = pdus.stream().filter(pdu -> pdu != null).count();
    // Remembered, so that segments that come before the decision are not taken for shown.
    db.update("UPDATE inbound SET shown = ? WHERE id = ?", present, id);
    return Optional.of(new Pending.Segments(id, attempt, row.modem(), pdus, at, row.partial()));
  }
}
