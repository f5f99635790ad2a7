package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.RequestState;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.WorkSignal.Kind;

/**
 * Changes of segment states. Every change is conditional on the former state and appends its
 * transition in the same transaction.
 */
final class Segments {
  private static final int REASON = 300;

  private final Clock clock;
  private final Transitions transitions;
  private final Outbox outbox;

  Segments(Clock clock, Transitions transitions, Outbox outbox) {
    this.clock = clock;
    this.transitions = transitions;
    this.outbox = outbox;
  }

  /** What decides about a segment, as it was read. */
  record Row(
      long id,
      long message,
      int seq,
      int parts,
      SegmentState state,
      String number,
      String modem,
      String sim,
      long session,
      int attempts,
      int intents,
      int resends,
      long validUntil,
      long stateAt,
      Confirm confirm) {
    static final String COLUMNS =
        "s.id, s.message_id, s.seq, s.parts, s.state, s.number, s.modem, s.sim, s.session_id,"
            + " s.attempts, s.intents, s.resends, s.valid_until, s.state_at, s.confirm";
    static final int WIDTH = 15;

    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getLong(1),
          row.getLong(2),
          row.getInt(3),
          row.getInt(4),
          SegmentState.valueOf(row.getString(5)),
          row.getString(6),
          row.getString(7),
          row.getString(8),
          row.getLong(9),
          row.getInt(10),
          row.getInt(11),
          row.getInt(12),
          row.getLong(13),
          row.getLong(14),
          Confirm.valueOf(row.getString(15)));
    }
  }

  Optional<Row> find(Db db, long id) throws SQLException {
    return db.first("SELECT " + Row.COLUMNS + " FROM segment s WHERE s.id = ?", Row::read, id);
  }

  /** Holds the message's row until the commit; to be taken before any of its segments. */
  void lockMessage(Db db, long message) throws SQLException {
    db.update("UPDATE message SET locks = locks + 1 WHERE id = ?", message);
  }

  /** All segments of a message in their order. */
  List<Row> all(Db db, long message) throws SQLException {
    return db.list(
        "SELECT " + Row.COLUMNS + " FROM segment s WHERE s.message_id = ? ORDER BY s.seq",
        Row::read,
        message);
  }

  /**
   * What an administrator ordered for a message; the caller holds its row, so that an order either
   * is seen here or sees what the caller does.
   */
  RequestState order(Db db, long message) throws SQLException {
    return db.first("SELECT state FROM message WHERE id = ?", row -> row.getString(1), message)
        .map(RequestState::valueOf)
        .orElseThrow();
  }

  /**
   * Has a segment that came back to the queue follow what was ordered while it was away. The caller
   * holds the message's row.
   */
  void follow(Db db, Tx.Wakes wakes, Row moved) throws SQLException, StoreException {
    RequestState order = order(db, moved.message());
    if (order == RequestState.HELD || order == RequestState.CANCELLED) {
      Row queued = find(db, moved.id()).orElseThrow();
      SegmentState to = SegmentState.valueOf(order.name());
      move(db, wakes, queued, withdrawn(queued, to), "as ordered meanwhile");
    }
  }

  /**
   * The end of a segment that is not submitted any more: of one that waits to be sent once more
   * nobody can say that it was not sent.
   */
  static SegmentState withdrawn(Row row, SegmentState to) {
    boolean waits = row.state() == SegmentState.QUEUED || row.state() == SegmentState.HELD;
    return waits && row.resends() > 0 && to.terminal() ? SegmentState.UNDETERMINED : to;
  }

  /** Moves a segment and nothing else. */
  void move(Db db, Tx.Wakes wakes, Row row, SegmentState to, String cause)
      throws SQLException, StoreException {
    move(db, wakes, row, to, cause, "");
  }

  /**
   * Moves a segment.
   *
   * @param more further assignments, each beginning with a comma
   * @throws StoreException when the transition is not legal; the whole transaction rolls back
   * @throws SQLException also when another transaction moved it first; the unit is then repeated
   */
  void move(
      Db db, Tx.Wakes wakes, Row row, SegmentState to, String cause, String more, Object... values)
      throws SQLException, StoreException {
    if (!row.state().next().contains(to)) {
      throw new StoreException(
          Code.ILLEGAL_TRANSITION,
          "Segment " + row.id() + " cannot go from " + row.state() + " to " + to);
    }
    if (to.terminal() && row.parts() > 1) {
      // Before the segment: of two transactions that end the last two segments the second one
      // waits here, and then finds the first one's segment ended.
      lockMessage(db, row.message());
    }
    if (update(db, row, to, cause, more, values) == 0) {
      throw Tx.lostRace();
    }
    transitions.out(db, row.message(), row.seq(), row.state(), to, cause);
    if (to.terminal()) {
      refund(db, row, to);
      finished(db, wakes, row, to);
    }
  }

  /**
   * What certainly was not sent costs nothing. What may have been sent, or was accepted and then
   * not delivered, stays paid. The conditional move went before, so a segment is given back once.
   */
  private static void refund(Db db, Row row, SegmentState to) throws SQLException {
    boolean waited = row.state() == SegmentState.QUEUED || row.state() == SegmentState.HELD;
    boolean refused = row.state() == SegmentState.SUBMITTING && to == SegmentState.FAILED;
    if (row.resends() == 0 && (waited || refused)) {
      record Paid(String payer, long at) {}
      Optional<Paid> paid =
          db.first(
              "SELECT payer, decided_at FROM message WHERE id = ? AND payer IS NOT NULL",
              found -> new Paid(found.getString(1), found.getLong(2)),
              row.message());
      if (paid.isPresent()) {
        // A debit of a former period does not fill up the running one.
        db.update(
            "UPDATE app_user SET used = used - 1 WHERE email = ? AND used > 0 AND period_start <= ?",
            paid.get().payer(),
            paid.get().at());
      }
    }
  }

  private int update(Db db, Row row, SegmentState to, String cause, String more, Object... values)
      throws SQLException {
    boolean blocks = to == SegmentState.QUEUED || to == SegmentState.UNKNOWN;
    Object[] all = new Object[values.length + 6];
    all[0] = to;
    all[1] = clock.millis();
    all[2] = blocks ? row.number() : Db.Null.TEXT;
    all[3] = Db.cut(cause, REASON);
    System.arraycopy(values, 0, all, 4, values.length);
    all[values.length + 4] = row.id();
    all[values.length + 5] = row.state();
    return db.update(
        "UPDATE segment SET state = ?, state_at = ?, lane = ?, reason = ?"
            + (to.terminal() ? ", open_until = NULL" : "")
            + more
            + " WHERE id = ? AND state = ?",
        all);
  }

  /** The transaction that finds no open segment writes the confirmation. */
  private void finished(Db db, Tx.Wakes wakes, Row ended, SegmentState to) throws SQLException {
    Confirm confirm = ended.confirm();
    if (confirm == Confirm.NEVER) {
      return;
    }
    List<SegmentState> states = ended.parts() == 1 ? List.of(to) : states(db, ended.message());
    if (!states.stream().allMatch(SegmentState::terminal)) {
      return;
    }
    SegmentState worst = Worst.of(states);
    // Many networks send no reports: silence is no failure.
    boolean failed = worst != SegmentState.DELIVERED && worst != SegmentState.SENT_NO_REPORT;
    if (confirm == Confirm.ALWAYS || (confirm == Confirm.FAILURE && failed)) {
      outbox.confirmation(db, ended.message());
      wakes.add(Kind.MAIL);
    }
  }

  private static List<SegmentState> states(Db db, long message) throws SQLException {
    return db.list(
        "SELECT state FROM segment WHERE message_id = ?",
        row -> SegmentState.valueOf(row.getString(1)),
        message);
  }
}
