package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import smsgateway.api.Decision;
import smsgateway.api.RequestState;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.WorkSignal.Kind;

/** What decisions about requests do to the rows. */
final class Requests {
  /** State of what could not be decided; listed until an administrator looks. */
  static final String QUARANTINED = "QUARANTINED";

  private static final String POISON =
      "The gateway could not process this request. It is kept for the administrator.";

  private final Clock clock;
  private final Transitions transitions;
  private final Outbox outbox;

  Requests(Clock clock, Transitions transitions, Outbox outbox) {
    this.clock = clock;
    this.transitions = transitions;
    this.outbox = outbox;
  }

  /**
   * Debit and segments are one transaction: either the quota paid for all of them or none exists.
   */
  void planned(Db db, Tx.Wakes wakes, Decision.Planned p) throws SQLException, StoreException {
    String state = waiting(db, p.id());
    int count = p.tpdus().size();
    if (p.quotaUser().isPresent() && !debit(db, p.quotaUser().get(), count)) {
      String reason = quotaReason(db, p.quotaUser().get(), count);
      refuse(db, wakes, p.id(), state, RequestState.REFUSED.name(), p.recipient(), reason);
      return;
    }
    db.update(
        "UPDATE message SET state = 'PLANNED', decided_at = ?, number = ?, label = ?, confirm = ?,"
            + " flash = ?, parts = ? WHERE id = ?",
        clock.millis(),
        p.destination().value(),
        Db.cut(p.recipient(), 320),
        p.confirm(),
        p.flash(),
        count,
        p.id());
    transitions.out(db, p.id(), 0, state, RequestState.PLANNED, count + " SMS");
    for (int i = 0; i < count; i++) {
      segment(db, p, i);
    }
    wakes.add(Kind.SUBMIT);
    answer(db, wakes, p.id());
  }

  private void segment(Db db, Decision.Planned p, int index) throws SQLException {
    long now = clock.millis();
    String number = p.destination().value();
    db.update(
        "INSERT INTO segment (message_id, seq, parts, tpdu, number, number_tail, state, state_at,"
            + " due, valid_until, open_until, confirm, lane, blocks_until, session_id, attempts,"
            + " intents, resends, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?, 'QUEUED', ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, '')",
        p.id(),
        index + 1,
        p.tpdus().size(),
        p.tpdus().get(index),
        number,
        PhoneNumbers.tail(number),
        now,
        now,
        now + p.validity().toMillis(),
        now + p.validity().toMillis(),
        p.confirm(),
        number,
        // Until it is tried nothing to this number may pass it.
        Long.MAX_VALUE);
    transitions.out(db, p.id(), index + 1, "", SegmentState.QUEUED, "");
  }

  private static String waiting(Db db, long id) throws SQLException, StoreException {
    String state =
        db.first("SELECT state FROM message WHERE id = ?", row -> row.getString(1), id)
            .orElseThrow(() -> new StoreException(Code.NOT_FOUND, "There is no message " + id));
    if (!state.equals(RequestState.ACCEPTED.name())
        && !state.equals(RequestState.WAITING_NUMBER.name())) {
      throw new StoreException(
          Code.ILLEGAL_TRANSITION,
          "Message " + id + " is " + state + " and cannot be decided again");
    }
    return state;
  }

  private static boolean debit(Db db, String email, int count) throws SQLException {
    return db.update(
            "UPDATE app_user SET used = used + ? WHERE email = ? AND (quota IS NULL OR used + ? <="
                + " quota)",
            count,
            UserEntity.fold(email),
            count)
        == 1;
  }

  private static String quotaReason(Db db, String email, int needed) throws SQLException {
    Optional<Long> left =
        db.first(
            "SELECT quota - used FROM app_user WHERE email = ?",
            row -> row.getLong(1),
            UserEntity.fold(email));
    return left.isEmpty()
        ? "You are no longer a user of this gateway. Ask its administrator to add you."
        : "This message needs "
            + needed
            + " SMS and your quota has "
            + Math.max(0, left.get())
            + " left. Ask the administrator of the gateway for more.";
  }

  void refused(Db db, Tx.Wakes wakes, Decision.Refused d) throws SQLException, StoreException {
    String state = waiting(db, d.id());
    refuse(db, wakes, d.id(), state, RequestState.REFUSED.name(), d.recipient(), d.reason());
  }

  /** Puts a request aside that was handed out too often; its sender is told like of a refusal. */
  void quarantine(Db db, Tx.Wakes wakes, long id) throws SQLException {
    String label =
        db.first("SELECT label FROM message WHERE id = ?", row -> row.getString(1), id).orElse("");
    refuse(db, wakes, id, RequestState.ACCEPTED.name(), QUARANTINED, label, POISON);
  }

  private void refuse(
      Db db, Tx.Wakes wakes, long id, String from, String to, String recipient, String reason)
      throws SQLException {
    db.update(
        "UPDATE message SET state = ?, decided_at = ?, label = ?, reason = ? WHERE id = ?",
        to,
        clock.millis(),
        Db.cut(recipient, 320),
        Db.cut(reason, 1000),
        id);
    transitions.out(db, id, 0, from, to, reason);
    answer(db, wakes, id);
  }

  /**
   * The last decided recipient of a mail writes the one answer about all refused ones; there is one
   * processor, so one of them is the last.
   */
  private void answer(Db db, Tx.Wakes wakes, long id) throws SQLException {
    long mail = db.number("SELECT mail_id FROM message WHERE id = ?", id);
    int refused = 0;
    for (String state :
        db.list("SELECT state FROM message WHERE mail_id = ?", row -> row.getString(1), mail)) {
      switch (state) {
        case "ACCEPTED", "WAITING_NUMBER" -> {
          return;
        }
        case "REFUSED", QUARANTINED -> refused++;
        default -> {}
      }
    }
    if (refused > 0 && outbox.refusals(db, mail)) {
      wakes.add(Kind.MAIL);
    }
  }
}
