package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.WorkSignal.Kind;

/**
 * Stores how submissions ended. The caller holds the SIM's row, as the matching of reports does, so
 * a report decided at the same time either finds this attempt or is found here.
 */
final class Outcomes {
  private static final long[] BACK_OFF_SECONDS = {30, 120, 480, 1800};

  /**
   * How many faults of modems leave a segment in its place in the queue; afterwards it goes to the
   * end, so that one which every modem fails on cannot keep the others waiting.
   */
  private static final int KEEPS_PLACE = 2;

  private final Clock clock;
  private final Segments segments;
  private final Transitions transitions;
  private final Reports reports;

  Outcomes(Clock clock, Segments segments, Transitions transitions, Reports reports) {
    this.clock = clock;
    this.segments = segments;
    this.transitions = transitions;
    this.reports = reports;
  }

  /**
   * Stores an outcome. It settles the segment while nothing else has; otherwise it is kept with its
   * attempt and changes nothing.
   *
   * @return whether the segment was the one that the session had in hand
   */
  boolean store(
      Db db, Tx.Wakes wakes, Sessions.Session session, long segmentId, SubmitOutcome outcome)
      throws SQLException, StoreException {
    Segments.Row row =
        segments
            .find(db, segmentId)
            .orElseThrow(
                () -> new StoreException(Code.NOT_FOUND, "There is no segment " + segmentId));
    boolean latest = row.session() == session.id();
    boolean inHand = latest && row.state() == SegmentState.SUBMITTING;
    boolean open = latest && open(db, row, outcome);
    record(db, session, row, latest, outcome);
    if (inHand || open) {
      settle(db, wakes, session, row, outcome);
    } else {
      transitions.out(
          db, row.message(), row.seq(), row.state(), row.state(), "late: " + reason(outcome));
    }
    return inHand;
  }

  /** Whether a late outcome still settles the segment: nobody else has, nor submitted it again. */
  private static boolean open(Db db, Segments.Row row, SubmitOutcome outcome) throws SQLException {
    return switch (row.state()) {
      case UNKNOWN -> true;
      case QUEUED, HELD ->
          outcome instanceof SubmitOutcome.Submitted
              && db.exists(
                  "SELECT n FROM attempt WHERE segment_id = ? AND n = ? AND (outcome IS NULL OR"
                      + " outcome = 'Unknown')",
                  row.id(),
                  row.intents());
      default -> false;
    };
  }

