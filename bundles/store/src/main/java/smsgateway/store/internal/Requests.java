package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import smsgateway.api.Decision;
import smsgateway.api.RequestState;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.Via;
import smsgateway.api.WorkSignal.Kind;

/** What decisions about requests do to the rows. */
final class Requests {
  /** State of what could not be decided; listed until an administrator looks. */
  static final String QUARANTINED = "QUARANTINED";

  private static final Set<String> ENDED = Set.of("REFUSED", QUARANTINED, "CANCELLED");

  private static final String POISON =
      "The gateway could not process this request. It is kept for the administrator.";

  /** A priority is a head start in the queue; so nothing waits for ever behind what is urgent. */
  private static final long HEAD_START = Duration.ofDays(7).toMillis();

  /** Does not say as whom: a stored number is told to nobody. */
  private static final String TWICE = "The mail names this phone twice; it gets the SMS once.";

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
  void planned(Db db, Tx.Wakes wakes, Decision.Planned p, Way way)
      throws SQLException, StoreException {
    Optional<String> waiting = waiting(db, p.id());
    if (waiting.isEmpty()) {
      return;
    }
    String state = waiting.get();
    int count = p.tpdus().size();
    if (twice(db, p)) {
      refuse(db, wakes, p.id(), state, RequestState.REFUSED.name(), p.recipient(), TWICE);
      return;
    }
    if (p.quotaUser().isPresent() && !debit(db, p.quotaUser().get(), count)) {
      String reason = quotaReason(db, p.quotaUser().get(), count);
      refuse(db, wakes, p.id(), state, RequestState.REFUSED.name(), p.recipient(), reason);
      return;
    }
    plan(db, p, state);
    transitions.out(
        db, p.id(), 0, state, RequestState.PLANNED, count + " SMS" + told(p.via(), way));
    for (int i = 0; i < count; i++) {
      segment(db, p, i, way);
    }
    wakes.add(Kind.SUBMIT);
    if (p.learned().isPresent()) {
      learn(db, wakes, p.id(), p.learned().get());
    }
    answer(db, wakes, p.id());
  }

  /** Whether the same mail has named this phone before, perhaps in another format. */
  private static boolean twice(Db db, Decision.Planned p) throws SQLException {
    return db.exists(
        "SELECT other.id FROM message m JOIN message other ON other.mail_id = m.mail_id"
            + " WHERE m.id = ? AND other.id <> m.id AND other.number = ?",
        p.id(),
        p.destination().value());
  }

  /** Who waits for this number is released by the next look at what is due. */
  private void learn(Db db, Tx.Wakes wakes, long id, Decision.Learned learned) throws SQLException {
    String user = UserEntity.fold(learned.user());
    String by = Questions.sender(db, id);
    if (NumberChanges.set(db, clock.millis(), user, Optional.of(learned.number()), by, false)) {
      transitions.out(
          db, id, 0, RequestState.PLANNED, RequestState.PLANNED, "it set the number of " + user);
      if (!learned.text().isEmpty()) {
        outbox.told(db, id, user, learned.subject(), learned.text());
        wakes.add(Kind.MAIL);
      }
    }
  }

  private static String told(Via via, Way way) {
    String over = way.phrase().isEmpty() ? "" : ", " + way.phrase();
    String priority = via.priority() == 0 ? "" : ", priority " + via.priority();
    return over + priority + (via.reason().isEmpty() ? "" : " (" + via.reason() + ")");
  }

  private void plan(Db db, Decision.Planned p, String from) throws SQLException {
    int changed =
        db.update(
            "UPDATE message SET state = 'PLANNED', decided_at = ?, number = ?, label = ?, confirm ="
                + " ?, flash = ?, parts = ?, reason = ?, payer = ? WHERE id = ? AND state = ?",
            clock.millis(),
            p.destination().value(),
            Db.cut(p.recipient(), 320),
            p.confirm(),
            p.flash(),
            p.tpdus().size(),
            Db.cut(p.note(), 1000),
            p.quotaUser().<Object>map(UserEntity::fold).orElse(Db.Null.TEXT),
            p.id(),
            from);
    if (changed == 0) {
      // An administrator held or cancelled it since it was read: the debit rolls back too.
      throw Tx.lostRace();
    }
  }

