package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import smsgateway.api.MessageQueue.MailOutcome;
import smsgateway.api.OutgoingMail;
import smsgateway.api.OutgoingMail.RecipientResult;
import smsgateway.api.SegmentState;

/**
 * Mails that wait for delivery. A unique key makes each of them exist once, however often it is
 * asked for.
 */
final class Outbox {
  private static final long LEASE = Duration.ofMinutes(2).toMillis();
  private static final long FIRST_PAUSE = Duration.ofSeconds(5).toMillis();
  private static final long LONGEST_PAUSE = Duration.ofMinutes(5).toMillis();
  private static final long LIFE = Duration.ofDays(5).toMillis();

  private final Clock clock;

  Outbox(Clock clock) {
    this.clock = clock;
  }

  void sms(Db db, long inboundId, String recipient) throws SQLException {
    add(db, "sms:" + inboundId + ":" + recipient, "SMS", inboundId, recipient, "", "");
  }

  void notice(Db db, String key, String recipient, String subject, String text)
      throws SQLException {
    add(db, "notice:" + key + ":" + recipient, "NOTICE", 0, recipient, subject, text);
  }

  /** The answer that names every refused recipient of a mail. */
  void refusals(Db db, long mailId, String sender) throws SQLException {
    add(db, "answer:" + mailId, "ANSWER", mailId, sender, "", "");
  }

