package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.WorkSignal.Kind;

/** The modems' side of the queue: sessions, claims and outcomes. */
final class Submits {
  private static final long[] BACK_OFF_SECONDS = {30, 120, 480, 1800};
  private static final long HEAD_BLOCKS = Duration.ofMinutes(10).toMillis();

  private final Clock clock;
  private final Segments segments;
  private final Reports reports;
  private final Map<String, Session> current = new ConcurrentHashMap<>();
  private final Map<Long, Session> known = new ConcurrentHashMap<>();

  /**
   * One opening of a modem.
   *
   * @param id number of the session; a higher one of the same modem fences it
   */
  record Session(long id, String modem, String sim) {}

  Submits(Clock clock, Segments segments, Reports reports) {
    this.clock = clock;
    this.segments = segments;
    this.reports = reports;
  }

  /** What a claimed segment was before, so that a fault can be told from a first try. */
  private record Candidate(
      long id, long message, String tpdu, int attempts, int resends, long validUntil) {
    static Candidate read(ResultSet row) throws SQLException {
      return new Candidate(
          row.getLong(1),
          row.getLong(2),
          row.getString(3),
          row.getInt(4),
          row.getInt(5),
          row.getLong(6));
    }
  }

  Session open(Db db, String modem, String sim) throws SQLException, StoreException {
    if (db.number("SELECT COUNT(*) FROM sim WHERE id = ?", sim) == 0) {
      db.update("INSERT INTO sim (id, locks) VALUES (?, 0)", sim);
    }
    abandon(db, "SELECT id FROM segment WHERE state = 'SUBMITTING' AND modem = ?", modem);
    long id =
        db.insert(
            "INSERT INTO modem_session (modem, sim, opened_at) VALUES (?, ?, ?)",
            modem,
            sim,
            clock.millis());
    return new Session(id, modem, sim);
  }

  /** Fences the older session; called after the commit of {@link #open}. */
  void opened(Session session) {
    known.put(session.id(), session);
    current.merge(session.modem(), session, (a, b) -> a.id() > b.id() ? a : b);
  }

  /**
   * After a start nobody can tell any more how a submission ended: it becomes unknown, never
   * queued.
   */
  void recover(Db db) throws SQLException, StoreException {
    abandon(db, "SELECT id FROM segment WHERE state = 'SUBMITTING'");
  }

  private void abandon(Db db, String query, Object... arguments)
      throws SQLException, StoreException {
    for (long id : db.list(query, row -> row.getLong(1), arguments)) {
      segments.move(
          db, id, SegmentState.SUBMITTING, SegmentState.UNKNOWN, "the modem session ended");
    }
  }

  Session session(long id) throws StoreException {
    Session session = known.get(id);
    if (session == null) {
      throw new StoreException(Code.STALE_SESSION, "There is no modem session " + id);
    }
    return session;
  }

  Session currentSession(long id) throws StoreException {
    Session session = session(id);
    if (current.get(session.modem()).id() != id) {
      throw new StoreException(
          Code.STALE_SESSION, "Modem " + session.modem() + " has opened a newer session");
    }
    return session;
  }

  Optional<Submit> next(Db db, long sessionId) throws SQLException, StoreException {
    Session session = currentSession(sessionId);
    boolean busy =
        db.number(
                "SELECT COUNT(*) FROM segment WHERE state = 'SUBMITTING' AND modem = ?",
                session.modem())
            > 0;
    return busy ? Optional.empty() : claim(db, session);
  }

  /**
   * Claims and commits the intent in one transaction: when the caller has the segment, the row
   * already says SUBMITTING, so no octet can leave that a restart would not know of. The candidate
   * is read without locks; the conditional UPDATE decides who gets it.
   */
  private Optional<Submit> claim(Db db, Session session) throws SQLException, StoreException {
    long now = clock.millis();
    for (int tries = 0; tries < 3; tries++) {
      Optional<Candidate> found =
          db.first(
              candidateQuery(db),
              Candidate::read,
              now,
              now,
              session.modem(),
              now - HEAD_BLOCKS,
              now,
              session.sim());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Candidate c = found.get();
      if (segments.move(
          db, c.id(), SegmentState.QUEUED, SegmentState.SUBMITTING, session.modem())) {
        db.update(
            "UPDATE segment SET modem = ?, sim = ?, attempts = attempts + 1 WHERE id = ?",
            session.modem(),
            session.sim(),
            c.id());
        db.update(
            "UPDATE segment SET modem = ? WHERE message_id = ? AND modem IS NULL",
            session.modem(),
            c.message());
        db.update(
            "INSERT INTO attempt (segment_id, modem, sim, session, intent_at) VALUES (?, ?, ?, ?, ?)",
            c.id(),
            session.modem(),
            session.sim(),
            session.id(),
            now);
        return Optional.of(
            new Submit(
                c.id(),
                c.attempts() + 1,
                c.tpdu(),
                OptionalInt.empty(),
                Duration.ofMillis(c.validUntil() - now)));
      }
    }
    return Optional.empty();
  }

  /**
   * The oldest segment that is due, whose number no older message blocks: one that is being
   * submitted, one whose outcome on this SIM is unknown, or one that waits after an error, for ten
   * minutes at most.
   */
  private static String candidateQuery(Db db) {
    return "SELECT s.id, s.message_id, s.tpdu, s.attempts, s.resends, s.valid_until FROM segment s"
        + db.dialect().index("segment_ready")
        + " WHERE s.state = 'QUEUED' AND s.not_before <= ? AND s.valid_until > ?"
        + " AND (s.modem IS NULL OR s.modem = ?)"
        + " AND NOT EXISTS (SELECT 1 FROM segment o WHERE o.number = s.number AND o.message_id < s.message_id"
        + " AND (o.state = 'SUBMITTING' OR (o.state = 'QUEUED' AND o.state_at > ? AND o.not_before > ?)"
        + " OR (o.state = 'UNKNOWN' AND o.sim = ?)))"
        + " ORDER BY s.state, s.id FETCH FIRST 1 ROWS ONLY"
        + db.dialect().dirtyRead();
  }

