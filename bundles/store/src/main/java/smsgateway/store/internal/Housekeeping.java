package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import smsgateway.api.MessageQueue.Waits;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
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

  private final Clock clock;
  private final Tx tx;
  private final Segments segments;

  Housekeeping(Clock clock, Tx tx, Segments segments) {
    this.clock = clock;
    this.tx = tx;
    this.segments = segments;
  }

  private interface Settle {
    void settle(Db db, Tx.Wakes wakes, Segments.Row row) throws SQLException, StoreException;
  }

  void run(Waits waits) throws StoreException {
    long now = clock.millis();
    end(SegmentState.QUEUED, now, SegmentState.EXPIRED, "not sent within its validity");
    end(SegmentState.HELD, now, SegmentState.EXPIRED, "not released within its validity");
    end(
        SegmentState.SUBMITTED,
        now - REPORT_GRACE,
        SegmentState.SENT_NO_REPORT,
        "no status report came");
    each(
        SegmentState.UNKNOWN,
        "state_at",
        now - waits.unknownOutcome().toMillis(),
        (db, wakes, row) -> unknown(db, wakes, row, waits));
    each(
        SegmentState.SUBMITTING,
        "state_at",
        now - LONGEST_SUBMISSION,
        (db, wakes, row) ->
            segments.move(db, wakes, row, SegmentState.UNKNOWN, "its modem never came back"));
    incompleteSets(now - waits.missingSegments().toMillis(), now);
    forgetReports(now - PARKED_LIFE);
  }

  private void end(SegmentState from, long validUntil, SegmentState to, String cause)
      throws StoreException {
    each(
        from,
        "valid_until",
        validUntil,
        (db, wakes, row) -> segments.move(db, wakes, row, to, cause));
  }

  private void each(SegmentState state, String column, long until, Settle settle)
      throws StoreException {
    for (long id : due("segment", state.name(), column, until)) {
      tx.execute(
          (db, wakes) -> {
            Segments.Row row = segments.find(db, id).orElseThrow();
            if (row.state() == state) {
              settle.settle(db, wakes, row);
            }
          });
    }
  }

  private List<Long> due(String table, String state, String column, long until)
      throws StoreException {
    return tx.run(
        (db, wakes) ->
            db.list(
                "SELECT id FROM "
                    + table
                    + " WHERE state = ? AND "
                    + column
                    + " <= ? FETCH FIRST ? ROWS ONLY"
                    + db.dialect().dirtyRead(),
                row -> row.getLong(1),
                state,
                until,
                MOST));
  }

  /** One more submission over a segment's whole life, flagged as possible duplicate. */
  private void unknown(Db db, Tx.Wakes wakes, Segments.Row row, Waits waits)
      throws SQLException, StoreException {
    long now = clock.millis();
    if (waits.resendUnknown() && row.resends() == 0 && row.validUntil() > now) {
      segments.move(
          db,
          wakes,
          row,
          SegmentState.QUEUED,
          "sent once more",
          ", resends = resends + 1, due = ?, blocks_until = ?",
          now,
          Long.MAX_VALUE);
      wakes.add(Kind.SUBMIT);
    } else {
      segments.move(db, wakes, row, SegmentState.UNDETERMINED, "the outcome stayed unknown");
    }
  }

  private void incompleteSets(long firstBefore, long now) throws StoreException {
    for (long id : due("inbound", "WAITING", "due", firstBefore)) {
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
    for (long id : due("inbound", "PARKED", "received_at", receivedBefore)) {
      tx.execute(
          (db, wakes) ->
              db.update(
                  "UPDATE inbound SET state = 'UNMATCHED' WHERE id = ? AND state = 'PARKED'", id));
    }
  }
}