  /** The final state of one message; none for a message that no mail asked for. */
  void confirmation(Db db, long messageId) throws SQLException {
    Optional<String> sender =
        db.first(
            "SELECT ma.sender FROM message m JOIN mail ma ON ma.id = m.mail_id WHERE m.id = ?",
            row -> row.getString(1),
            messageId);
    if (sender.isPresent() && !sender.get().isEmpty()) {
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
        "INSERT INTO outgoing (once_key, kind, ref, recipient, subject, body, token, state, attempts, not_before,"
            + " created_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING', 0, ?, ?, '')",
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

  private record Due(
      long id,
      String kind,
      long ref,
      String to,
      String subject,
      String body,
      String token,
      int attempt,
      Instant at) {
    static Due read(ResultSet row) throws SQLException {
      return new Due(
          row.getLong(1),
          row.getString(2),
          row.getLong(3),
          row.getString(4),
          row.getString(5),
          row.getString(6),
          row.getString(7),
          row.getInt(8) + 1,
          Instant.ofEpochMilli(row.getLong(9)));
    }
  }

  /** The next mail; it comes back by itself when its delivery is never reported. */
  Optional<OutgoingMail> next(Db db) throws SQLException {
    long now = clock.millis();
    Optional<Due> found =
        db.first(
            "SELECT id, kind, ref, recipient, subject, body, token, attempts, created_at FROM outgoing"
                + " WHERE state = 'PENDING' AND not_before <= ? ORDER BY state, id FETCH FIRST 1 ROWS ONLY",
            Due::read,
            now);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Due due = found.get();
    db.update(
        "UPDATE outgoing SET attempts = attempts + 1, not_before = ? WHERE id = ?",
        now + LEASE,
        due.id());
    return Optional.of(
        switch (due.kind()) {
          case "SMS" -> sms(db, due);
          case "NOTICE" ->
              new OutgoingMail.OperatorNotice(
                  due.id(),
                  due.attempt(),
                  due.token(),
                  due.to(),
                  due.at(),
                  due.subject(),
                  due.body());
          case "ANSWER" -> answer(db, due, "m.mail_id = ? AND m.state = 'REFUSED'");
          default -> answer(db, due, "m.id = ?");
        });
  }

  private static OutgoingMail sms(Db db, Due due) throws SQLException {
    return db.first(
            "SELECT originator, answerable, body, sent_at, reason FROM inbound WHERE id = ?",
            row -> {
              String originator = row.getString(1);
              boolean answerable = row.getInt(2) == 1;
              String text = row.getString(3);
              long sentAt = row.getLong(4);
              Optional<Instant> sent =
                  row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(sentAt));
              return new OutgoingMail.InboundSms(
                  due.id(),
                  due.attempt(),
                  due.token(),
                  due.to(),
                  due.at(),
                  originator,
                  answerable,
                  text,
                  sent,
                  row.getString(5));
            },
            due.ref())
        .orElseThrow(() -> new SQLException("no inbound message " + due.ref()));
  }

  private record Head(String subject, String messageId, String references) {}

  private static OutgoingMail answer(Db db, Due due, String which) throws SQLException {
    Head head =
        db.first(
                "SELECT ma.subject, ma.message_id, ma.mail_references FROM message m JOIN mail ma ON ma.id ="
                    + " m.mail_id WHERE "
                    + which,
                row -> new Head(row.getString(1), row.getString(2), row.getString(3)),
                due.ref())
            .orElseThrow(() -> new SQLException("no message for answer " + due.id()));
    List<Long> messages =
        db.list(
            "SELECT m.id FROM message m WHERE " + which + " ORDER BY m.id",
            row -> row.getLong(1),
            due.ref());
    java.util.ArrayList<RecipientResult> results = new java.util.ArrayList<>();
    for (long message : messages) {
      results.add(result(db, message));
    }
    return new OutgoingMail.Answer(
        due.id(),
        due.attempt(),
        due.token(),
        due.to(),
        due.at(),
        head.subject(),
        head.messageId(),
        head.references(),
        results);
  }

  private record Part(SegmentState state, String reason, boolean resent, long at) {}

  private static RecipientResult result(Db db, long message) throws SQLException {
    List<Part> parts =
        db.list(
            "SELECT state, reason, resends, state_at FROM segment WHERE message_id = ? ORDER BY seq",
            row ->
                new Part(
                    SegmentState.valueOf(row.getString(1)),
                    row.getString(2),
                    row.getInt(3) > 0,
                    row.getLong(4)),
            message);
    return db.first(
            "SELECT label, reason, decided_at FROM message WHERE id = ?",
            row -> {
              if (parts.isEmpty()) {
                return new RecipientResult(
                    row.getString(1),
                    "REFUSED",
                    row.getString(2),
                    0,
                    false,
                    Instant.ofEpochMilli(row.getLong(3)));
              }
              SegmentState worst = Worst.of(parts.stream().map(Part::state).toList());
              String reason =
                  parts.stream()
                      .filter(p -> p.state() == worst)
                      .findFirst()
                      .map(Part::reason)
                      .orElse("");
              long at = parts.stream().mapToLong(Part::at).max().orElse(0);
              return new RecipientResult(
                  row.getString(1),
                  worst.name(),
                  reason,
                  parts.size(),
                  parts.stream().anyMatch(Part::resent),
                  Instant.ofEpochMilli(at));
            },
            message)
        .orElseThrow(() -> new SQLException("no message " + message));
  }

  void done(Db db, long id, MailOutcome outcome) throws SQLException {
    long now = clock.millis();
    if (outcome instanceof MailOutcome.Delivered) {
      db.update("UPDATE outgoing SET state = 'DONE', reason = '' WHERE id = ?", id);
    } else if (outcome instanceof MailOutcome.Failed failed) {
      db.update(
          "UPDATE outgoing SET state = 'FAILED', reason = ? WHERE id = ?",
          Db.cut(failed.reason(), 300),
          id);
    } else if (outcome instanceof MailOutcome.Retry retry) {
      long attempts = db.number("SELECT attempts FROM outgoing WHERE id = ?", id);
      long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(10, Math.max(0, attempts - 1)));
      long jittered = ThreadLocalRandom.current().nextLong(pause * 8 / 10, pause * 12 / 10);
      db.update(
          "UPDATE outgoing SET state = CASE WHEN created_at < ? THEN 'FAILED' ELSE 'PENDING' END, not_before = ?,"
              + " reason = ? WHERE id = ?",
          now - LIFE,
          now + jittered,
          Db.cut(retry.reason(), 300),
          id);
    }
  }
}