  private void segment(Db db, Decision.Planned p, int index, Way way) throws SQLException {
    long now = clock.millis();
    String number = p.destination().value();
    int priority = Math.max(0, Math.min(Via.URGENT, p.via().priority()));
    db.update(
        "INSERT INTO segment (message_id, seq, parts, tpdu, number, number_tail, state, state_at,"
            + " due, valid_until, open_until, confirm, lane, blocks_until, session_id, attempts,"
            + " intents, resends, reason, way, priority)"
            + " VALUES (?, ?, ?, ?, ?, ?, 'QUEUED', ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, '', ?, ?)",
        p.id(),
        index + 1,
        p.tpdus().size(),
        p.tpdus().get(index),
        number,
        PhoneNumbers.tail(number),
        now,
        now - priority * HEAD_START,
        now + p.validity().toMillis(),
        now + p.validity().toMillis(),
        p.confirm(),
        number,
        blocksUntil(way, now),
        way.id(),
        priority);
    transitions.out(db, p.id(), index + 1, "", SegmentState.QUEUED, "");
  }

  /**
   * Until it is tried nothing to its number may pass it; but what only some modems may send must
   * not hold back for long what others may.
   */
  private static long blocksUntil(Way way, long now) {
    return way.only() ? now + Claims.HOLDS : Long.MAX_VALUE;
  }

  /** Empty when an administrator held or cancelled the request meanwhile: his word counts. */
  static Optional<String> waiting(Db db, long id) throws SQLException, StoreException {
    String state =
        db.first("SELECT state FROM message WHERE id = ?", row -> row.getString(1), id)
            .orElseThrow(() -> new StoreException(Code.NOT_FOUND, "There is no message " + id));
    if (state.equals(RequestState.HELD.name()) || state.equals(RequestState.CANCELLED.name())) {
      return Optional.empty();
    }
    if (!state.equals(RequestState.ACCEPTED.name())
        && !state.equals(RequestState.WAITING_NUMBER.name())) {
      throw new StoreException(
          Code.ILLEGAL_TRANSITION,
          "Message " + id + " is " + state + " and cannot be decided again");
    }
    return Optional.of(state);
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
    Optional<String> state = waiting(db, d.id());
    if (state.isPresent()) {
      refuse(
          db, wakes, d.id(), state.get(), RequestState.REFUSED.name(), d.recipient(), d.reason());
    }
  }

  /** Refuses a request whose sender was asked for a number in vain. */
  void unanswered(Db db, Tx.Wakes wakes, long id, String label, String reason) throws SQLException {
    refuse(
        db,
        wakes,
        id,
        RequestState.WAITING_NUMBER.name(),
        RequestState.REFUSED.name(),
        label,
        reason);
  }

  /** Refuses a request under the name that it came with. */
  void refused(Db db, Tx.Wakes wakes, long id, String reason) throws SQLException {
    String label =
        db.first("SELECT label FROM message WHERE id = ?", row -> row.getString(1), id).orElse("");
    refuse(db, wakes, id, RequestState.ACCEPTED.name(), RequestState.REFUSED.name(), label, reason);
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
    int changed =
        db.update(
            "UPDATE message SET state = ?, decided_at = ?, label = ?, reason = ? WHERE id = ? AND"
                + " state = ?",
            to,
            clock.millis(),
            Db.cut(recipient, 320),
            Db.cut(reason, 1000),
            id,
            from);
    if (changed == 0) {
      throw Tx.lostRace();
    }
    transitions.out(db, id, 0, from, to, reason);
    answer(db, wakes, id);
  }

  private record Recipient(String state, boolean planned, boolean asked) {}

  private record Decided(long mail, String state, int parts, int asked) {}

  /**
   * The last decided recipient of a mail writes the one answer about all that are not sent. There
   * is one processor, and an administrator's order holds all rows of the mail, so one is the last.
   * A recipient whose number was asked for is told of by a mail of its own: the others do not wait
   * for its end.
   */
  void answer(Db db, Tx.Wakes wakes, long id) throws SQLException {
    Decided decided =
        db.first(
                "SELECT mail_id, state, parts, asked FROM message WHERE id = ?",
                row -> new Decided(row.getLong(1), row.getString(2), row.getInt(3), row.getInt(4)),
                id)
            .orElseThrow();
    if (decided.asked() > 0 && decided.parts() == 0 && ENDED.contains(decided.state())) {
      if (outbox.refusal(db, id)) {
        wakes.add(Kind.MAIL);
      }
      return;
    }
    int refused = 0;
    for (Recipient other :
        db.list(
            "SELECT state, parts, asked FROM message WHERE mail_id = ?",
            row -> new Recipient(row.getString(1), row.getInt(2) > 0, row.getInt(3) > 0),
            decided.mail())) {
      switch (other.asked() ? "" : other.state()) {
        case "ACCEPTED" -> {
          return;
        }
        case "HELD" -> {
          if (!other.planned()) {
            return;
          }
        }
        case "REFUSED", QUARANTINED -> refused++;
        case "CANCELLED" -> refused += other.planned() ? 0 : 1;
        default -> {}
      }
    }
    if (refused > 0 && outbox.refusals(db, decided.mail())) {
      wakes.add(Kind.MAIL);
    }
  }
}
