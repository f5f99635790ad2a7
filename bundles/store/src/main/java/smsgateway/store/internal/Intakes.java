package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import smsgateway.api.MessageQueue.Intake;
import smsgateway.api.Submission;
import smsgateway.api.WorkSignal.Kind;

/** Requests on their way in. */
final class Intakes {
  private final Clock clock;
  private final Segments segments;

  Intakes(Clock clock, Segments segments) {
    this.clock = clock;
    this.segments = segments;
  }

  /**
   * Raises the attempt counter of a source. It is committed before the caller parses, so a mail
   * that kills the process is counted, and the caller gives it up.
   */
  Intake begin(Db db, String sourceKey) throws SQLException {
    String key = Db.cut(sourceKey, 200);
    record Known(String state, int attempts) {}
    var known =
        db.first(
            "SELECT state, attempts FROM source WHERE source_key = ?",
            row -> new Known(row.getString(1), row.getInt(2)),
            key);
    if (known.isEmpty()) {
      db.update(
          "INSERT INTO source (source_key, attempts, state, reason, begun_at) VALUES (?, 1, 'BEGUN', '', ?)",
          key,
          clock.millis());
      return new Intake.New(1);
    }
    if (!known.get().state().equals("BEGUN")) {
      return new Intake.Known();
    }
    db.update("UPDATE source SET attempts = attempts + 1 WHERE source_key = ?", key);
    return new Intake.New(known.get().attempts() + 1);
  }

  /**
   * Stores mail, recipients and the end of the source in one transaction. The caller acknowledges
   * after the commit; should the power fail between the two, the mail comes again and every
   * recipient is known.
   */
  List<Long> accept(Db db, Tx.Wakes wakes, Submission s) throws SQLException {
    List<Submission.Recipient> fresh = new ArrayList<>();
    for (Submission.Recipient recipient : s.recipients()) {
      long known =
          db.number(
              "SELECT COUNT(*) FROM message WHERE mail_key = ? AND recipient_key = ?",
              Db.cut(s.mailKey(), 200),
              key(recipient));
      if (known == 0 && fresh.stream().noneMatch(r -> key(r).equals(key(recipient)))) {
        fresh.add(recipient);
      }
    }
    end(db, s.sourceKey(), "ACCEPTED", "");
    List<Long> ids = new ArrayList<>();
    if (!fresh.isEmpty()) {
      long mail = insertMail(db, s);
      for (Submission.Recipient recipient : fresh) {
        ids.add(insertMessage(db, s, mail, recipient));
      }
      wakes.add(Kind.DECISION);
    }
    return ids;
  }

  void end(Db db, String sourceKey, String state, String reason) throws SQLException {
    String key = Db.cut(sourceKey, 200);
    int changed =
        db.update(
            "UPDATE source SET state = ?, reason = ? WHERE source_key = ?",
            state,
            Db.cut(reason, 500),
            key);
    if (changed == 0) {
      db.update(
          "INSERT INTO source (source_key, attempts, state, reason, begun_at) VALUES (?, 1, ?, ?, ?)",
          key,
          state,
          Db.cut(reason, 500),
          clock.millis());
    }
  }

  private long insertMail(Db db, Submission s) throws SQLException {
    return db.insert(
        "INSERT INTO mail (origin, sender, message_id, mail_references, subject, body, high_priority, accepted_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        s.origin(),
        s.sender(),
        Db.cut(s.messageId(), 998),
        Db.cut(s.references(), 8000),
        Db.cut(s.subject(), 998),
        s.text(),
        s.highPriority(),
        clock.millis());
  }

  private long insertMessage(Db db, Submission s, long mail, Submission.Recipient recipient)
      throws SQLException {
    long id =
        db.insert(
            "INSERT INTO message (mail_id, mail_key, recipient_key, address, display_name, state, attempts,"
                + " not_before, accepted_at, label, confirm, flash, segments, reason, locks)"
                + " VALUES (?, ?, ?, ?, ?, 'ACCEPTED', 0, 0, ?, ?, 'NEVER', 0, 0, '', 0)",
            mail,
            Db.cut(s.mailKey(), 200),
            key(recipient),
            Db.cut(recipient.address(), 320),
            Db.cut(recipient.displayName(), 320),
            clock.millis(),
            Db.cut(recipient.address(), 320));
    segments.record(db, "message", id, "", "ACCEPTED", s.origin().name());
    return id;
  }

  private static String key(Submission.Recipient recipient) {
    return Db.cut(
        recipient.address().toLowerCase(Locale.ROOT) + "|" + recipient.displayName(), 600);
  }
}
