package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.WorkSignal.Kind;

/** Changes of segment states; every change appends its transition in the same transaction. */
final class Segments {
  private static final String OPEN =
      Arrays.stream(SegmentState.values())
          .filter(s -> !s.terminal())
          .map(s -> "'" + s + "'")
          .collect(Collectors.joining(","));

  private final Clock clock;
  private final Outbox outbox;

  Segments(Clock clock, Outbox outbox) {
    this.clock = clock;
    this.outbox = outbox;
  }

  /**
   * Moves a segment, if it still is in the expected state.
   *
   * @return false when another transaction was faster; nothing is changed then
   * @throws StoreException when the transition is not legal; the whole transaction rolls back
   */
  boolean move(Db db, long id, SegmentState from, SegmentState to, String cause)
      throws SQLException, StoreException {
    if (!from.next().contains(to)) {
      throw new StoreException(
          Code.ILLEGAL_TRANSITION, "segment " + id + " cannot go from " + from + " to " + to);
    }
    long now = clock.millis();
    String reason = Db.cut(cause, 300);
    int changed =
        db.update(
            "UPDATE segment SET state = ?, state_at = ?, reason = ? WHERE id = ? AND state = ?",
            to,
            now,
            reason,
            id,
            from);
    if (changed == 0) {
      return false;
    }
    record(db, "segment", id, from.name(), to.name(), reason);
    return true;
  }

  /** Appends a transition. */
  void record(Db db, String kind, long ref, String from, String to, String cause)
      throws SQLException {
    db.update(
        "INSERT INTO transition (kind, ref, happened_at, from_state, to_state, cause) VALUES (?, ?, ?, ?, ?, ?)",
        kind,
        ref,
        clock.millis(),
        from,
        to,
        Db.cut(cause, 300));
  }

  /** The present state of a segment. */
  SegmentState state(Db db, long id) throws SQLException, StoreException {
    return db.first(
            "SELECT state FROM segment WHERE id = ?",
            row -> SegmentState.valueOf(row.getString(1)),
            id)
        .orElseThrow(() -> new StoreException(Code.NOT_FOUND, "There is no segment " + id));
  }

  /**
   * Called after a segment became terminal. The message row is locked first, so of two transactions
   * that end the last two segments exactly one finds no open segment, and that one writes the
   * confirmation.
   */
  void finished(Db db, Tx.Wakes wakes, long segmentId) throws SQLException {
    long message = db.number("SELECT message_id FROM segment WHERE id = ?", segmentId);
    db.update("UPDATE message SET locks = locks + 1 WHERE id = ?", message);
    if (db.number(
            "SELECT COUNT(*) FROM segment WHERE message_id = ? AND state IN (" + OPEN + ")",
            message)
        > 0) {
      return;
    }
    Confirm confirm =
        db.first(
                "SELECT confirm FROM message WHERE id = ?",
                row -> Confirm.valueOf(row.getString(1)),
                message)
            .orElse(Confirm.NEVER);
    long undelivered =
        db.number(
            "SELECT COUNT(*) FROM segment WHERE message_id = ? AND state <> 'DELIVERED'", message);
    if (confirm == Confirm.ALWAYS || (confirm == Confirm.FAILURE && undelivered > 0)) {
      outbox.confirmation(db, message);
      wakes.add(Kind.MAIL);
    }
  }
}
