package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import smsgateway.api.Decision;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.WorkSignal.Kind;

/** What decisions about received PDUs and sets do to the rows. */
final class InboundDecisions {
  private static final long POSTPONED = Duration.ofMinutes(1).toMillis();
  private static final int ORIGINATOR = 64;

  private final Clock clock;
  private final Transitions transitions;
  private final Outbox outbox;
  private final PartSets sets;
  private final Reports reports;

  InboundDecisions(
      Clock clock, Transitions transitions, Outbox outbox, PartSets sets, Reports reports) {
    this.clock = clock;
    this.transitions = transitions;
    this.outbox = outbox;
    this.sets = sets;
    this.reports = reports;
  }

  void decided(Db db, Tx.Wakes wakes, Decision decision) throws SQLException, StoreException {
    InboundRow row = waiting(db, decision.id());
    if (decision instanceof Decision.ToMail toMail) {
      toMail(db, wakes, row, toMail);
    } else if (decision instanceof Decision.Notice notice) {
      notice(db, wakes, row, notice);
    } else if (decision instanceof Decision.Postponed postponed) {
      postponed(db, row, postponed);
    } else if (decision instanceof Decision.Dropped dropped) {
      end(db, wakes, row, "DROPPED", dropped.reason());
    } else if (decision instanceof Decision.Filed filed) {
      sets.file(db, wakes, row, filed);
    } else if (decision instanceof Decision.Report report) {
      reports.decided(db, wakes, Reports.Report.of(report, row));
    }
  }

  private static InboundRow waiting(Db db, long id) throws SQLException, StoreException {
    InboundRow row =
        InboundRow.find(db, id)
            .orElseThrow(() -> new StoreException(Code.NOT_FOUND, "There is no PDU " + id));
    if (!row.waits()) {
      throw new StoreException(
          Code.ILLEGAL_TRANSITION, "PDU " + id + " is " + row.state() + " and waits for nothing");
    }
    return row;
  }

  private void toMail(Db db, Tx.Wakes wakes, InboundRow row, Decision.ToMail d)
      throws SQLException {
    String originator = Db.cut(d.originator(), ORIGINATOR);
    db.update(
        "UPDATE inbound SET originator = ?, answerable = ?, body = ?, sent_at = ?, recipients = ?"
            + " WHERE id = ?",
        originator,
        d.answerable(),
        d.text(),
        d.sentAt().isPresent() ? (Object) d.sentAt().get().toEpochMilli() : Db.Null.NUMBER,
        Db.cut(String.join(" ", d.recipients()), 2000),
        row.id());
    for (String recipient : d.recipients()) {
      wrote(db, row.id(), UserEntity.fold(recipient), originator);
      outbox.sms(db, row, recipient);
    }
    wakes.add(Kind.MAIL);
    end(db, wakes, row, "ROUTED", d.reason());
  }

  /** Remembers the last SMS of a number to a user. */
  private static void wrote(Db db, long id, String email, String originator) throws SQLException {
    int known =
        db.update(
            "UPDATE inbound_recipient SET inbound_id = ? WHERE email = ? AND originator = ?",
            id,
            email,
            originator);
    if (known == 0) {
      db.update(
          "INSERT INTO inbound_recipient (inbound_id, email, originator) VALUES (?, ?, ?)",
          id,
          email,
          originator);
    }
  }

  private void notice(Db db, Tx.Wakes wakes, InboundRow row, Decision.Notice d)
      throws SQLException {
    for (String recipient : d.recipients()) {
      outbox.notice(db, row, recipient, d.subject(), d.text());
    }
    wakes.add(Kind.MAIL);
    end(db, wakes, row, "NOTICED", d.subject());
  }

  private void postponed(Db db, InboundRow row, Decision.Postponed d) throws SQLException {
    db.update(
        "UPDATE inbound SET attempts = 0, due = ?, reason = ? WHERE id = ?",
        clock.millis() + POSTPONED,
        Db.cut(d.reason(), 500),
        row.id());
  }

  /**
   * Ends a row. A set of which only a part was shown stays open for the rest; if the rest came
   * while the part was being decided, the whole is decided at once.
   */
  private void end(Db db, Tx.Wakes wakes, InboundRow row, String state, String reason)
      throws SQLException {
    boolean partial = row.set() && row.shown() < row.total();
    boolean whole = partial && PartSets.present(db, row.id()) == row.total();
    String next = partial ? (whole ? "RECEIVED" : "PARTIAL") : state;
    db.update(
        "UPDATE inbound SET state = ?, due = ?, attempts = 0, partly_out = ?, reason = ?"
            + " WHERE id = ?",
        next,
        clock.millis(),
        partial || row.partial(),
        Db.cut(reason, 500),
        row.id());
    transitions.in(db, row.id(), row.state(), next, reason);
    if (whole) {
      wakes.add(Kind.DECISION);
    }
  }
}
