package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import smsgateway.api.MessageQueue.Waits;
import smsgateway.api.RequestState;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.Via;
import smsgateway.api.WorkSignal.Kind;

/**
 * Settles what time has made due. Each row is a transaction of its own, so that no lock is held
 * while the next one is waited for; what is left over is settled a second later.
 */
final class Housekeeping {
  private static final long REPORT_GRACE = Duration.ofHours(1).toMillis();
  private static final long PARKED_LIFE = Duration.ofDays(5).plusHours(1).toMillis();

  /** No submission takes so long: the modem was removed while it had the segment in hand. */
  private static final long LONGEST_SUBMISSION = Duration.ofHours(1).toMillis();

  private static final int MOST = 500;

  /** How long a segment that is sent once more waits for the modem that had it. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Validity is kept to this precision; a look reads what waits for a report beyond it. */
  private static final long VALIDITY_LOOK = Duration.ofSeconds(10).toMillis();

  private final Clock clock;
  private final Tx tx;
  private final Segments segments;
  private final Sessions sessions;
  private final Outcomes outcomes;
  private final Questions questions;
  private final Ways ways;
  private final Refills refills;
  private long endedAt;

  Housekeeping(
      Clock clock,
      Tx tx,
      Segments segments,
      Sessions sessions,
      Outcomes outcomes,
      Questions questions,
      Ways ways) {
    this.clock = clock;
    this.tx = tx;
    this.segments = segments;
    this.sessions = sessions;
    this.outcomes = outcomes;
    this.questions = questions;
    this.ways = ways;
    this.refills = new Refills(clock, tx, ZoneId.systemDefault());
  }

  private interface Settle {
    void settle(Db db, Tx.Wakes wakes, Segments.Row row) throws SQLException, StoreException;
  }

  void run(Waits waits) throws StoreException {
    long now = clock.millis();
    unknownOutcomes(waits, now);
    each(
        "segment_due",
        SegmentState.SUBMITTING,
        "state_at",
        now - LONGEST_SUBMISSION,
        this::abandoned);
    refills.run();
    tx.execute(questions::releaseSettled);
    for (long id : due("message", "message_due", "WAITING_NUMBER", "due", now)) {
      tx.execute((db, wakes) -> questions.expire(db, wakes, id));
    }
    incompleteSets(now - waits.missingSegments().toMillis(), now);
    if (Math.abs(now - endedAt) >= VALIDITY_LOOK) {
      endedAt = now;
      end(now);
      forgetReports(now - PARKED_LIFE);
    }
  }

  /**
   * What a report may still settle waits for it, but not beyond the end that is promised; without a
   * report ever seen over the SIM there is nothing to wait for.
   */
  private void unknownOutcomes(Waits waits, long now) throws StoreException {
    List<Long> due =
        tx.run(
            (db, wakes) ->
                db.list(
                    "SELECT s.id FROM segment s"
                        + db.dialect().index("segment_due")
                        + " WHERE s.state = 'UNKNOWN' AND (s.state_at <= ? OR s.valid_until <= ?"
                        + " OR NOT EXISTS (SELECT r.id FROM inbound r WHERE r.sim = s.sim AND r.mr"
                        + " >= 0)) FETCH FIRST ? ROWS ONLY"
                        + db.dialect().dirtyRead(),
                    row -> row.getLong(1),
                    now - waits.unknownOutcome().toMillis(),
                    now - REPORT_GRACE,
                    MOST));
    for (long id : due) {
      Way again = again(id);
      each(
          List.of(id),
          SegmentState.UNKNOWN,
          (db, wakes, row) -> unknown(db, wakes, row, waits, again));
    }
  }

  /**
   * The way of a segment that may be sent once more: the modem that had it comes first, for its
   * TP-RD may show a duplicate, and others when that one is away. A rule stays in force.
   */
  private Way again(long id) throws StoreException {
    record Former(int way, String modem) {}
    Former former =
        tx.run(
            (db, wakes) ->
                db.first(
                        "SELECT way, modem FROM segment WHERE id = ?",
                        row -> new Former(row.getInt(1), row.getString(2)),
                        id)
                    .orElseThrow());
    return former.way() == Way.ANY.id()
        ? ways.of(tx, new Via(List.of(List.of(former.modem())), false, PATIENCE, 0, ""))
        : tx.run((db, wakes) -> Ways.find(db, former.way()));
  }

