package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smsgateway.api.Decision;
import smsgateway.api.Directory;
import smsgateway.api.RequestState;
import smsgateway.api.StoreException;
import smsgateway.api.WorkSignal.Kind;

/**
 * Requests that wait for the number of a user, for which their sender was asked by mail. State and
 * question are one transaction, and so are number, answer and release: after a crash either the
 * question is still open and its answer still undecided, or neither is.
 */
final class Questions {
  /** How often a sender is asked. */
  static final int TRIES = 3;

  private static final long PATIENCE = Duration.ofDays(3).toMillis();

  private static final String LATE =
      "You were asked for the telephone number, and none came within 72 hours. Send your mail"
          + " again, and answer the question that follows.";

  /** In a subject, and in the Message-ID of the question. */
  private static final Pattern CODE =
      Pattern.compile("(?i)(?:\\[SMS |\\.ask\\.)(\\d{1,18})-([0-9a-f]{4})(?:]|@)");

  private final Clock clock;
  private final Transitions transitions;
  private final Outbox outbox;
  private final Requests requests;

  Questions(Clock clock, Transitions transitions, Outbox outbox, Requests requests) {
    this.clock = clock;
    this.transitions = transitions;
    this.outbox = outbox;
    this.requests = requests;
  }

  /** The code of a question, as its mail bears it. */
  static String code(long message, String token) {
    return message + "-" + token.substring(0, 4);
  }

  /** A request begins to wait, and its sender is asked. */
  void wanted(Db db, Tx.Wakes wakes, Decision.NumberWanted d) throws SQLException, StoreException {
    Optional<String> state = Requests.waiting(db, d.id());
    if (state.isEmpty()) {
      return;
    }
    int changed =
        db.update(
            "UPDATE message SET state = 'WAITING_NUMBER', wanted = ?, asked = 1, label = ?, due = ?,"
                + " attempts = 0 WHERE id = ? AND state = ?",
            UserEntity.fold(d.user()),
            Db.cut(d.recipient(), 320),
            clock.millis() + PATIENCE,
            d.id(),
            state.get());
    if (changed == 0) {
      throw Tx.lostRace();
    }
    transitions.out(
        db,
        d.id(),
        0,
        state.get(),
        RequestState.WAITING_NUMBER,
        "its sender was asked for the number of " + d.user());
    outbox.question(db, d.id(), 1, d.text());
    wakes.add(Kind.MAIL);
    requests.answer(db, wakes, d.id());
  }

  /** The answer with the number: whoever waits for it is decided again. */
  void given(Db db, Tx.Wakes wakes, Decision.NumberGiven d) throws SQLException, StoreException {
    if (!noted(db, d.id(), "it gave the number of " + d.user())) {
      return;
    }
    // A number that an administrator entered meanwhile counts.
    NumberChanges.set(
        db,
        clock.millis(),
        UserEntity.fold(d.user()),
        Optional.of(d.number()),
        sender(db, d.id()),
        true);
    release(db, wakes, d.user());
  }

  static String sender(Db db, long message) throws SQLException {
    return db.first(
            "SELECT ma.sender FROM message m JOIN mail ma ON ma.id = m.mail_id WHERE m.id = ?",
            row -> row.getString(1),
            message)
        .orElse("");
  }

  /** An answer without number: one more question, or the end. */
  void unclear(Db db, Tx.Wakes wakes, Decision.NumberUnclear d)
      throws SQLException, StoreException {
    if (!noted(db, d.id(), "an answer without a number")) {
      return;
    }
    record Waiting(int asked, String label) {}
    Optional<Waiting> waiting =
        db.first(
            "SELECT asked, label FROM message WHERE id = ? AND state = 'WAITING_NUMBER'",
            row -> new Waiting(row.getInt(1), row.getString(2)),
            d.question());
    if (waiting.isEmpty()) {
      return;
    }
    int asked = waiting.get().asked();
    if (asked >= TRIES) {
      requests.unanswered(db, wakes, d.question(), waiting.get().label(), d.refusal());
      return;
    }
    int changed =
        db.update(
            "UPDATE message SET asked = ?, due = ? WHERE id = ? AND state = 'WAITING_NUMBER' AND"
                + " asked = ?",
            asked + 1,
            clock.millis() + PATIENCE,
            d.question(),
            asked);
    if (changed == 0) {
      throw Tx.lostRace();
    }
    outbox.question(db, d.question(), asked + 1, d.text());
    wakes.add(Kind.MAIL);
  }

