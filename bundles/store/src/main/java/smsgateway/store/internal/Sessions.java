package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;

/**
 * Modem sessions. The SIM's row names the one session that may claim; whoever changes something
 * that reports are matched with holds that row.
 */
final class Sessions {
  private final Clock clock;
  private final Map<Long, Session> known = new ConcurrentHashMap<>();

  Sessions(Clock clock) {
    this.clock = clock;
  }

  /** One opening of a modem; never changes. */
  record Session(long id, String modem, String sim) {}

  /** Opens a session and fences every other one of this modem and of this SIM. */
  Session open(Db db, String modem, String sim) throws SQLException {
    for (String other :
        db.list(
            "SELECT id FROM sim"
                + db.dialect().index("sim_modem")
                + " WHERE modem = ? AND id <> ? ORDER BY id"
                + db.dialect().dirtyRead(),
            row -> row.getString(1),
            modem,
            sim)) {
      db.update("UPDATE sim SET session_id = 0, modem = '' WHERE id = ?", other);
    }
    if (!db.exists("SELECT id FROM sim WHERE id = ?", sim)) {
      db.update("INSERT INTO sim (id, modem, session_id, uses) VALUES (?, ?, 0, 0)", sim, modem);
    }
    long id =
        db.insert(
            "INSERT INTO modem_session (modem, sim, opened_at) VALUES (?, ?, ?)",
            modem,
            sim,
            clock.millis());
    db.update("UPDATE sim SET session_id = ?, modem = ? WHERE id = ?", id, modem, sim);
    return new Session(id, modem, sim);
  }

  /** The session of this number, also an old one. */
  Session find(Db db, long id) throws SQLException, StoreException {
    Session session = known.get(id);
    if (session == null) {
      session =
          db.first(
                  "SELECT id, modem, sim FROM modem_session WHERE id = ?",
                  row -> new Session(row.getLong(1), row.getString(2), row.getString(3)),
                  id)
              .orElseThrow(
                  () -> new StoreException(Code.NOT_FOUND, "There is no modem session " + id));
      known.put(id, session);
    }
    return session;
  }

  /** How long ago the SIM sent what the network accepted or may have accepted. */
  List<Duration> sentOver(Db db, Session session, Duration within) throws SQLException {
    long now = clock.millis();
    return db.list(
        "SELECT intent_at FROM attempt"
            + db.dialect().index("attempt_reference")
            + " WHERE sim = ? AND intent_at > ? AND (outcome IS NULL OR outcome IN ('Submitted',"
            + " 'Unknown'))"
            + db.dialect().dirtyRead(),
        row -> Duration.ofMillis(now - row.getLong(1)),
        session.sim(),
        now - within.toMillis());
  }

  /** Whether the session may still claim, as far as can be seen without a lock. */
  boolean current(Db db, Session session) throws SQLException {
    return db.exists(
        "SELECT id FROM sim WHERE id = ? AND session_id = ?" + db.dialect().dirtyRead(),
        session.sim(),
        session.id());
  }

  /**
   * Holds the SIM's row until the commit.
   *
   * @return whether the session may still claim
   */
  boolean lock(Db db, Session session) throws SQLException {
    boolean current =
        db.update(
                "UPDATE sim SET uses = uses + 1 WHERE id = ? AND session_id = ?",
                session.sim(),
                session.id())
            == 1;
    if (!current) {
      lock(db, session.sim());
    }
    return current;
  }

  /** Holds the SIM's row until the commit. */
  void lock(Db db, String sim) throws SQLException {
    db.update("UPDATE sim SET uses = uses + 1 WHERE id = ?", sim);
  }

  static StoreException stale(Session session) {
    return new StoreException(
        Code.STALE_SESSION, "Modem " + session.modem() + " or its SIM has a newer session");
  }
}