  private static int attempt(Db db, Sessions.Session session, long segmentId)
      throws SQLException, StoreException {
    return db
        .list(
            "SELECT n FROM attempt WHERE segment_id = ? AND session_id = ? ORDER BY n DESC",
            row -> row.getInt(1),
            segmentId,
            session.id())
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                new StoreException(
                    Code.NOT_FOUND, "Session " + session.id() + " never had segment " + segmentId));
  }

  /** Writes the attempt, or completes one whose outcome was unknown. */
  private static void record(
      Db db, Sessions.Session session, Segments.Row row, boolean latest, SubmitOutcome outcome)
      throws SQLException, StoreException {
    Object reference =
        outcome instanceof SubmitOutcome.Submitted submitted
            ? (Object) submitted.messageReference()
            : Db.Null.NUMBER;
    String name = Db.cut(outcome.getClass().getSimpleName(), 12);
    if (latest && row.state() == SegmentState.SUBMITTING) {
      attempted(db, row, reference, name);
    } else {
      db.update(
          "UPDATE attempt SET mr = COALESCE(?, mr), outcome = ? WHERE segment_id = ? AND n = ?",
          reference,
          name,
          row.id(),
          latest ? row.intents() : attempt(db, session, row.id()));
    }
  }

  /** Writes the attempt that a segment in SUBMITTING describes. */
  private static void attempted(Db db, Segments.Row row, Object reference, Object outcome)
      throws SQLException {
    db.update(
        "INSERT INTO attempt (segment_id, n, modem, sim, session_id, intent_at, mr, outcome)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row.id(),
        row.intents(),
        row.modem(),
        row.sim(),
        row.session(),
        row.stateAt(),
        reference,
        outcome);
  }

  private void settle(
      Db db, Tx.Wakes wakes, Sessions.Session session, Segments.Row row, SubmitOutcome outcome)
      throws SQLException, StoreException {
    if (outcome instanceof SubmitOutcome.Submitted submitted) {
      submitted(db, wakes, session, row, submitted.messageReference());
    } else if (outcome instanceof SubmitOutcome.Unknown) {
      if (row.state() == SegmentState.SUBMITTING) {
        settleUnknown(db, wakes, row, reason(outcome));
      }
    } else if (outcome instanceof SubmitOutcome.Rejected) {
      segments.move(db, wakes, row, SegmentState.FAILED, reason(outcome));
    } else {
      requeue(db, wakes, row, outcome);
    }
  }

  private void submitted(
      Db db, Tx.Wakes wakes, Sessions.Session session, Segments.Row row, int reference)
      throws SQLException, StoreException {
    boolean parked = reports.parked(db, session.sim(), reference);
    if (parked || row.parts() > 1) {
      segments.lockMessage(db, row.message());
    }
    segments.move(
        db,
        wakes,
        row,
        SegmentState.SUBMITTED,
        "TP-MR " + reference,
        ", mr = ?, submitted_at = ?",
        reference,
        clock.millis());
    if (parked) {
      reports.matchParked(db, wakes, session.sim(), reference);
    }
  }

  /**
   * Ends an intent of which nobody can tell whether the service centre has the segment. The caller
   * holds the SIM's row.
   */
  void unknown(Db db, Tx.Wakes wakes, Segments.Row row, String cause)
      throws SQLException, StoreException {
    attempted(db, row, Db.Null.NUMBER, Db.Null.TEXT);
    settleUnknown(db, wakes, row, cause);
  }

  /** A parked report may know. */
  private void settleUnknown(Db db, Tx.Wakes wakes, Segments.Row row, String cause)
      throws SQLException, StoreException {
    segments.lockMessage(db, row.message());
    segments.move(db, wakes, row, SegmentState.UNKNOWN, cause);
    reports.matchParkedUnknown(db, wakes, row.sim());
  }

  private void requeue(Db db, Tx.Wakes wakes, Segments.Row row, SubmitOutcome outcome)
      throws SQLException, StoreException {
    boolean fault = outcome instanceof SubmitOutcome.ModemFault;
    segments.lockMessage(db, row.message());
    segments.move(
        db,
        wakes,
        row,
        SegmentState.QUEUED,
        reason(outcome),
        ", attempts = ?, due = CASE WHEN ? = 1 THEN due ELSE ? END",
        row.attempts() - (fault ? 1 : 0),
        fault && row.intents() <= KEEPS_PLACE,
        clock.millis() + (fault ? 0 : backOff(row.attempts())));
    release(db, row);
    segments.follow(db, wakes, row);
    wakes.add(Kind.SUBMIT);
  }

  /** A message of which no other segment may have been sent can go over any modem. */
  private static void release(Db db, Segments.Row row) throws SQLException {
    boolean bound =
        row.parts() > 1
            && db.list(
                    "SELECT state, resends FROM segment WHERE message_id = ?",
                    other ->
                        other.getInt(2) > 0
                            || !(other.getString(1).equals("QUEUED")
                                || other.getString(1).equals("HELD")),
                    row.message())
                .contains(true);
    if (!bound) {
      db.update("UPDATE message SET modem = NULL WHERE id = ?", row.message());
      db.update("UPDATE segment SET modem = NULL WHERE message_id = ?", row.message());
    }
  }

  private static long backOff(int attempts) {
    int index = Math.min(BACK_OFF_SECONDS.length, Math.max(1, attempts)) - 1;
    long millis = BACK_OFF_SECONDS[index] * 1000;
    return ThreadLocalRandom.current().nextLong(millis * 8 / 10, millis * 12 / 10 + 1);
  }

  private static String reason(SubmitOutcome outcome) {
    if (outcome instanceof SubmitOutcome.Submitted submitted) {
      return "TP-MR " + submitted.messageReference();
    }
    if (outcome instanceof SubmitOutcome.Retry retry) {
      return retry.reason();
    }
    if (outcome instanceof SubmitOutcome.ModemFault fault) {
      return fault.reason();
    }
    return outcome instanceof SubmitOutcome.Rejected rejected
        ? rejected.reason()
        : ((SubmitOutcome.Unknown) outcome).reason();
  }
}
