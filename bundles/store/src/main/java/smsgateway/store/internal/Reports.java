package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import smsgateway.api.Decision;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;

/**
 * Matches status reports with attempts. TP-MR has eight bits and is the modem's own, so a report
 * belongs to the newest attempt of the same SIM with this TP-MR, to the same number, that was
 * intended before the service centre took it. Callers hold the SIM's row, except where said.
 */
final class Reports {
  /** How far the clock of a service centre may be off. */
  private static final long TOLERANCE = Duration.ofMinutes(5).toMillis();

  private static final int MOST_ATTEMPTS = 2000;

  private static final String PARKED =
      "SELECT id, sim, mr, recipient, sent_at, received_at, report_class, report_status FROM inbound";

  private final SteadyClock clock;
  private final Segments segments;
  private final Transitions transitions;

  Reports(SteadyClock clock, Segments segments, Transitions transitions) {
    this.clock = clock;
    this.segments = segments;
    this.transitions = transitions;
  }

  /** A decoded status report. */
  record Report(
      long id,
      String sim,
      int reference,
      String recipient,
      boolean dated,
      long sentAt,
      long receivedAt,
      ReportClass meaning,
      int status) {
    static Report read(ResultSet row) throws SQLException {
      long sent = row.getLong(5);
      boolean dated = !row.wasNull();
      return new Report(
          row.getLong(1),
          row.getString(2),
          row.getInt(3),
          row.getString(4),
          dated,
          sent,
          row.getLong(6),
          ReportClass.valueOf(row.getString(7)),
          row.getInt(8));
    }

    static Report of(Decision.Report decision, InboundRow row) {
      var report = decision.report();
      Optional<Long> sent = report.serviceCentreTime().map(t -> t.toInstant().toEpochMilli());
      return new Report(
          decision.id(),
          row.sim(),
          report.messageReference(),
          Db.cut(report.recipient(), 32),
          sent.isPresent(),
          sent.orElse(0L),
          row.receivedAt(),
          decision.reportClass(),
          report.status());
    }

    /** Whether the service centre can have taken an attempt that was intended then. */
    boolean fits(long intentAt, long validUntil) {
      return dated
          ? sentAt >= intentAt - TOLERANCE && sentAt <= validUntil + TOLERANCE
          : receivedAt >= intentAt;
    }
  }

  /** An attempt that a report belongs to. */
  record Match(Segments.Row segment, int n, long intentAt) {
    String reason() {
      return reason(segment.message());
    }

    static String reason(long message) {
      return "report for message " + message;
    }

    static Match read(ResultSet row) throws SQLException {
      int next = Segments.Row.WIDTH + 1;
      return new Match(Segments.Row.read(row), row.getInt(next), row.getLong(next + 1));
    }
  }

  /**
   * The stored attempt of a report, of a message with one segment; needs no lock: who stores an
   * attempt later looks for parked reports, and this one is not parked then.
   */
  Optional<Match> alone(Db db, Report report) throws SQLException {
    return byReference(db, report).filter(match -> match.segment().parts() == 1);
  }

  /** Matches a decoded report if its attempt is stored already, else parks it. */
  void decided(Db db, Tx.Wakes wakes, Report report) throws SQLException, StoreException {
    store(db, wakes, report, find(db, report));
  }

  /** Stores a decoded report and what it says; of an {@link #alone} match without a lock. */
  void store(Db db, Tx.Wakes wakes, Report report, Optional<Match> match)
      throws SQLException, StoreException {
    db.update(
        "UPDATE inbound SET state = ?, mr = ?, recipient = ?, sent_at = ?, report_class = ?,"
            + " report_status = ?, reason = ? WHERE id = ?",
        match.isPresent() ? "MATCHED" : "PARKED",
        report.reference(),
        report.recipient(),
        report.dated() ? (Object) report.sentAt() : Db.Null.NUMBER,
        report.meaning(),
        report.status(),
        match.map(Match::reason).orElse("status report"),
        report.id());
    if (match.isPresent()) {
      apply(db, wakes, match.get(), report);
    }
  }

  /** Whether a report with this TP-MR waits for its attempt. */
  boolean parked(Db db, String sim, int reference) throws SQLException {
    return db.exists(
        "SELECT id FROM inbound"
            + db.dialect().index("inbound_report")
            + " WHERE sim = ? AND mr = ? AND state = 'PARKED'",
        sim,
        reference);
  }

  /** Tries the parked reports with this TP-MR, in order of arrival. */
  void matchParked(Db db, Tx.Wakes wakes, String sim, int reference)
      throws SQLException, StoreException {
    for (Report report :
        db.list(
            PARKED + " WHERE sim = ? AND mr = ? AND state = 'PARKED' ORDER BY id",
            Report::read,
            sim,
            reference)) {
      match(db, wakes, report);
    }
  }

