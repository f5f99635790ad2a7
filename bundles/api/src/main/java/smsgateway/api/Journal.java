package smsgateway.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What happened, for people and for reports. Read-only except where said. */
@ProviderType
public interface Journal {

  /** Direction of a message. */
  enum Direction {
    /** From a mail to a phone. */
    OUT,
    /** From a phone to a mail. */
    IN
  }

  /**
   * One line of a list.
   *
   * @param number full number; mask it before it goes to a log; empty while unknown
   * @param party mail address of the sender (OUT) or the recipients (IN)
   * @param state request state, worst segment state, or for IN {@code RECEIVED}, {@code ROUTED} ...
   * @param segments number of SMS
   */
  record Entry(
      long id,
      Direction direction,
      Instant at,
      String party,
      String number,
      String state,
      int segments,
      String modem,
      String reason) {}

  /** One transition. */
  record Event(Instant at, String subject, String from, String to, String cause) {}

  /** One segment of an outbound message. */
  record Segment(
      int sequence,
      SegmentState state,
      int attempts,
      String modem,
      Optional<Integer> messageReference,
      boolean possibleDuplicate,
      String reason) {}

  /** Everything about one message; the text included: show it to administrators only. */
  record Detail(Entry entry, String text, List<Segment> segments, List<Event> events) {}

  /**
   * One thing that happened to a message.
   *
   * @param subject {@code message}, {@code segment 2}, {@code report in9}, {@code mail} ...
   * @param what the state that it led to
   * @param cause who or what caused it, with the facts that a person looks for; may hold numbers
   *     and mail addresses, but no SIM in full
   */
  record Step(Instant at, String subject, String what, String cause) {}

  /**
   * Why a message is as it is.
   *
   * @param steps decisions, attempts, reports and mails in order of time
   * @param nextTry when the next segment that waits may be submitted
   * @param validUntil when the message expires unless it ends before
   * @param sendingStopped whether an administrator has stopped all sending
   * @param former the message that this one repeats
   * @param later the message that repeats this one
   * @param over which modems may send what still waits, as a phrase; empty when every modem may
   */
  record Story(
      Entry entry,
      List<Step> steps,
      Optional<Instant> nextTry,
      Optional<Instant> validUntil,
      boolean sendingStopped,
      Optional<Long> former,
      Optional<Long> later,
      String over) {}

  /**
   * The newest messages first.
   *
   * @param direction both when empty
   * @param state only this state when present
   * @param max 1 to 1,000
   */
  List<Entry> find(Optional<Direction> direction, Optional<String> state, int max)
      throws StoreException;

  /** One message. Ids of outbound messages are positive, those of inbound ones negative. */
  Optional<Detail> show(long id) throws StoreException;

  /**
   * The story of one message, with all that is stored about it except its text; of a part or a
   * status report too. Ids as in {@link #show}.
   */
  Optional<Story> why(long id) throws StoreException;

  /**
   * Numbers for status and metrics: keys {@code request.<STATE>}, {@code segment.<STATE>}, {@code
   * pdu.waiting}, {@code mail.waiting}, {@code mail.failed}; absent is 0. What waits is counted
   * each time; what has ended may be older, by at most a hundred times as long as counting it took,
   * so that polling costs little with any history.
   */
  Map<String, Long> counts() throws StoreException;

  /** When the oldest segment that waits for a modem was accepted. */
  Optional<Instant> oldestQueued() throws StoreException;
}
