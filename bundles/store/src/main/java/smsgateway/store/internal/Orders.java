package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import smsgateway.api.RequestState;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.WorkSignal.Kind;

/**
 * An administrator's orders about one outbound message. Each holds the message's row first, then
 * moves segments conditionally: of an order and a modem that want the same segment one finds it
 * moved and is repeated with what is true then. The order itself stays in the message's row for
 * segments that a modem has in hand.
 */
final class Orders {
  private static final Set<SegmentState> AWAY =
      EnumSet.of(SegmentState.SUBMITTING, SegmentState.UNKNOWN);

  private final Clock clock;
  private final Transitions transitions;
  private final Segments segments;
  private final Requests requests;

  Orders(Clock clock, Transitions transitions, Segments segments, Requests requests) {
    this.clock = clock;
    this.transitions = transitions;
    this.segments = segments;
    this.requests = requests;
  }

  /** A message whose row is held until the commit. */
  private record Message(long id, RequestState state, List<Segments.Row> segments) {
    boolean waits() {
      return segments.isEmpty()
          && (state == RequestState.ACCEPTED
              || state == RequestState.WAITING_NUMBER
              || state == RequestState.HELD);
    }

    List<Segments.Row> in(Set<SegmentState> states) {
      return segments.stream().filter(s -> states.contains(s.state())).toList();
    }

    String shown() {
      return segments.isEmpty()
          ? state.name()
          : Worst.of(segments.stream().map(Segments.Row::state).toList()).name();
    }
  }

  private Message lock(Db db, long id) throws SQLException, StoreException {
    if (db.update("UPDATE message SET locks = locks + 1 WHERE id = ?", id) == 0) {
      throw missing(id);
    }
    return new Message(id, segments.order(db, id), segments.all(db, id));
  }

  static StoreException missing(long id) {
    return new StoreException(
        Code.NOT_FOUND,
        "There is no message " + (id < 0 ? "in" + -id : "" + id) + "; sms:list shows them.");
  }

  private static StoreException refused(String sentence) {
    return new StoreException(Code.ILLEGAL_TRANSITION, sentence);
  }

  /** The order, conditional on the state that was read, with its transition. */
  private void order(Db db, Message message, RequestState to, String cause) throws SQLException {
    // What was not decided yet is due at once, without the attempts of before.
    int changed =
        db.update(
            "UPDATE message SET state = ?, attempts = 0, due = ?, decided_at = COALESCE(decided_at,"
                + " ?) WHERE id = ? AND state = ?",
            to,
            clock.millis(),
            clock.millis(),
            message.id(),
            message.state());
    if (changed == 0) {
      throw Tx.lostRace();
    }
    transitions.out(db, message.id(), 0, message.state(), to, cause);
  }

  String hold(Db db, Tx.Wakes wakes, long id, String cause) throws SQLException, StoreException {
    Message message = lock(db, id);
    if (message.state() == RequestState.HELD) {
      throw refused("Message " + id + " is held already; sms:release " + id + " ends that.");
    }
    List<Segments.Row> queued = message.in(EnumSet.of(SegmentState.QUEUED));
    List<Segments.Row> away = message.in(AWAY);
    boolean decided = message.state() == RequestState.PLANNED && queued.size() + away.size() > 0;
    if (!message.waits() && !decided) {
      throw refused("Message " + id + " is " + message.shown() + ": nothing of it can be held.");
    }
    order(db, message, RequestState.HELD, cause);
    for (Segments.Row row : queued) {
      segments.move(db, wakes, row, SegmentState.HELD, cause);
    }
    // Later messages to its number need not wait for it any longer.
    wakes.add(Kind.SUBMIT);
    return "Message "
        + id
        + " is held until sms:release "
        + id
        + "."
        + say(away, " in a modem's hands: held too should it come back.");
  }

  String release(Db db, Tx.Wakes wakes, long id, String cause) throws SQLException, StoreException {
    Message message = lock(db, id);
    if (message.state() != RequestState.HELD) {
      throw refused("Message " + id + " is " + message.shown() + " and not held.");
    }
    if (message.segments().isEmpty()) {
      order(db, message, RequestState.ACCEPTED, cause);
      wakes.add(Kind.DECISION);
      return "Message " + id + " is released and will be decided.";
    }
    order(db, message, RequestState.PLANNED, cause);
    for (Segments.Row row : message.in(EnumSet.of(SegmentState.HELD))) {
      segments.move(db, wakes, row, SegmentState.QUEUED, cause);
    }
    wakes.add(Kind.SUBMIT);
    return "Message " + id + " is released.";
  }

  String cancel(Db db, Tx.Wakes wakes, long id, String cause) throws SQLException, StoreException {
    Message message = lock(db, id);
    if (message.waits()) {
      return cancelRequest(db, wakes, message, cause);
    }
    List<Segments.Row> waiting = message.in(EnumSet.of(SegmentState.QUEUED, SegmentState.HELD));
    List<Segments.Row> away = message.in(AWAY);
    List<Segments.Row> sent = message.in(EnumSet.of(SegmentState.SUBMITTED));
    if (message.state() == RequestState.CANCELLED || waiting.size() + away.size() == 0) {
      throw refused(tooLate(message, sent.size() + away.size() > 0));
    }
    order(db, message, RequestState.CANCELLED, cause);
    for (Segments.Row row : waiting) {
      segments.move(db, wakes, row, Segments.withdrawn(row, SegmentState.CANCELLED), cause);
    }
    // Later messages to its number need not wait for it any longer.
    wakes.add(Kind.SUBMIT);
    return "Message "
        + id
        + " is cancelled."
        + say(away, " in a modem's hands and may be sent, but not once more.")
        + say(sent, " with the network and cannot be called back.");
  }

  private static String tooLate(Message message, boolean under) {
    String why = "; sms:why " + message.id() + " tells what becomes of it.";
    if (message.state() == RequestState.CANCELLED) {
      return "Message " + message.id() + " is cancelled already" + why;
    }
    return under
        ? "Message " + message.id() + " is with the network and cannot be called back" + why
        : "Message " + message.id() + " is " + message.shown() + ": nothing is left to cancel.";
  }

  /**
   * Holds all rows of the mail, in one order: of the last two recipients that are decided and
   * cancelled at the same time the second one sees the first one's end and writes the answer.
   */
  private String cancelRequest(Db db, Tx.Wakes wakes, Message message, String cause)
      throws SQLException {
    for (long other :
        db.list(
            "SELECT id FROM message WHERE mail_id = (SELECT x.mail_id FROM message x WHERE x.id = ?)"
                + " ORDER BY id"
                + db.dialect().dirtyRead(),
            row -> row.getLong(1),
            message.id())) {
      segments.lockMessage(db, other);
    }
    order(db, message, RequestState.CANCELLED, cause);
    requests.answer(db, wakes, message.id());
    return "Message " + message.id() + " is cancelled; its sender is told.";
  }

  /** Names the segments of a message with several; one of one needs no number. */
  private static String say(List<Segments.Row> rows, String what) {
    if (rows.isEmpty()) {
      return "";
    }
    List<String> numbers = new ArrayList<>();
    rows.forEach(row -> numbers.add(Integer.toString(row.seq())));
    Optional<String> which =
        rows.get(0).parts() == 1 ? Optional.empty() : Optional.of(String.join(", ", numbers));
    return which.map(n -> " Segment " + n + " is").orElse(" It is") + what;
  }
}
