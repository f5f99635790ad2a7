package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import smsgateway.api.Decision.Report;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;

/**
 * Matches status reports with attempts. TP-MR has eight bits and is the modem's own, so a report
 * belongs to the newest attempt of the same SIM with this TP-MR, to the same number, that was
 * intended before the service centre took it. Callers hold the SIM's row.
 */
final class Reports {
  /** How far the clock of a service centre may be off. */
  private static final long TOLERANCE = Duration.ofMinutes(5).toMillis();

  private static final String PARKED =
      "SELECT id, mr, recipient, sent_at, received_at, report_class, report_status FROM inbound";

  private final Clock clock;
  private final Segments segments;
  private final Transitions transitions;

  Reports(Clock clock, Segments segments, Transitions transitions) {
    this.clock = clock;
    this.segments = segments;
    this.transitions = transitions;
  }

  private record Parked(
      long id,
      int reference,
      String recipient,
      boolean dated,
      long sentAt,
      long receivedAt,
      ReportClass meaning,
      int status) {
    static Parked read(ResultSet row) throws SQLException {
      long sent = row.getLong(4);
      boolean dated = !row.wasNull();
      return new Parked(
          row.getLong(1),
          row.getInt(2),
          row.getString(3),
          dated,
          sent,
          row.getLong(5),
          ReportClass.valueOf(row.getString(6)),
          row.getInt(7));
    }

    /** Whether the service centre can have taken an attempt that was intended then. */
    boolean fits(long intentAt, long validUntil) {
      return dated
          ? sentAt >= intentAt - TOLERANCE && sentAt <= validUntil + TOLERANCE
          : receivedAt >= intentAt;
    }
  }

  private record Match(Segments.Row segment, int n, long intentAt) {
    static final String QUERY =
        "SELECT " + Segments.Row.COLUMNS + ", a.n, a.intent_at FROM attempt a JOIN segment s";

    static Match read(ResultSet row) throws SQLException {
      return new Match(Segments.Row.read(row), row.getInt(12), row.getLong(13));
    }
  }

  /** Parks a decoded report and matches it if its attempt is stored already. */
  void decided(Db db, Tx.Wakes wakes, Report decision, String sim)
      throws SQLException, StoreException {
    var report = decision.report();
    db.update(
        "UPDATE inbound SET state = 'PARKED', mr = ?, recipient = ?, sent_at = ?, report_class = ?,"
            + " report_status = ?, reason = 'status report' WHERE id = ?",
        report.messageReference(),
        Db.cut(report.recipient(), 32),
        report.serviceCentreTime().isPresent()
            ? (Object) report.serviceCentreTime().get().toInstant().toEpochMilli()
            : Db.Null.NUMBER,
        decision.reportClass(),
        report.status(),
        decision.id());
    Parked parked = db.first(PARKED + " WHERE id = ?", Parked::read, decision.id()).orElseThrow();
    match(db, wakes, sim, parked);
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
    for (Parked report :
        db.list(
            PARKED + " WHERE sim = ? AND mr = ? AND state = 'PARKED' ORDER BY id",
            Parked::read,
            sim,
            reference)) {
      match(db, wakes, sim, report);
    }
  }

  /** Tries all parked reports of a SIM, after an outcome became unknown. */
  void matchParkedUnknown(Db db, Tx.Wakes wakes, String sim) throws SQLException, StoreException {
    for (Parked report :
        db.list(PARKED + " WHERE state = 'PARKED' AND sim = ? ORDER BY id", Parked::read, sim)) {
      match(db, wakes, sim, report);
    }
  }

  private void match(Db db, Tx.Wakes wakes, String sim, Parked report)
      throws SQLException, StoreException {
    Optional<Match> match = byReference(db, sim, report);
    if (match.isEmpty()) {
      match = byUnknownOutcome(db, sim, report);
    }
    if (match.isPresent()) {
      Match found = match.get();
      db.update(
          "UPDATE inbound SET state = 'MATCHED', reason = ? WHERE id = ?",
          "report for message " + found.segment().message(),
          report.id());
      apply(db, wakes, found, report);
    }
  }

  private static Optional<Match> byReference(Db db, String sim, Parked report) throws SQLException {
    return db
        .list(
            Match.QUERY
                + " ON s.id = a.segment_id WHERE a.sim = ? AND a.mr = ? ORDER BY a.intent_at DESC",
            Match::read,
            sim,
            report.reference())
        .stream()
        .filter(m -> belongs(m, report))
        .findFirst();
  }

  /**
   * The only segment to that number on that SIM whose outcome is unknown; none while another one to
   * that number is being submitted, because the report may be its own.
   */
  private static Optional<Match> byUnknownOutcome(Db db, String sim, Parked report)
      throws SQLException {
    List<Match> open =
        db
            .list(
                Match.QUERY
                    + " ON s.id = a.segment_id AND s.intents = a.n"
                    + " WHERE s.state IN ('UNKNOWN', 'SUBMITTING') AND s.sim = ?"
                    // Other SIMs' rows must not be waited for; a wrong read loses the move below.
                    + db.dialect().dirtyRead(),
                Match::read,
                sim)
            .stream()
            .filter(m -> belongs(m, report))
            .toList();
    boolean only = open.size() == 1 && open.get(0).segment().state() == SegmentState.UNKNOWN;
    return only ? Optional.of(open.get(0)) : Optional.empty();
  }

  private static boolean belongs(Match match, Parked report) {
    return PhoneNumbers.same(match.segment().number(), report.recipient())
        && report.fits(match.intentAt(), match.segment().validUntil());
  }

  /**
   * A late report moves only what is not certain yet; any other is kept with its attempt and
   * changes nothing.
   */
  private void apply(Db db, Tx.Wakes wakes, Match match, Parked report)
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