  /** Whether an administrator has left the answer to its decision. */
  private boolean noted(Db db, long id, String cause) throws SQLException, StoreException {
    Optional<String> state = Requests.waiting(db, id);
    if (state.isEmpty()) {
      return false;
    }
    int changed =
        db.update(
            "UPDATE message SET state = 'NOTED', decided_at = ?, reason = ? WHERE id = ? AND state ="
                + " ?",
            clock.millis(),
            cause,
            id,
            state.get());
    if (changed == 0) {
      throw Tx.lostRace();
    }
    transitions.out(db, id, 0, state.get(), RequestState.NOTED, cause);
    return true;
  }

  /** Has all that wait for this user's number decided again. */
  void release(Db db, Tx.Wakes wakes, String user) throws SQLException {
    for (long id :
        db.list(
            "SELECT id FROM message"
                + db.dialect().index("message_due")
                + " WHERE state = 'WAITING_NUMBER' AND wanted = ?",
            row -> row.getLong(1),
            UserEntity.fold(user))) {
      release(db, wakes, id, "the number of " + user + " is known");
    }
  }

  private void release(Db db, Tx.Wakes wakes, long id, String cause) throws SQLException {
    int changed =
        db.update(
            "UPDATE message SET state = 'ACCEPTED', attempts = 0, due = ? WHERE id = ? AND state ="
                + " 'WAITING_NUMBER'",
            clock.millis(),
            id);
    if (changed == 1) {
      transitions.out(db, id, 0, RequestState.WAITING_NUMBER, RequestState.ACCEPTED, cause);
      wakes.add(Kind.DECISION);
    }
  }

  /** Has those decided again whose user got a number another way, or is no user any more. */
  void releaseSettled(Db db, Tx.Wakes wakes) throws SQLException {
    for (long id :
        db.list(
            "SELECT m.id FROM message m"
                + db.dialect().index("message_due")
                + " WHERE m.state = 'WAITING_NUMBER' AND NOT EXISTS (SELECT u.email FROM app_user u"
                + " WHERE u.email = m.wanted AND u.number IS NULL)"
                + db.dialect().dirtyRead(),
            row -> row.getLong(1))) {
      release(db, wakes, id, "its user has a number, or is no user any more");
    }
  }

  /** Gives one up for which no answer came in time. */
  void expire(Db db, Tx.Wakes wakes, long id) throws SQLException {
    Optional<String> label =
        db.first(
            "SELECT label FROM message WHERE id = ? AND state = 'WAITING_NUMBER' AND due <= ?",
            row -> row.getString(1),
            id,
            clock.millis());
    if (label.isPresent()) {
      requests.unanswered(db, wakes, id, label.get(), LATE);
    }
  }

  /** The question that a request answers: its code stands in the subject, or in the References. */
  static Optional<Directory.Question> answered(Db db, long request) throws SQLException {
    Optional<String> fields =
        db.first(
            "SELECT ma.subject, ma.mail_references FROM message m JOIN mail ma ON ma.id = m.mail_id"
                + " WHERE m.id = ?",
            row -> row.getString(1) + "\n" + row.getString(2),
            request);
    Matcher codes = CODE.matcher(fields.orElse(""));
    while (codes.find()) {
      long message = Long.parseLong(codes.group(1));
      List<String> tokens =
          db.list(
              "SELECT token FROM outgoing WHERE once_key IN (?, ?, ?)",
              row -> row.getString(1),
              Outbox.questionKey(message, 1),
              Outbox.questionKey(message, 2),
              Outbox.questionKey(message, TRIES));
      String written = codes.group(2);
      if (tokens.stream().anyMatch(t -> t.regionMatches(true, 0, written, 0, written.length()))) {
        return question(db, message);
      }
    }
    return Optional.empty();
  }

  private static Optional<Directory.Question> question(Db db, long message) throws SQLException {
    return db.first(
        "SELECT m.id, ma.sender, m.wanted, m.label, m.state FROM message m JOIN mail ma ON ma.id ="
            + " m.mail_id WHERE m.id = ?",
        row ->
            new Directory.Question(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5).equals("WAITING_NUMBER")),
        message);
  }
}