  private void end(long now) throws StoreException {
    end(SegmentState.QUEUED, now, SegmentState.EXPIRED, "not sent within its validity");
    end(SegmentState.HELD, now, SegmentState.EXPIRED, "not released within its validity");
    end(
        SegmentState.SUBMITTED,
        now - REPORT_GRACE,
        SegmentState.SENT_NO_REPORT,
        "no status report came");
  }

  private void end(SegmentState from, long openUntil, SegmentState to, String cause)
      throws StoreException {
    each(
        "segment_open",
        from,
        "open_until",
        openUntil,
        (db, wakes, row) -> segments.move(db, wakes, row, Segments.withdrawn(row, to), cause));
  }

  private void each(String index, SegmentState state, String column, long until, Settle settle)
      throws StoreException {
    each(due("segment", index, state.name(), column, until), state, settle);
  }

  private void each(List<Long> due, SegmentState state, Settle settle) throws StoreException {
    for (long id : due) {
      tx.execute(
          (db, wakes) -> {
            Segments.Row row = segments.find(db, id).orElseThrow();
            if (row.state() == state) {
              settle.settle(db, wakes, row);
            }
          });
    }
  }

  private List<Long> due(String table, String index, String state, String column, long until)
      throws StoreException {
    return tx.run(
        (db, wakes) ->
            db.list(
                "SELECT id FROM "
                    + table
                    + db.dialect().index(index)
                    + " WHERE state = ? AND "
                    + column
                    + " <= ? FETCH FIRST ? ROWS ONLY"
                    + db.dialect().dirtyRead(),
                row -> row.getLong(1),
                state,
                until,
                MOST));
  }

  /** The SIM's row first: what reports are matched with changes. */
  private void abandoned(Db db, Tx.Wakes wakes, Segments.Row seen)
      throws SQLException, StoreException {
    sessions.lock(db, seen.sim());
    Segments.Row row = segments.find(db, seen.id()).orElseThrow();
    if (row.state() == SegmentState.SUBMITTING) {
      outcomes.unknown(db, wakes, row, "its modem never came back");
    }
  }

  /**
   * One more submission over a segment's whole life, flagged as possible duplicate. A part of a
   * longer message stays with its modem: a phone joins the parts of one sender only.
   */
  private void unknown(Db db, Tx.Wakes wakes, Segments.Row row, Waits waits, Way again)
      throws SQLException, StoreException {
    long now = clock.millis();
    segments.lockMessage(db, row.message());
    boolean withdrawn = segments.order(db, row.message()) == RequestState.CANCELLED;
    boolean wanted = waits.resendUnknown() && !withdrawn && !flash(db, row.message());
    if (wanted && row.resends() == 0 && row.validUntil() > now) {
      segments.move(
          db,
          wakes,
          row,
          SegmentState.QUEUED,
          "sent once more",
          ", resends = resends + 1, due = ?, blocks_until = ?, modem = ?, way = ?",
          now,
          Long.MAX_VALUE,
          row.parts() == 1 ? Db.Null.TEXT : row.modem(),
          again.id());
      segments.follow(db, wakes, row);
      wakes.add(Kind.SUBMIT);
    } else {
      segments.move(db, wakes, row, SegmentState.UNDETERMINED, "the outcome stayed unknown");
    }
  }

  /** Twice on the screen at once is worse than perhaps not at all. */
  private static boolean flash(Db db, long message) throws SQLException {
    return db.number("SELECT flash FROM message WHERE id = ?", message) == 1;
  }

  private void incompleteSets(long firstBefore, long now) throws StoreException {
    for (long id : due("inbound", "inbound_due", "WAITING", "due", firstBefore)) {
      tx.execute(
          (db, wakes) ->
              db.update(
                  "UPDATE inbound SET state = 'RECEIVED', due = ? WHERE id = ? AND state ="
                      + " 'WAITING'",
                  now,
                  id));
    }
  }

  private void forgetReports(long receivedBefore) throws StoreException {
    for (long id : due("inbound", "inbound_due", "PARKED", "received_at", receivedBefore)) {
      tx.execute(
          (db, wakes) ->
              db.update(
                  "UPDATE inbound SET state = 'UNMATCHED' WHERE id = ? AND state = 'PARKED'", id));
    }
  }
}