  /** Stores an outcome; true when it came from the modem's present session. */
  boolean outcome(Db db, Tx.Wakes wakes, long sessionId, long segmentId, SubmitOutcome outcome)
      throws SQLException, StoreException {
    record Attempt(long id, String modem, String sim) {}
    Attempt attempt =
        db.first(
                "SELECT id, modem, sim FROM attempt WHERE segment_id = ? AND session = ? ORDER BY id DESC"
                    + " FETCH FIRST 1 ROWS ONLY",
                row -> new Attempt(row.getLong(1), row.getString(2), row.getString(3)),
                segmentId,
                sessionId)
            .orElseThrow(
                () ->
                    new StoreException(
                        Code.NOT_FOUND,
                        "Session " + sessionId + " never had segment " + segmentId));
    if (outcome instanceof SubmitOutcome.Submitted submitted) {
      submitted(db, wakes, segmentId, attempt.id(), attempt.sim(), submitted.messageReference());
    } else {
      notSubmitted(db, wakes, segmentId, attempt.id(), outcome);
    }
    Session now = current.get(attempt.modem());
    return now != null && now.id() == sessionId;
  }

  /**
   * The SIM's row is locked first, as the matching of reports does, so that a report that is
   * decided at the same time either finds this attempt or is found here.
   */
  private void submitted(Db db, Tx.Wakes wakes, long id, long attempt, String sim, int reference)
      throws SQLException, StoreException {
    db.update("UPDATE sim SET locks = locks + 1 WHERE id = ?", sim);
    SegmentState state = segments.state(db, id);
    db.update(
        "UPDATE attempt SET message_reference = ?, outcome = 'SUBMITTED' WHERE id = ?",
        reference,
        attempt);
    if (state == SegmentState.SUBMITTING || state == SegmentState.UNKNOWN) {
      segments.move(db, id, state, SegmentState.SUBMITTED, "TP-MR " + reference);
      db.update(
          "UPDATE segment SET message_reference = ?, submitted_at = ? WHERE id = ?",
          reference,
          clock.millis(),
          id);
      reports.matchParked(db, wakes, sim, reference);
    }
  }

  private void notSubmitted(Db db, Tx.Wakes wakes, long id, long attempt, SubmitOutcome outcome)
      throws SQLException, StoreException {
    SegmentState state = segments.state(db, id);
    db.update(
        "UPDATE attempt SET outcome = ? WHERE id = ?",
        Db.cut(outcome.getClass().getSimpleName(), 12),
        attempt);
    if (outcome instanceof SubmitOutcome.Unknown unknown) {
      if (state == SegmentState.SUBMITTING) {
        segments.move(db, id, state, SegmentState.UNKNOWN, unknown.reason());
      }
    } else if (state == SegmentState.SUBMITTING || state == SegmentState.UNKNOWN) {
      refused(db, wakes, id, state, outcome);
    }
  }

  private void refused(Db db, Tx.Wakes wakes, long id, SegmentState state, SubmitOutcome outcome)
      throws SQLException, StoreException {
    if (outcome instanceof SubmitOutcome.Rejected rejected) {
      segments.move(db, id, state, SegmentState.FAILED, rejected.reason());
      segments.finished(db, wakes, id);
      return;
    }
    boolean modemFault = outcome instanceof SubmitOutcome.ModemFault;
    String reason =
        outcome instanceof SubmitOutcome.ModemFault fault
            ? fault.reason()
            : ((SubmitOutcome.Retry) outcome).reason();
    segments.move(db, id, state, SegmentState.QUEUED, reason);
    long attempts = db.number("SELECT attempts FROM segment WHERE id = ?", id);
    long due = modemFault ? clock.millis() : clock.millis() + backOff(attempts);
    db.update(
        "UPDATE segment SET not_before = ?, attempts = attempts - ? WHERE id = ?",
        due,
        modemFault ? 1 : 0,
        id);
    release(db, id);
    wakes.add(Kind.SUBMIT);
  }

  /** A message of which nothing was ever sent may go over any modem again. */
  private static void release(Db db, long id) throws SQLException {
    long message = db.number("SELECT message_id FROM segment WHERE id = ?", id);
    long bound =
        db.number(
            "SELECT COUNT(*) FROM segment WHERE message_id = ? AND state NOT IN ('QUEUED', 'HELD')",
            message);
    if (bound == 0) {
      db.update("UPDATE segment SET modem = NULL WHERE message_id = ?", message);
    }
  }

  private static long backOff(long attempts) {
    int index = (int) Math.min(BACK_OFF_SECONDS.length, Math.max(1, attempts)) - 1;
    long millis = BACK_OFF_SECONDS[index] * 1000;
    return ThreadLocalRandom.current().nextLong(millis * 8 / 10, millis * 12 / 10);
  }

  /** Stores an outcome and claims the next segment in the same commit. */
  Optional<Submit> advance(
      Db db,
      Tx.Wakes wakes,
      long sessionId,
      long segmentId,
      SubmitOutcome outcome,
      boolean claimNext)
      throws SQLException, StoreException {
    boolean fresh = outcome(db, wakes, sessionId, segmentId, outcome);
    return fresh && claimNext ? claim(db, session(sessionId)) : Optional.empty();
  }
}
