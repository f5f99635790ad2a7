package smsgateway.store.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import smsgateway.api.StoreException;
import smsgateway.api.Via;

/**
 * The ways that segments may take, and which modems are at work. A modem that asks for a segment is
 * able to send; one that does not ask gives way to the next choice. Who asked when is not stored: a
 * new instance takes every modem for present when it begins.
 */
final class Ways {
  private final SteadyClock clock;
  private final long begun;
  private final Map<Integer, Way> inUse = new ConcurrentHashMap<>();
  private final Map<String, Long> asked = new ConcurrentHashMap<>();
  private volatile boolean loaded;

  Ways(SteadyClock clock) {
    this.clock = clock;
    this.begun = clock.monotonic();
  }

  /**
   * The way that is meant, stored if it is new. A transaction of its own, before the decision that
   * refers to it: were they one, an insert that is rolled back would have to be forgotten here.
   */
  Way of(Tx tx, Via via) throws StoreException {
    Way wanted = Way.of(0, via);
    if (wanted.written().isEmpty()) {
      return Way.ANY;
    }
    for (Way known : inUse.values()) {
      if (same(known, wanted)) {
        return known;
      }
    }
    Way way = Way.of(tx.run((db, wakes) -> stored(db, wanted)), via);
    inUse.put(way.id(), way);
    return way;
  }

  private static boolean same(Way one, Way other) {
    return one.written().equals(other.written())
        && one.only() == other.only()
        && one.patience() == other.patience();
  }

  private static int stored(Db db, Way way) throws SQLException {
    Optional<Integer> known =
        db.first(
            "SELECT id FROM way WHERE choices = ? AND only_these = ? AND patience = ?",
            row -> row.getInt(1),
            way.written(),
            way.only() ? 1 : 0,
            way.patience());
    if (known.isPresent()) {
      return known.get();
    }
    int next = 1 + (int) db.number("SELECT MAX(id) FROM way");
    db.update(
        "INSERT INTO way (id, choices, only_these, patience) VALUES (?, ?, ?, ?)",
        next,
        way.written(),
        way.only(),
        way.patience());
    return next;
  }

  /** A way by its number. */
  static Way find(Db db, int id) throws SQLException {
    return id == Way.ANY.id()
        ? Way.ANY
        : db.first(
                "SELECT id, choices, only_these, patience FROM way WHERE id = ?",
                row ->
                    Way.read(row.getInt(1), row.getString(2), row.getInt(3) == 1, row.getLong(4)),
                id)
            .orElse(Way.ANY);
  }

  /** Says that a modem is at work. */
  void present(Sessions.Session session) {
    long now = clock.monotonic();
    asked.put(session.modem(), now);
    asked.put(Via.SIM + session.sim(), now);
  }

  /** The ways that this modem may serve now. */
  List<Way> open(Db db, Sessions.Session session) throws SQLException {
    if (!loaded) {
      load(db);
    }
    List<Way> open = new ArrayList<>(List.of(Way.ANY));
    for (Way way : inUse.values()) {
      if (mayServe(way, session)) {
        open.add(way);
      }
    }
    return open;
  }

  private boolean mayServe(Way way, Sessions.Session session) {
    int place = way.place(session.modem(), session.sim());
    if (way.only() && place == way.choices().size()) {
      return false;
    }
    long now = clock.monotonic();
    return way.choices().subList(0, place).stream()
        .flatMap(List::stream)
        .allMatch(name -> now - asked.getOrDefault(name, begun) >= way.patience());
  }

  /** Those that no open segment refers to need not be looked at. */
  private void load(Db db) throws SQLException {
    for (int id :
        db.list(
            "SELECT DISTINCT way FROM segment WHERE open_until IS NOT NULL AND way > 0"
                + db.dialect().dirtyRead(),
            row -> row.getInt(1))) {
      inUse.putIfAbsent(id, find(db, id));
    }
    loaded = true;
  }
}
