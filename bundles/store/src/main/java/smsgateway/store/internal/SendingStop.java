package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import smsgateway.api.Administration.Stop;
import smsgateway.api.WorkSignal.Kind;

/** The row that keeps every modem from claiming. */
final class SendingStop {
  private final Clock clock;
  private final Transitions transitions;
  private final Sessions sessions;

  SendingStop(Clock clock, Transitions transitions, Sessions sessions) {
    this.clock = clock;
    this.transitions = transitions;
    this.sessions = sessions;
  }

  /** The stop in force. */
  static Optional<Stop> find(Db db) throws SQLException {
    return db.first(
        "SELECT stopped_at, stopped_by FROM sending_stop",
        row -> new Stop(Instant.ofEpochMilli(row.getLong(1)), row.getString(2)));
  }

  /**
   * Holds every SIM's row while it writes its own: a claim holds its SIM's and looks for this row
   * after that, so it is either committed before this or finds the row.
   */
  Stop stop(Db db, String by) throws SQLException {
    for (String sim :
        db.list(
            "SELECT id FROM sim ORDER BY id" + db.dialect().dirtyRead(), row -> row.getString(1))) {
      sessions.lock(db, sim);
    }
    Optional<Stop> former = find(db);
    if (former.isPresent()) {
      return former.get();
    }
    long now = clock.millis();
    db.update("INSERT INTO sending_stop (id, stopped_at, stopped_by) VALUES (1, ?, ?)", now, by);
    transitions.all(db, "SENDING", "STOPPED", by);
    return new Stop(Instant.ofEpochMilli(now), by);
  }

  Optional<Stop> resume(Db db, Tx.Wakes wakes, String by) throws SQLException {
    Optional<Stop> former = find(db);
    if (db.update("DELETE FROM sending_stop WHERE id = 1") == 1) {
      transitions.all(db, "STOPPED", "SENDING", by);
      wakes.add(Kind.SUBMIT);
    }
    return former;
  }
}
