package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import smsgateway.api.Administration.Retried;
import smsgateway.api.RequestState;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.Submission;
import smsgateway.api.WorkSignal.Kind;

/**
 * Sends a message once more, as a new one. The link is the new message's mail key, so the unique
 * key of mail and recipient also sees to it that a message is sent again at most once.
 */
final class Retries {
  private static final String LINK = "retry:";

  private static final Set<SegmentState> ENDED_WITHOUT_PHONE =
      EnumSet.of(
          SegmentState.FAILED,
          SegmentState.UNDETERMINED,
          SegmentState.EXPIRED,
          SegmentState.CANCELLED,
          SegmentState.SENT_NO_REPORT);

  private static final Set<SegmentState> MAY_HAVE_ARRIVED =
      EnumSet.of(
          SegmentState.UNDETERMINED,
          SegmentState.SENT_NO_REPORT,
          SegmentState.SUBMITTED,
          SegmentState.DELIVERED);

  private final Clock clock;
  private final Transitions transitions;
  private final Segments segments;
  private final Intakes intakes;

  Retries(Clock clock, Transitions transitions, Segments segments, Intakes intakes) {
    this.clock = clock;
    this.transitions = transitions;
    this.segments = segments;
    this.intakes = intakes;
  }

  /** The message that a message was sent again as. */
  static Optional<Long> later(Db db, long id) throws SQLException {
    return db.first("SELECT id FROM message WHERE mail_key = ?", row -> row.getLong(1), LINK + id);
  }

  /** The message that this one repeats. */
  static Optional<Long> former(Db db, long id) throws SQLException {
    return db.first("SELECT mail_key FROM message WHERE id = ?", row -> row.getString(1), id)
        .filter(key -> key.startsWith(LINK))
        .map(key -> Long.valueOf(key.substring(LINK.length())));
  }

  Retried retry(Db db, Tx.Wakes wakes, long id, String cause) throws SQLException, StoreException {
    if (db.update("UPDATE message SET locks = locks + 1 WHERE id = ?", id) == 0) {
      throw Orders.missing(id);
    }
    List<SegmentState> states = segments.all(db, id).stream().map(Segments.Row::state).toList();
    RequestState request = segments.order(db, id);
    String state = states.isEmpty() ? request.name() : Worst.of(states).name();
    Optional<Long> before = later(db, id);
    if (before.isPresent()) {
      throw refused(
          "Message " + id + " was sent again as " + before.get() + "; see sms:why " + before.get());
    }
    check(id, state, request, states);
    long fresh = intakes.accept(db, wakes, copy(db, id)).get(0);
    transitions.out(db, id, 0, state, state, cause + ": sent again as message " + fresh);
    transitions.out(
        db,
        fresh,
        0,
        RequestState.ACCEPTED,
        RequestState.ACCEPTED,
        cause + ": sends message " + id + " again");
    return new Retried(fresh, states.stream().anyMatch(MAY_HAVE_ARRIVED::contains));
  }

  private static void check(long id, String shown, RequestState request, List<SegmentState> states)
      throws StoreException {
    boolean given =
        states.isEmpty()
            ? request == RequestState.QUARANTINED || request == RequestState.CANCELLED
            : ENDED_WITHOUT_PHONE.stream().anyMatch(states::contains);
    boolean under = states.stream().anyMatch(s -> !s.terminal() && s != SegmentState.SUBMITTED);
    if (!given) {
      throw refused(
          "Message " + id + " is " + shown + " and cannot be sent again; see sms:why " + id + ".");
    }
    if (under) {
      throw refused(
          "Message "
              + id
              + " still has segments under way: wait until they end, or sms:cancel "
              + id
              + " first.");
    }
  }

  private static StoreException refused(String sentence) {
    return new StoreException(Code.ILLEGAL_TRANSITION, sentence);
  }

  private static Submission copy(Db db, long id) throws SQLException {
    return db.first(
            "SELECT ma.origin, ma.sender, ma.message_id, ma.mail_references, ma.subject, ma.body,"
                + " ma.high_priority, m.address, m.display_name FROM message m JOIN mail ma ON"
                + " ma.id = m.mail_id WHERE m.id = ?",
            row -> copy(LINK + id, row),
            id)
        .orElseThrow();
  }

  private static Submission copy(String key, ResultSet row) throws SQLException {
    return new Submission(
        key,
        key,
        Submission.Origin.valueOf(row.getString(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7) == 1,
        List.of(new Submission.Recipient(row.getString(8), row.getString(9))));
  }

  /** Has a PDU or set decided again that could not be. */
  Retried decideAgain(Db db, Tx.Wakes wakes, long inbound, String cause)
      throws SQLException, StoreException {
    Optional<String> state =
        db.first("SELECT state FROM inbound WHERE id = ?", row -> row.getString(1), inbound);
    if (state.isEmpty()) {
      throw Orders.missing(-inbound);
    }
    int changed =
        db.update(
            "UPDATE inbound SET state = 'RECEIVED', attempts = 0, due = ? WHERE id = ? AND state ="
                + " 'QUARANTINED'",
            clock.millis(),
            inbound);
    if (changed == 0) {
      throw refused(
          "Message in"
              + inbound
              + " is "
              + state.get()
              + "; of messages from phones only QUARANTINED ones are decided again.");
    }
    transitions.in(db, inbound, Requests.QUARANTINED, "RECEIVED", cause);
    wakes.add(Kind.DECISION);
    return new Retried(-inbound, false);
  }
}
