package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smsgateway.api.Decision;
import smsgateway.api.Pending;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.WorkSignal.Kind;

/** Requests that wait for a decision, and what every decision does to the rows. */
final class Decisions {
  private final Clock clock;
  private final Segments segments;
  private final Outbox outbox;
  private final Inbounds inbounds;
  private final Reports reports;

  Decisions(Clock clock, Segments segments, Outbox outbox, Inbounds inbounds, Reports reports) {
    this.clock = clock;
    this.segments = segments;
    this.outbox = outbox;
    this.inbounds = inbounds;
    this.reports = reports;
  }

  /**
   * Requests that wait, oldest first, with their attempt raised; one that was tried too often is
   * put aside.
   */
  List<Pending> pendingRequests(Db db, int max) throws SQLException {
    long now = clock.millis();
    List<Pending.Request> due =
        db.list(
            "SELECT m.id, m.attempts, ma.origin, ma.sender, m.address, m.display_name, ma.subject, ma.body,"
                + " ma.high_priority, m.accepted_at FROM message m JOIN mail ma ON ma.id = m.mail_id"
                + " WHERE m.state = 'ACCEPTED' AND m.not_before <= ? ORDER BY m.state, m.id FETCH FIRST "
                + max
                + " ROWS ONLY",
            Decisions::request,
            now);
    List<Pending> result = new ArrayList<>();
    for (Pending.Request request : due) {
      if (request.attempt() > Inbounds.MAX_ATTEMPTS) {
        db.update("UPDATE message SET state = 'QUARANTINED' WHERE id = ?", request.id());
        segments.record(
            db, "message", request.id(), "ACCEPTED", "QUARANTINED", "could not be decided");
      } else {
        db.update(
            "UPDATE message SET attempts = ?, not_before = ? WHERE id = ?",
            request.attempt(),
            now + 2000L * request.attempt() * request.attempt(),
            request.id());
        result.add(request);
      }
    }
    return result;
  }

  private static Pending.Request request(ResultSet row) throws SQLException {
    long id = row.getLong(1);
    return new Pending.Request(
        id,
        row.getInt(2) + 1,
        Submission.Origin.valueOf(row.getString(3)),
        row.getString(4),
        new Submission.Recipient(row.getString(5), row.getString(6)),
        row.getString(7),
        row.getString(8),
        row.getInt(9) == 1,
        Instant.ofEpochMilli(row.getLong(10)),
        // Consecutive messages never share a reference, which is what a phone needs to keep them
        // apart.
        (int) (id & 0xFF));
  }

  void decided(Db db, Tx.Wakes wakes, Decision decision) throws SQLException, StoreException {
    if (decision instanceof Decision.Planned planned) {
      planned(db, wakes, planned);
    } else if (decision instanceof Decision.Refused refused) {
      refused(db, wakes, refused.id(), refused.recipient(), refused.reason());
    } else if (decision instanceof Decision.ToMail toMail) {
      inbounds.toMail(db, wakes, toMail);
    } else if (decision instanceof Decision.Notice notice) {
      inbounds.notice(db, wakes, notice);
    } else if (decision instanceof Decision.Postponed postponed) {
      inbounds.postponed(db, postponed);
    } else if (decision instanceof Decision.Dropped dropped) {
      inbounds.settle(db, dropped.id(), dropped.reason());
    } else if (decision instanceof Decision.Filed filed) {
      inbounds.filed(db, filed);
      wakes.add(Kind.DECISION);
    } else if (decision instanceof Decision.Report report) {
      reports.decided(db, wakes, report);
    }
  }

  /**
   * Debit and segments are one transaction: either the quota paid for all of them or none exists.
   */
  private void planned(Db db, Tx.Wakes wakes, Decision.Planned p)
      throws SQLException, StoreException {
    if (!accepted(db, p.id())) {
      return;
    }
    if (p.quotaUser().isPresent() && !debit(db, p.quotaUser().get(), p.tpdus().size())) {
      refused(
          db, wakes, p.id(), p.recipient(), quotaReason(db, p.quotaUser().get(), p.tpdus().size()));
      return;
    }
    long now = clock.millis();
    String number = p.destination().value();
    db.update(
        "UPDATE message SET state = 'PLANNED', decided_at = ?, number = ?, label = ?, confirm = ?, flash = ?,"
            + " segments = ? WHERE id = ? AND state = 'ACCEPTED'",
        now,
        number,
        Db.cut(p.recipient(), 320),
        p.confirm(),
        p.flash(),
        p.tpdus().size(),
        p.id());
    segments.record(db, "message", p.id(), "ACCEPTED", "PLANNED", p.tpdus().size() + " segments");
    for (int i = 0; i < p.tpdus().size(); i++) {
      db.update(
          "INSERT INTO segment (message_id, seq, tpdu, state, number, number_tail, not_before, valid_until, state_at,"
              + " attempts, resends, reason) VALUES (?, ?, ?, 'QUEUED', ?, ?, ?, ?, ?, 0, 0, '')",
          p.id(),
          i + 1,
          p.tpdus().get(i),
          number,
          Reports.tail(number),
          now,
          now + Math.min(p.validity().toMillis(), Duration.ofDays(5).toMillis()),
          now);
    }
    wakes.add(Kind.SUBMIT);
    answered(db, wakes, p.id());
  }

  private static boolean accepted(Db db, long id) throws SQLException {
    return db.number("SELECT COUNT(*) FROM message WHERE id = ? AND state = 'ACCEPTED'", id) == 1;
  }

  private static boolean debit(Db db, String email, int count) throws SQLException {
    return db.update(
            "UPDATE app_user SET used = used + ? WHERE email = ? AND (quota IS NULL OR used + ? <= quota)",
            count,
            email,
            count)
        == 1;
  }

  private static String quotaReason(Db db, String email, int needed) throws SQLException {
    Optional<Long> left =
        db.first("SELECT quota - used FROM app_user WHERE email = ?", row -> row.getLong(1), email);
    return left.isEmpty()
        ? "You are no longer a user of this gateway. Ask its administrator to add you."
        : "This message needs "
            + needed
            + " SMS and your quota has "
            + Math.max(0, left.get())
            + " left. Ask the administrator of the gateway for more.";
  }

  private void refused(Db db, Tx.Wakes wakes, long id, String recipient, String reason)
      throws SQLException {
    int changed =
        db.update(
            "UPDATE message SET state = 'REFUSED', decided_at = ?, label = ?, reason = ? WHERE id = ? AND state ="
                + " 'ACCEPTED'",
            clock.millis(),
            Db.cut(recipient, 320),
            Db.cut(reason, 1000),
            id);
    if (changed == 1) {
      segments.record(db, "message", id, "ACCEPTED", "REFUSED", reason);
      answered(db, wakes, id);
    }
  }

  /**
   * The last decided recipient of a mail writes the one answer; there is one processor, so one is
   * the last.
   */
  private void answered(Db db, Tx.Wakes wakes, long id) throws SQLException {
    long mail = db.number("SELECT mail_id FROM message WHERE id = ?", id);
    long open =
        db.number("SELECT COUNT(*) FROM message WHERE mail_id = ? AND state = 'ACCEPTED'", mail);
    long refused =
        db.number("SELECT COUNT(*) FROM message WHERE mail_id = ? AND state = 'REFUSED'", mail);
    String sender =
        db.first("SELECT sender FROM mail WHERE id = ?", row -> row.getString(1), mail).orElse("");
    if (open == 0 && refused > 0 && !sender.isEmpty()) {
      outbox.refusals(db, mail, sender);
      wakes.add(Kind.MAIL);
    }
  }
}
