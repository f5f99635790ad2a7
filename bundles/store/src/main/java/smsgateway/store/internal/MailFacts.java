package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smsgateway.api.OutgoingMail;
import smsgateway.api.OutgoingMail.RecipientResult;
import smsgateway.api.SegmentState;

/** Reads what a mail says from the rows it speaks of. */
final class MailFacts {
  private MailFacts() {}

  /** A mail that is due. */
  record Due(
      long id,
      String kind,
      long ref,
      String to,
      String subject,
      String body,
      String token,
      int attempt,
      Instant at,
      int unanswered) {
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
          Instant.ofEpochMilli(row.getLong(9)),
          row.getInt(10));
    }
  }

  static OutgoingMail read(Db db, Due due) throws SQLException {
    return switch (due.kind()) {
      case "SMS" -> sms(db, due);
      case "NOTICE" ->
          new OutgoingMail.OperatorNotice(
              due.id(), due.attempt(), due.token(), due.to(), due.at(), due.subject(), due.body());
      case "ANSWER" ->
          answer(
              db,
              due,
              "m.mail_id = ? AND m.parts = 0 AND m.asked = 0 AND m.state IN ('REFUSED', 'QUARANTINED',"
                  + " 'CANCELLED')");
      case "QUESTION" -> question(db, due);
      default -> answer(db, due, "m.id = ?");
    };
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

  private record Head(
      String subject, String messageId, String references, List<String> attachments) {}

  private static Head head(Db db, Due due, String which) throws SQLException {
    return db.first(
            "SELECT ma.subject, ma.message_id, ma.mail_references, ma.attachments FROM message m"
                + " JOIN mail ma ON ma.id = m.mail_id WHERE "
                + which,
            row ->
                new Head(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4).lines().toList()),
            due.ref())
        .orElseThrow(() -> new SQLException("no message for answer " + due.id()));
  }

  private static OutgoingMail question(Db db, Due due) throws SQLException {
    Head head = head(db, due, "m.id = ?");
    return new OutgoingMail.Question(
        due.id(),
        due.attempt(),
        due.token(),
        due.to(),
        due.at(),
        head.subject(),
        head.messageId(),
        head.references(),
        Questions.code(due.ref(), due.token()),
        due.body());
  }

  private static OutgoingMail answer(Db db, Due due, String which) throws SQLException {
    Head head = head(db, due, which);
    List<Long> messages =
        db.list(
            "SELECT m.id FROM message m WHERE " + which + " ORDER BY m.id",
            row -> row.getLong(1),
            due.ref());
    List<RecipientResult> results = new ArrayList<>();
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
        head.attachments(),
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
            "SELECT label, reason, decided_at, state FROM message WHERE id = ?",
            row -> {
              if (parts.isEmpty()) {
                return new RecipientResult(
                    row.getString(1),
                    row.getString(4).equals("CANCELLED") ? "CANCELLED" : "REFUSED",
                    row.getString(2),
                    0,
                    false,
                    Instant.ofEpochMilli(row.getLong(3)));
              }
              SegmentState worst = Worst.of(parts.stream().map(Part::state).toList());
              // Who of the administrators cancelled it is not for the sender.
              String reason =
                  parts.stream()
                      .filter(p -> p.state() == worst && worst != SegmentState.CANCELLED)
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
                  Instant.ofEpochMilli(at),
                  row.getString(2));
            },
            message)
        .orElseThrow(() -> new SQLException("no message " + message));
  }
}
