package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import smsgateway.api.Decision.Report;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;

/**
 * Matches status reports with attempts. TP-MR has eight bits and is the modem's own, so a report
 * belongs to an attempt of the same SIM with the same TP-MR, to the same number, nearest in time.
 */
final class Reports {
  private static final long CLOCK_TOLERANCE = Duration.ofMinutes(5).toMillis();
  private static final int TAIL = 8;

  private final Clock clock;
  private final Segments segments;

  Reports(Clock clock, Segments segments) {
    this.clock = clock;
    this.segments = segments;
  }

  private record Candidate(
      long attempt, long segment, String number, SegmentState state, long intentAt) {
    static Candidate read(ResultSet row) throws SQLException {
      return new Candidate(
          row.getLong(1),
          row.getLong(2),
          row.getString(3),
          SegmentState.valueOf(row.getString(4)),
          row.getLong(5));
    }
  }

  /**
   * Keeps a decoded report with its PDU and matches it, or parks it until its attempt is stored.
   */
  void decided(Db db, Tx.Wakes wakes, Report report) throws SQLException, StoreException {
    Optional<String> sim =
        db.first("SELECT sim FROM pdu WHERE id = ?", row -> row.getString(1), report.id());
    if (sim.isEmpty()) {
      return;
    }
    db.update("UPDATE sim SET locks = locks + 1 WHERE id = ?", sim.get());
    var decoded = report.report();
    OptionalLong sent =
        decoded.serviceCentreTime().isPresent()
            ? OptionalLong.of(decoded.serviceCentreTime().get().toInstant().toEpochMilli())
            : OptionalLong.empty();
    db.update(
        "UPDATE pdu SET state = 'PARKED', message_reference = ?, recipient = ?, service_centre_time = ?,"
            + " report_class = ?, reason = 'status report' WHERE id = ?",
        decoded.messageReference(),
        Db.cut(decoded.recipient(), 32),
        sent.isPresent() ? sent.getAsLong() : Db.Null.NUMBER,
        report.reportClass(),
        report.id());
    matchParked(db, wakes, sim.get(), decoded.messageReference());
  }

  private record Parked(long pdu, String recipient, OptionalLong sentAt, ReportClass meaning) {
    static Parked read(ResultSet row) throws SQLException {
      long sent = row.getLong(3);
      OptionalLong sentAt = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(sent);
      return new Parked(
          row.getLong(1), row.getString(2), sentAt, ReportClass.valueOf(row.getString(4)));
    }
  }

  /** Tries the parked reports of a SIM with this TP-MR; the caller holds the SIM's row. */
  void matchParked(Db db, Tx.Wakes wakes, String sim, int reference)
      throws SQLException, StoreException {
    List<Parked> parked =
        db.list(
            "SELECT id, recipient, service_centre_time, report_class FROM pdu WHERE sim = ? AND message_reference"
                + " = ? AND state = 'PARKED' ORDER BY id",
            Parked::read,
            sim,
            reference);
    for (Parked report : parked) {
      Optional<Candidate> match = match(db, sim, reference, report);
      if (match.isPresent()) {
        db.update(
            "UPDATE pdu SET state = 'DONE', reason = ? WHERE id = ?",
            "report for segment " + match.get().segment(),
            report.pdu());
        apply(db, wakes, match.get(), reference, report.meaning());
      }
    }
  }

  private static Optional<Candidate> match(Db db, String sim, int reference, Parked report)
      throws SQLException {
    List<Candidate> same =
        db
            .list(
                "SELECT a.id, a.segment_id, s.number, s.state, a.intent_at FROM attempt a JOIN segment s ON s.id ="
                    + " a.segment_id WHERE a.sim = ? AND a.message_reference = ?",
                Candidate::read,
                sim,
                reference)
            .stream()
            .filter(c -> sameNumber(c.number(), report.recipient()))
            .filter(c -> inTime(c, report))
            .toList();
    return same.isEmpty()
        ? unknownOutcome(db, sim, report)
        : same.stream().min(Comparator.comparingLong(c -> distance(c, report)));
  }

  /**
   * The only segment to that number on that SIM whose outcome is unknown; none while another one to
   * that number is being submitted, because the report may be its own.
   */
  private static Optional<Candidate> unknownOutcome(Db db, String sim, Parked report)
      throws SQLException {
    List<Candidate> open =
        db
            .list(
                "SELECT a.id, a.segment_id, s.number, s.state, a.intent_at FROM segment s JOIN attempt a ON"
                    + " a.segment_id = s.id WHERE s.sim = ? AND s.state IN ('UNKNOWN', 'SUBMITTING') AND"
                    + " a.message_reference IS NULL AND a.sim = s.sim ORDER BY a.id DESC",
                Candidate::read,
                sim)
            .stream()
            .filter(c -> sameNumber(c.number(), report.recipient()))
            .toList();
    long segmentsOpen = open.stream().map(Candidate::segment).distinct().count();
    return segmentsOpen == 1
            && open.get(0).state() == SegmentState.UNKNOWN
            && inTime(open.get(0), report)
        ? Optional.of(open.get(0))
        : Optional.empty();
  }

  private static boolean inTime(Candidate c, Parked report) {
    return report.sentAt().isEmpty()
        || report.sentAt().getAsLong() >= c.intentAt() - CLOCK_TOLERANCE;
  }

  private static long distance(Candidate c, Parked report) {
    return report.sentAt().isPresent()
        ? Math.abs(report.sentAt().getAsLong() - c.intentAt())
        : -c.intentAt();
  }

  /** Equal digits, or equal last eight: the service centre may write the number in another form. */
  static boolean sameNumber(String one, String other) {
    String a = digits(one);
    String b = digits(other);
    return a.equals(b) || (a.length() >= TAIL && b.length() >= TAIL && tail(a).equals(tail(b)));
  }

  static String tail(String number) {
    String digits = digits(number);
    return digits.length() <= TAIL ? digits : digits.substring(digits.length() - TAIL);
  }

  private static String digits(String number) {
    return number.replaceAll("\\D", "");
  }

  /**
   * A late report moves only what is not certain yet; anything else is recorded with the PDU and
   * changes nothing.
   */
  private void apply(Db db, Tx.Wakes wakes, Candidate c, int reference, ReportClass meaning)
      throws SQLException, StoreException {
    SegmentState state = segments.state(db, c.segment());
    if (meaning == ReportClass.PENDING) {
      if (state == SegmentState.UNKNOWN) {
        settle(db, c, reference, SegmentState.SUBMITTED, state);
      }
      return;
    }
    SegmentState target =
        switch (meaning) {
          case DELIVERED -> SegmentState.DELIVERED;
          case EXPIRED ->
              state.next().contains(SegmentState.EXPIRED)
                  ? SegmentState.EXPIRED
                  : SegmentState.FAILED;
          case FAILED, PENDING -> SegmentState.FAILED;
        };
    if (state.next().contains(target) && settle(db, c, reference, target, state)) {
      segments.finished(db, wakes, c.segment());
    }
  }

  private boolean settle(Db db, Candidate c, int reference, SegmentState target, SegmentState state)
      throws SQLException, StoreException {
    db.update("UPDATE attempt SET message_reference = ? WHERE id = ?", reference, c.attempt());
    if (state == SegmentState.UNKNOWN) {
      db.update(
          "UPDATE segment SET message_reference = ?, submitted_at = ? WHERE id = ?",
          reference,
          clock.millis(),
          c.segment());
    }
    return segments.move(db, c.segment(), state, target, "status report");
  }
}
