package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import smsgateway.api.MessageQueue.MailOutcome;
import smsgateway.api.OutgoingMail;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;

/**
 * Mails that wait for delivery. A unique key makes each of them exist once, however often it is
 * asked for.
 */
final class Outbox {
  private static final long LEASE = Duration.ofMinutes(10).toMillis();
  private static final long FIRST_PAUSE = Duration.ofSeconds(5).toMillis();
  private static final long LONGEST_PAUSE = Duration.ofMinutes(5).toMillis();
  private static final long LIFE = Duration.ofDays(5).toMillis();

  private static final int MAX_UNANSWERED = 3;

  private final Clock clock;

  Outbox(Clock clock) {
    this.clock = clock;
  }

  /** An SMS for one mailbox; once more when the rest of a partly mailed one has come. */
  void sms(Db db, InboundRow row, String recipient) throws SQLException {
    add(db, "sms:" + key(row) + recipient, "SMS", row.id(), recipient, "", "");
  }

  /** A notice about a PDU or set. */
  void notice(Db db, InboundRow row, String recipient, String subject, String text)
      throws SQLException {
    add(db, "notice:" + key(row) + recipient, "NOTICE", row.id(), recipient, subject, text);
  }

  private static String key(InboundRow row) {
    return row.id() + (row.partial() ? ":whole:" : ":");
  }

  /**
   * The answer that names every refused recipient of a mail; none for a request from the shell or
   * from a program.
   *
   * @return whether there is one
   */
  boolean refusals(Db db, long mailId) throws SQLException {
    Optional<String> sender =
        db.first(
            "SELECT sender FROM mail WHERE id = ? AND origin = 'MAIL'",
            row -> row.getString(1),
            mailId);
    if (sender.isPresent()) {
      add(db, "answer:" + mailId, "ANSWER", mailId, sender.get(), "", "");
    }
    return sender.isPresent();
  }

  /** As {@link #refusals}, of one message whose sender was asked for a number. */
  boolean refusal(Db db, long messageId) throws SQLException {
    Optional<String> sender = asker(db, messageId);
    if (sender.isPresent()) {
      add(db, "refusal:" + messageId, "REFUSAL", messageId, sender.get(), "", "");
    }
    return sender.isPresent();
  }

  private static Optional<String> asker(Db db, long messageId) throws SQLException {
    return db.first(
        "SELECT ma.sender FROM message m JOIN mail ma ON ma.id = m.mail_id WHERE m.id = ? AND"
            + " ma.origin = 'MAIL'",
        row -> row.getString(1),
        messageId);
  }

  /** The question for a recipient's number, for the n-th time. */
  void question(Db db, long messageId, int n, String text) throws SQLException {
    Optional<String> sender = asker(db, messageId);
    if (sender.isPresent()) {
      add(db, questionKey(messageId, n), "QUESTION", messageId, sender.get(), "", text);
    }
  }

  static String questionKey(long messageId, int n) {
    return "question:" + messageId + ":" + n;
  }

  /** Tells a user what a message changed. */
  void told(Db db, long messageId, String user, String subject, String text) throws SQLException {
    add(db, "told:" + messageId, "NOTICE", messageId, user, subject, text);
  }

  /** The final state of one message; none for a message that no mail asked for. */
  void confirmation(Db db, long messageId) throws SQLException {
    Optional<String> sender =
        db.first(
            "SELECT ma.sender FROM message m JOIN mail ma ON ma.id = m.mail_id WHERE m.id = ? AND"
                + " ma.origin <> 'SHELL'",
            row -> row.getString(1),
            messageId);
    if (sender.isPresent()) {
      add(db, "confirm:" + messageId, "CONFIRM", messageId, sender.get(), "", "");
    }
  }

