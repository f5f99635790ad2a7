package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import smsgateway.api.Journal;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;

/** Reads what happened. A message's state is derived from its segments and stored nowhere. */
@Component
public final class SqlJournal implements Journal {
  private static final int MOST = 1000;

  private static final String OUT =
      "SELECT m.id, m.accepted_at, ma.sender, m.number, m.state, m.parts, m.modem, m.reason FROM"
          + " message m JOIN mail ma ON ma.id = m.mail_id WHERE ";

  private static final String ANY_IN =
      "SELECT id, received_at, recipients, originator, state, total, modem, reason FROM inbound"
          + " WHERE ";

  private static final String IN =
      ANY_IN + "state NOT IN ('FILED', 'DUPLICATE', 'PARKED', 'MATCHED', 'UNMATCHED') AND ";

  private static final String NEWEST = " ORDER BY id DESC FETCH FIRST ? ROWS ONLY";

  private final Tx tx;
  private final Counts counts = new Counts(System::nanoTime);

  /** Reads from the gateway's data source. */
  @Activate
  public SqlJournal(
      @Reference(target = "(osgi.jndi.service.name=smsgateway)") DataSource dataSource) {
    this.tx = new Tx(dataSource, List::of);
  }

  @Override
  public List<Entry> find(Optional<Direction> direction, Optional<String> state, int max)
      throws StoreException {
    int most = Math.max(1, Math.min(MOST, max));
    return tx.run(
        (db, wakes) -> {
          List<Entry> all = new ArrayList<>();
          if (direction.isEmpty() || direction.get() == Direction.OUT) {
            all.addAll(outbound(db, state, most));
          }
          if (direction.isEmpty() || direction.get() == Direction.IN) {
            all.addAll(
                state.isEmpty()
                    ? db.list(IN + "id > 0" + NEWEST, SqlJournal::in, most)
                    : db.list(IN + "state = ?" + NEWEST, SqlJournal::in, state.get(), most));
          }
          return all.stream()
              .sorted(Comparator.comparing(Entry::at).reversed())
              .limit(most)
              .toList();
        });
  }

  private static List<Entry> outbound(Db db, Optional<String> state, int max) throws SQLException {
    List<Entry> found = new ArrayList<>();
    if (state.isEmpty()) {
      found.addAll(db.list(OUT + "m.id > 0" + NEWEST.replace("id", "m.id"), SqlJournal::out, max));
    } else {
      found.addAll(
          db.list(
              OUT + "m.state = ? AND m.parts = 0" + NEWEST.replace("id", "m.id"),
              SqlJournal::out,
              state.get(),
              max));
      // A superset: the message's state is that of its worst segment.
      for (long id :
          db.list(
              "SELECT DISTINCT message_id AS id FROM segment WHERE state = ?" + NEWEST,
              row -> row.getLong(1),
              state.get(),
              MOST)) {
        found.addAll(db.list(OUT + "m.id = ?", SqlJournal::out, id));
      }
    }
    List<Entry> derived = new ArrayList<>();
    for (Entry entry : found) {
      Entry shown = withSegments(db, entry);
      if (state.isEmpty() || state.get().equals(shown.state())) {
        derived.add(shown);
      }
    }
    return derived;
  }

  private static Entry out(ResultSet row) throws SQLException {
    return entry(row, row.getLong(1), Direction.OUT);
  }

  private static Entry in(ResultSet row) throws SQLException {
    return entry(row, -row.getLong(1), Direction.IN);
  }

  private static Entry entry(ResultSet row, long id, Direction direction) throws SQLException {
    return new Entry(
        id,
        direction,
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        orEmpty(row.getString(4)),
        row.getString(5),
        row.getInt(6),
        orEmpty(row.getString(7)),
        row.getString(8));
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }

