package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import smsgateway.api.MessageQueue.Intake;
import smsgateway.api.RequestState;
import smsgateway.api.Submission;
import smsgateway.api.WorkSignal.Kind;

/** Requests on their way in. */
final class Intakes {
  private final Clock clock;
  private final Transitions transitions;

  Intakes(Clock clock, Transitions transitions) {
    this.clock = clock;
    this.transitions = transitions;
  }

  /**
   * Raises the attempt counter of a source. It is committed before the caller parses, so a mail
   * that kills the process is counted, and the caller gives it up.
   */
  Intake begin(Db db, String sourceKey) throws SQLException {
    String key = shortened(sourceKey, 200);
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
      boolean known =
          db.exists(
              "SELECT id FROM message WHERE mail_key = ? AND recipient_key = ?",
              mailKey(s),
              key(recipient));
      if (!known && fresh.stream().noneMatch(r -> key(r).equals(key(recipient)))) {
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

  /** Ends what was begun at a source; what was never begun is known from now on. */
  void end(Db db, String sourceKey, String state, String reason) throws SQLException {
    String key = shortened(sourceKey, 200);
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
        "INSERT INTO mail (origin, sender, message_id, mail_references, subject, body, high_priority, accepted_at,"
            + " attachments) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        s.origin(),
        s.sender(),
        Db.cut(s.messageId(), 998),
        Db.cut(s.references(), 8000),
        Db.cut(s.subject(), 998),
        s.text(),
        s.highPriority(),
        clock.millis(),
        Db.cut(String.join("\n", s.attachments()), 2000));
  }

  private long insertMessage(Db db, Submission s, long mail, Submission.Recipient recipient)
      throws SQLException {
    long now = clock.millis();
    String address = Db.cut(recipient.address(), 320);
    long id =
        db.insert(
            "INSERT INTO message (mail_id, mail_key, recipient_key, address, display_name, state,"
                + " due, attempts, accepted_at, reference, label, confirm, flash, parts, reason,"
                + " locks) VALUES (?, ?, ?, ?, ?, 'ACCEPTED', ?, 0, ?, ?, ?, 'NEVER', 0, 0, '', 0)",
            mail,
            mailKey(s),
            key(recipient),
            address,
            Db.cut(recipient.displayName(), 320),
            now,
            now,
            reference(db, key(recipient)),
            address);
    transitions.out(db, id, 0, "", RequestState.ACCEPTED, s.origin().name());
    return id;
  }

  /**
   * The next concatenation reference for a destination: phones tell messages of one sender apart by
   * it, so it repeats only after 256 messages. The random start keeps destinations apart that reach
   * the same phone, and a new database from its predecessor.
   */
  private static int reference(Db db, String destination) throws SQLException {
    int changed =
        db.update(
            "UPDATE counter SET last_value = MOD(last_value + 1, 256) WHERE name = ?", destination);
    if (changed == 0) {
      int start = ThreadLocalRandom.current().nextInt(256);
      db.update("INSERT INTO counter (name, last_value) VALUES (?, ?)", destination, start);
      return start;
    }
    return (int) db.number("SELECT last_value FROM counter WHERE name = ?", destination);
  }

  private static String mailKey(Submission s) {
    return shortened(s.mailKey(), 200);
  }

  /** Address and display name: to the gateway's own address the number stands in the latter. */
  private static String key(Submission.Recipient recipient) {
    return shortened(recipient.address() + "|" + recipient.displayName(), 320);
  }

  /** Keys that are too long for their column stay distinct. */
  private static String shortened(String key, int length) {
    return key.length() <= length ? key : Receipts.sha256(key);
  }
}
