package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import smsgateway.api.Journal;
import smsgateway.api.SegmentState;

/** Reads what happened. */
final class JournalReader {
  private static final String OUT =
      "SELECT m.id, m.accepted_at, ma.sender, m.number, m.state, m.segments, m.reason FROM message m JOIN mail ma ON"
          + " ma.id = m.mail_id";
  private static final String IN =
      "SELECT id, received_at, recipients, originator, segments, modem, reason FROM inbound";
  private static final String WAITING =
      "SELECT id, received_at, state, modem, reason FROM pdu WHERE state IN ('NEW', 'POSTPONED', 'QUARANTINED')";

  List<Journal.Entry> find(
      Db db, Optional<Journal.Direction> direction, Optional<String> state, int max)
      throws SQLException {
    List<Journal.Entry> all = new ArrayList<>();
    String newest =
        " ORDER BY id DESC FETCH FIRST " + (state.isPresent() ? 1000 : max) + " ROWS ONLY";
    if (direction.isEmpty() || direction.get() == Journal.Direction.OUT) {
      for (Journal.Entry entry : db.list(OUT + newest.replace("id", "m.id"), JournalReader::out)) {
        all.add(withSegments(db, entry));
      }
    }
    if (direction.isEmpty() || direction.get() == Journal.Direction.IN) {
      all.addAll(db.list(IN + newest, JournalReader::in));
      all.addAll(db.list(WAITING + newest, JournalReader::waiting));
    }
    return all.stream()
        .filter(e -> state.isEmpty() || state.get().equalsIgnoreCase(e.state()))
        .sorted((a, b) -> b.at().compareTo(a.at()))
        .limit(max)
        .toList();
  }

  private static Journal.Entry out(ResultSet row) throws SQLException {
    return new Journal.Entry(
        row.getLong(1),
        Journal.Direction.OUT,
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        Optional.ofNullable(row.getString(4)).orElse(""),
        row.getString(5),
        row.getInt(6),
        "",
        row.getString(7));
  }

  private static Journal.Entry in(ResultSet row) throws SQLException {
    return new Journal.Entry(
        -row.getLong(1),
        Journal.Direction.IN,
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        row.getString(4),
        "ROUTED",
        row.getInt(5),
        row.getString(6),
        row.getString(7));
  }

  /** A PDU without message: it has no id of its own in the journal, so it is listed with 0. */
  private static Journal.Entry waiting(ResultSet row) throws SQLException {
    return new Journal.Entry(
        0,
        Journal.Direction.IN,
        Instant.ofEpochMilli(row.getLong(2)),
        "",
        "",
        row.getString(3),
        1,
        row.getString(4),
        row.getString(5));
  }

  private static Journal.Entry withSegments(Db db, Journal.Entry entry) throws SQLException {
    if (!entry.state().equals("PLANNED")) {
      return entry;
    }
    List<Journal.Segment> segments = segments(db, entry.id());
    SegmentState worst = Worst.of(segments.stream().map(Journal.Segment::state).toList());
    Journal.Segment telling =
        segments.stream().filter(s -> s.state() == worst).findFirst().orElseThrow();
    return new Journal.Entry(
        entry.id(),
        entry.direction(),
        entry.at(),
        entry.party(),
        entry.number(),
        worst.name(),
        segments.size(),
        telling.modem(),
        telling.reason());
  }

  private static List<Journal.Segment> segments(Db db, long message) throws SQLException {
    return db.list(
        "SELECT seq, state, attempts, modem, message_reference, resends, reason FROM segment WHERE message_id = ?"
            + " ORDER BY seq",
        row -> {
          int reference = row.getInt(5);
          Optional<Integer> mr = row.wasNull() ? Optional.empty() : Optional.of(reference);
          return new Journal.Segment(
              row.getInt(1),
              SegmentState.valueOf(row.getString(2)),
              row.getInt(3),
              Optional.ofNullable(row.getString(4)).orElse(""),
              mr,
              row.getInt(6) > 0,
              row.getString(7));
        },
        message);
  }

  Optional<Journal.Detail> show(Db db, long id) throws SQLException {
    if (id < 0) {
      Optional<Journal.Entry> entry = db.first(IN + " WHERE id = ?", JournalReader::in, -id);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      String text =
          db.first("SELECT body FROM inbound WHERE id = ?", row -> row.getString(1), -id)
              .orElse("");
      return Optional.of(new Journal.Detail(entry.get(), text, List.of(), List.of()));
    }
    Optional<Journal.Entry> entry = db.first(OUT + " WHERE m.id = ?", JournalReader::out, id);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    String text =
        db.first(
                "SELECT ma.body FROM message m JOIN mail ma ON ma.id = m.mail_id WHERE m.id = ?",
                row -> row.getString(1),
                id)
            .orElse("");
    return Optional.of(
        new Journal.Detail(withSegments(db, entry.get()), text, segments(db, id), events(db, id)));
  }

  private static List<Journal.Event> events(Db db, long message) throws SQLException {
    return db.list(
        "SELECT t.happened_at, t.kind, t.from_state, t.to_state, t.cause, s.seq FROM transition t LEFT JOIN segment s ON"
            + " t.kind = 'segment' AND s.id = t.ref WHERE (t.kind = 'message' AND t.ref = ?) OR (t.kind = 'segment'"
            + " AND t.ref IN (SELECT id FROM segment WHERE message_id = ?)) ORDER BY t.id",
        row ->
            new Journal.Event(
                Instant.ofEpochMilli(row.getLong(1)),
                row.getString(2).equals("segment") ? "segment " + row.getInt(6) : "message",
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        message,
        message);
  }

  Map<String, Long> counts(Db db) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    String uncommitted = db.dialect().dirtyRead();
    group(
        db, counts, "request.", "SELECT state, COUNT(*) FROM message GROUP BY state" + uncommitted);
    group(
        db, counts, "segment.", "SELECT state, COUNT(*) FROM segment GROUP BY state" + uncommitted);
    counts.put(
        "pdu.waiting",
        db.number("SELECT COUNT(*) FROM pdu WHERE state IN ('NEW', 'POSTPONED')" + uncommitted));
    counts.put(
        "mail.waiting",
        db.number("SELECT COUNT(*) FROM outgoing WHERE state = 'PENDING'" + uncommitted));
    counts.put(
        "mail.failed",
        db.number("SELECT COUNT(*) FROM outgoing WHERE state = 'FAILED'" + uncommitted));
    return counts;
  }

  private static void group(Db db, Map<String, Long> counts, String prefix, String sql)
      throws SQLException {
    db.list(sql, row -> counts.put(prefix + row.getString(1), row.getLong(2)));
  }

  Optional<Instant> oldestQueued(Db db) throws SQLException {
    return db.first(
        "SELECT m.accepted_at FROM segment s JOIN message m ON m.id = s.message_id WHERE s.state = 'QUEUED' ORDER BY"
            + " s.id FETCH FIRST 1 ROWS ONLY"
            + db.dialect().dirtyRead(),
        row -> Instant.ofEpochMilli(row.getLong(1)));
  }
}