  private static Entry withSegments(Db db, Entry entry) throws SQLException {
    List<Segment> segments = segments(db, entry.id());
    if (segments.isEmpty()) {
      return entry;
    }
    SegmentState worst = Worst.of(segments.stream().map(Segment::state).toList());
    Segment telling = segments.stream().filter(s -> s.state() == worst).findFirst().orElseThrow();
    return new Entry(
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

  private static List<Segment> segments(Db db, long message) throws SQLException {
    return db.list(
        "SELECT seq, state, attempts, modem, mr, resends, reason FROM segment WHERE message_id = ?"
            + " ORDER BY seq",
        row -> {
          int reference = row.getInt(5);
          Optional<Integer> mr = row.wasNull() ? Optional.empty() : Optional.of(reference);
          return new Segment(
              row.getInt(1),
              SegmentState.valueOf(row.getString(2)),
              row.getInt(3),
              orEmpty(row.getString(4)),
              mr,
              row.getInt(6) > 0,
              row.getString(7));
        },
        message);
  }

  @Override
  public Optional<Detail> show(long id) throws StoreException {
    return tx.run((db, wakes) -> id < 0 ? inbound(db, -id) : outbound(db, id));
  }

  private static Optional<Detail> inbound(Db db, long id) throws SQLException {
    Optional<Entry> entry = db.first(IN + "id = ?", SqlJournal::in, id);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    String text =
        orEmpty(
            db.first(
                    "SELECT body, hex FROM inbound WHERE id = ?",
                    row -> row.getString(1) == null ? row.getString(2) : row.getString(1),
                    id)
                .orElse(""));
    return Optional.of(new Detail(entry.get(), text, List.of(), events(db, "IN", id)));
  }

  private static Optional<Detail> outbound(Db db, long id) throws SQLException {
    Optional<Entry> entry = db.first(OUT + "m.id = ?", SqlJournal::out, id);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    String text =
        db.first(
                "SELECT ma.body FROM message m JOIN mail ma ON ma.id = m.mail_id WHERE m.id = ?",
                row -> row.getString(1),
                id)
            .orElse("");
    Entry derived = withSegments(db, entry.get());
    return Optional.of(new Detail(derived, text, segments(db, id), events(db, "OUT", id)));
  }

  private static List<Event> events(Db db, String kind, long id) throws SQLException {
    return db.list(
        "SELECT happened_at, seq, from_state, to_state, cause FROM transition WHERE kind = ? AND ref"
            + " = ? ORDER BY id",
        row ->
            new Event(
                Instant.ofEpochMilli(row.getLong(1)),
                row.getInt(2) == 0 ? "message" : "segment " + row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        kind,
        id);
  }

  @Override
  public Optional<Story> why(long id) throws StoreException {
    return tx.run(
        (db, wakes) -> {
          Optional<Entry> entry =
              id < 0
                  ? db.first(ANY_IN + "id = ?", SqlJournal::in, -id)
                  : db.first(OUT + "m.id = ?", SqlJournal::out, id);
          if (entry.isEmpty()) {
            return Optional.empty();
          }
          return Optional.of(
              id < 0
                  ? InboundStory.read(db, entry.get())
                  : OutboundStory.read(db, withSegments(db, entry.get())));
        });
  }

  @Override
  public Map<String, Long> counts() throws StoreException {
    return tx.run((db, wakes) -> counts.read(db));
  }

  /** Segments are numbered as they are planned, nearly in the order of acceptance. */
  @Override
  public Optional<Instant> oldestQueued() throws StoreException {
    return tx.run(
        (db, wakes) ->
            db.first(
                "SELECT m.accepted_at FROM segment s JOIN message m ON m.id = s.message_id WHERE"
                    + " s.id = (SELECT MIN(q.id) FROM segment q"
                    + db.dialect().index("segment_due")
                    + " WHERE q.state = 'QUEUED')"
                    + db.dialect().dirtyRead(),
                row -> Instant.ofEpochMilli(row.getLong(1))));
  }
}
