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
 * Settles what time has made due, a few hundred rows at a time so that no lock ever covers a whole
 * table.
 */
final class Housekeeping {
  private static final long REPORT_GRACE = Duration.ofHours(1).toMillis();
  private static final long PARKED_LIFE = Duration.ofDays(5).plusHours(1).toMillis();
  private static final int BATCH = 200;

  private final Clock clock;
  private final Segments segments;

  Housekeeping(Clock clock, Segments segments) {
    this.clock = clock;
    this.segments = segments;
  }

  void run(Db db, Tx.Wakes wakes, Waits waits) throws SQLException, StoreException {
    long now = clock.millis();
    end(db, wakes, SegmentState.QUEUED, now, SegmentState.EXPIRED, "not sent within its validity");
    end(
        db,
        wakes,
        SegmentState.HELD,
        now,
        SegmentState.EXPIRED,
        "not released within its validity");
    end(
        db,
        wakes,
        SegmentState.SUBMITTED,
        now - REPORT_GRACE,
        SegmentState.SENT_NO_REPORT,
        "no status report came");
    unknown(db, wakes, now, waits);
    db.update(
        "UPDATE pdu SET state = 'DONE', reason = 'report without attempt' WHERE state = 'PARKED' AND received_at <= ?",
        now - PARKED_LIFE);
  }

  private void end(
      Db db, Tx.Wakes wakes, SegmentState from, long validUntil, SegmentState to, String cause)
      throws SQLException, StoreException {
    List<Long> due =
        db.list(
            "SELECT id FROM segment WHERE state = ? AND valid_until <= ? FETCH FIRST "
                + BATCH
                + " ROWS ONLY"
                + db.dialect().dirtyRead(),
            row -> row.getLong(1),
            from,
            validUntil);
    for (long id : due) {
      if (segments.move(db, id, from, to, cause)) {
        segments.finished(db, wakes, id);
      }
    }
  }

  /**
   * One more submission per segment over its whole life, flagged as possible duplicate; then it
   * stays open.
   */
  private void unknown(Db db, Tx.Wakes wakes, long now, Waits waits)
      throws SQLException, StoreException {
    record Due(long id, int resends, long validUntil) {}
    List<Due> due =
        db.list(
            "SELECT id, resends, valid_until FROM segment WHERE state = 'UNKNOWN' AND state_at <= ? FETCH FIRST "
                + BATCH
                + " ROWS ONLY"
                + db.dialect().dirtyRead(),
            row -> new Due(row.getLong(1), row.getInt(2), row.getLong(3)),
            now - waits.unknownOutcome().toMillis());
    for (Due segment : due) {
      if (waits.resendUnknown() && segment.resends() == 0 && segment.validUntil() > now) {
        if (segments.move(
            db, segment.id(), SegmentState.UNKNOWN, SegmentState.QUEUED, "sent once more")) {
          db.update(
              "UPDATE segment SET resends = 1, not_before = ? WHERE id = ?", now, segment.id());
          wakes.add(Kind.SUBMIT);
        }
      } else if (segments.move(
          db,
          segment.id(),
          SegmentState.UNKNOWN,
          SegmentState.UNDETERMINED,
          "the outcome stayed unknown")) {
        segments.finished(db, wakes, segment.id());
      }
    }
  }
}