  /** Tries all parked reports of a SIM, after an outcome became unknown. */
  void matchParkedUnknown(Db db, Tx.Wakes wakes, String sim) throws SQLException, StoreException {
    for (Report report :
        db.list(PARKED + " WHERE state = 'PARKED' AND sim = ? ORDER BY id", Report::read, sim)) {
      match(db, wakes, report);
    }
  }

  private void match(Db db, Tx.Wakes wakes, Report report) throws SQLException, StoreException {
    Optional<Match> match = find(db, report);
    if (match.isPresent()) {
      db.update(
          "UPDATE inbound SET state = 'MATCHED', reason = ? WHERE id = ?",
          match.get().reason(),
          report.id());
      apply(db, wakes, match.get(), report);
    }
  }

  private Optional<Match> find(Db db, Report report) throws SQLException {
    Optional<Match> match = byReference(db, report);
    return match.isPresent() ? match : byUnknownOutcome(db, report);
  }

  /** The newest attempt nearly always; a report that is days late may look further back. */
  private Optional<Match> byReference(Db db, Report report) throws SQLException {
    for (int most : new int[] {2, MOST_ATTEMPTS}) {
      Optional<Match> match =
          db
              .list(
                  "SELECT "
                      + Segments.Row.COLUMNS
                      + ", a.n, a.intent_at FROM attempt a"
                      + db.dialect().index("attempt_reference")
                      + " JOIN segment s ON s.id = a.segment_id WHERE a.sim = ? AND a.mr = ?"
                      + " ORDER BY a.intent_at DESC FETCH FIRST ? ROWS ONLY",
                  Match::read,
                  report.sim(),
                  report.reference(),
                  most)
              .stream()
              .filter(m -> belongs(m, report))
              .findFirst();
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }

  /**
   * The only segment to that number on that SIM whose outcome is unknown; none while another one to
   * that number is being submitted, because the report may be its own.
   */
  private Optional<Match> byUnknownOutcome(Db db, Report report) throws SQLException {
    List<Match> open =
        db
            .list(
                "SELECT "
                    + Segments.Row.COLUMNS
                    + ", s.intents, COALESCE(a.intent_at, s.state_at) FROM segment s"
                    + " LEFT JOIN attempt a ON a.segment_id = s.id AND a.n = s.intents"
                    + " WHERE s.state IN ('UNKNOWN', 'SUBMITTING') AND s.sim = ?"
                    // Other SIMs' rows must not be waited for; a wrong read loses the move below.
                    + db.dialect().dirtyRead(),
                Match::read,
                report.sim())
            .stream()
            .filter(m -> belongs(m, report))
            .toList();
    boolean only = open.size() == 1 && open.get(0).segment().state() == SegmentState.UNKNOWN;
    return only ? Optional.of(open.get(0)) : Optional.empty();
  }

  /** Service centres keep their own time: an attempt before a leap is compared by both clocks. */
  private boolean belongs(Match match, Report report) {
    long intentAt = match.intentAt();
    long validUntil = match.segment().validUntil();
    SteadyClock.Leap leap = clock.lastLeap();
    boolean moved = leap.by() != 0 && intentAt <= leap.until();
    return PhoneNumbers.same(match.segment().number(), report.recipient())
        && (report.fits(intentAt, validUntil)
            || (moved && report.fits(intentAt - leap.by(), validUntil - leap.by())));
  }

  /**
   * A late report moves only what is not certain yet; any other is kept with its attempt and
   * changes nothing.
   */
  private void apply(Db db, Tx.Wakes wakes, Match match, Report report)
      throws SQLException, StoreException {
    Segments.Row row = match.segment();
    Optional<SegmentState> to = target(row.state(), report.meaning());
    String cause = "status report " + report.status();
    if (to.isEmpty()) {
      transitions.out(db, row.message(), row.seq(), row.state(), row.state(), cause);
    } else if (row.state() == SegmentState.UNKNOWN) {
      db.update(
          "UPDATE attempt SET mr = ? WHERE segment_id = ? AND n = ?",
          report.reference(),
          row.id(),
          match.n());
      segments.move(
          db,
          wakes,
          row,
          to.get(),
          cause,
          ", mr = ?, submitted_at = ?",
          report.reference(),
          clock.millis());
    } else {
      segments.move(db, wakes, row, to.get(), cause);
    }
  }

  private static Optional<SegmentState> target(SegmentState state, ReportClass meaning) {
    SegmentState wanted =
        switch (meaning) {
          case DELIVERED -> SegmentState.DELIVERED;
          case FAILED -> SegmentState.FAILED;
          case EXPIRED ->
              state.next().contains(SegmentState.EXPIRED)
                  ? SegmentState.EXPIRED
                  : SegmentState.FAILED;
          // The service centre has it: for an unknown outcome that is news, and spares the resend.
          case PENDING -> SegmentState.SUBMITTED;
        };
    boolean news = meaning != ReportClass.PENDING || state == SegmentState.UNKNOWN;
    return news && state.next().contains(wanted) ? Optional.of(wanted) : Optional.empty();
  }
}