  private void add(
      Db db, String key, String kind, long ref, String recipient, String subject, String body)
      throws SQLException {
    String once = Db.cut(key, 320);
    if (db.number("SELECT COUNT(*) FROM outgoing WHERE once_key = ?", once) > 0) {
      return;
    }
    long now = clock.millis();
    db.update(
        "INSERT INTO outgoing (once_key, kind, ref, recipient, subject, body, token, state, due,"
            + " attempts, unanswered, created_at, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, 0, 0, ?, '')",
        once,
        kind,
        ref,
        recipient,
        Db.cut(subject, 300),
        body,
        UUID.randomUUID().toString(),
        now,
        now);
  }

  /**
   * The next mail. One whose delivery is never reported comes back, three times: what kills the
   * process each time must not do so for ever.
   */
  Optional<OutgoingMail> next(Db db) throws SQLException {
    long now = clock.millis();
    Optional<MailFacts.Due> found = due(db, "WAITING", now);
    if (found.isEmpty()) {
      found = due(db, "SENDING", now);
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    MailFacts.Due due = found.get();
    if (due.unanswered() >= MAX_UNANSWERED) {
      fail(db, due.id(), "its delivery never came to an end");
      return next(db);
    }
    db.update(
        "UPDATE outgoing SET state = 'SENDING', attempts = attempts + 1, unanswered = unanswered +"
            + " 1, due = ? WHERE id = ?",
        now + LEASE,
        due.id());
    return Optional.of(MailFacts.read(db, due));
  }

  private static Optional<MailFacts.Due> due(Db db, String state, long now) throws SQLException {
    return db.first(
        "SELECT id, kind, ref, recipient, subject, body, token, attempts, created_at, unanswered"
            + " FROM outgoing"
            + db.dialect().index("outgoing_due")
            + " WHERE state = ? AND due <= ? ORDER BY state, due, id FETCH FIRST 1 ROWS ONLY",
        MailFacts.Due::read,
        state,
        now);
  }

  /**
   * After a start no delivery is under way: what was, is due again after 10 s for each time that it
   * was. Where something else ends the process soon after each start, the mail would be in hand
   * each time and be given up for what it did not do.
   */
  void recover(Db db) throws SQLException {
    db.update(
        "UPDATE outgoing SET state = 'WAITING', due = CAST(? AS BIGINT) + 10000 * unanswered"
            + " WHERE state = 'SENDING'",
        clock.millis());
  }

  /** Stores how a delivery ended. */
  void done(Db db, long id, MailOutcome outcome) throws SQLException, StoreException {
    record Sent(int attempts, long createdAt) {}
    Sent sent =
        db.first(
                "SELECT attempts, created_at FROM outgoing WHERE id = ?",
                row -> new Sent(row.getInt(1), row.getLong(2)),
                id)
            .orElseThrow(() -> new StoreException(Code.NOT_FOUND, "There is no mail " + id));
    if (outcome instanceof MailOutcome.Delivered) {
      db.update("UPDATE outgoing SET state = 'DELIVERED', reason = '' WHERE id = ?", id);
    } else if (outcome instanceof MailOutcome.Failed failed) {
      fail(db, id, failed.reason());
    } else if (outcome instanceof MailOutcome.Retry retry) {
      if (sent.createdAt() + LIFE <= clock.millis()) {
        fail(db, id, retry.reason());
      } else {
        later(db, id, sent.attempts(), retry.reason());
      }
    }
  }

  private static void fail(Db db, long id, String reason) throws SQLException {
    db.update(
        "UPDATE outgoing SET state = 'FAILED', reason = ? WHERE id = ? AND state <> 'DELIVERED'",
        Db.cut(reason, 300),
        id);
  }

  private void later(Db db, long id, int attempts, String reason) throws SQLException {
    long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(10, Math.max(0, attempts - 1)));
    long jittered = ThreadLocalRandom.current().nextLong(pause * 8 / 10, pause * 12 / 10 + 1);
    db.update(
        "UPDATE outgoing SET state = 'WAITING', unanswered = 0, due = ?, reason = ? WHERE id = ?"
            + " AND state IN ('SENDING', 'WAITING')",
        clock.millis() + jittered,
        Db.cut(reason, 300),
        id);
  }
}
