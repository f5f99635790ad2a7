package smsgateway.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The durable hub: takes work, hands out work, owns every state. Each method is one or more short
 * transactions; what it returns or accepted is committed when it returns. No method waits for work
 * and none calls back except {@link WorkSignal} after a commit. Safe for any number of threads;
 * callers must not be interrupted inside.
 */
@ProviderType
public interface MessageQueue {

  /** Answer to {@link #begin}. */
  sealed interface Intake {
    /**
     * Not accepted yet: process it.
     *
     * @param attempt 1 for the first try; committed, so that a source that kills the process is
     *     counted
     */
    record New(int attempt) implements Intake {}

    /** Accepted or refused before: acknowledge it and do nothing. */
    record Known() implements Intake {}
  }

  /**
   * How long the store waits before it settles what is open.
   *
   * @param unknownOutcome for a status report after an unknown outcome, over a SIM for which a
   *     report has ever come; over any other there is nothing to wait for
   * @param resendUnknown whether to submit once more after that wait, flagged; else, and always for
   *     a flash message, it becomes {@link SegmentState#UNDETERMINED}
   * @param missingSegments for the rest of a concatenated inbound message
   */
  record Waits(Duration unknownOutcome, boolean resendUnknown, Duration missingSegments) {}

  /**
   * Announces that a mail is about to be parsed.
   *
   * @param sourceKey identifies this copy of the mail at its source; at most 200 characters
   */
  Intake begin(String sourceKey) throws StoreException;

  /**
   * Stores a request with all its recipients. On return it is safe to acknowledge the mail.
   * Idempotent: a recipient that is stored for the same mail key is skipped.
   *
   * @return ids of the new messages; empty when all were known
   */
  List<Long> accept(Submission submission) throws StoreException;

  /**
   * Stores a request of which nothing is sent, with all its recipients refused, and the one answer
   * that says why; as idempotent as {@link #accept}.
   *
   * @param reason whole sentences for the sender
   */
  void refuse(Submission submission, String reason) throws StoreException;

  /** Ends a begun mail that gives no request; it is remembered as known. */
  void discard(String sourceKey, String reason) throws StoreException;

  /**
   * Work that waits for a decision, oldest first, each with its attempt counter raised and
   * committed. What time has made due (validity, missing reports, unknown outcomes, incomplete
   * sets) is settled or returned here; no other component watches the clock. There is one
   * processor: concurrent calls are not allowed.
   *
   * @param max most rows to return, 1 to 500
   * @param waits how long to wait for what may still come
   */
  List<Pending> nextDecisions(int max, Waits waits) throws StoreException;

  /** Stores decisions with all their consequences, in one transaction. */
  void decided(List<? extends Decision> decisions) throws StoreException;

  /**
   * Opens a modem session. Segments that this modem was submitting become {@link
   * SegmentState#UNKNOWN}, and older sessions of the modem are fenced.
   *
   * @param modem name of the modem
   * @param sim identity of the SIM (IMSI), or the modem's name when it cannot be read
   * @return the session number
   */
  long openSession(String modem, String sim) throws StoreException;

  /**
   * How long ago segments were submitted over the SIM of this session, in whatever modem it was:
   * those that the network accepted or may have accepted.
   *
   * @param within how far back; at most a day
   */
  List<Duration> sentOver(long session, Duration within) throws StoreException;

  /**
   * Claims the next segment for this modem and commits the intent to submit it. Nothing is returned
   * while a segment of this modem is still {@link SegmentState#SUBMITTING}; after {@code
   * UNAVAILABLE} that may be one of which the caller was never told, and then it is returned.
   *
   * @throws StoreException with {@link StoreException.Code#STALE_SESSION} when a newer session
   *     exists
   */
  Optional<Submit> nextSubmit(long session) throws StoreException;

  /**
   * Stores how a submission ended and, in the same transaction, claims the next one.
   *
   * <p>{@code Submitted} may also be told after {@code Unknown}, when the result came late: it
   * settles the segment as long as it was not submitted again.
   *
   * <p>A stale session's outcome is stored as evidence, then {@code STALE_SESSION} is thrown.
   *
   * @param claimNext false when the modem must do something else first
   */
  Optional<Submit> advance(long session, long segmentId, SubmitOutcome outcome, boolean claimNext)
      throws StoreException;

  /**
   * Stores PDUs in one commit. Idempotent for a PDU that is still in the modem or came in the last
   * ten minutes. Also accepted from a stale session. Afterwards they may be acknowledged or
   * deleted.
   */
  void receive(long session, List<ReceivedPdu> pdus) throws StoreException;

  /** Says that stored PDUs were deleted from the modem, so that an equal one counts as new. */
  void deletedFromModem(long session, List<ReceivedPdu> pdus) throws StoreException;

  /** The next mail to deliver, with its attempt counter raised and committed; oldest due first. */
  Optional<OutgoingMail> nextMail() throws StoreException;

  /** Says how the delivery of a mail ended. */
  void mailDone(long mailId, MailOutcome outcome) throws StoreException;

  /** How a delivery ended. */
  sealed interface MailOutcome {
    /** The mail server took it. */
    record Delivered() implements MailOutcome {}

    /** Not now; tried again with growing pauses for five days. */
    record Retry(String reason) implements MailOutcome {}

    /** Never; the operator finds it among the failed mails. */
    record Failed(String reason) implements MailOutcome {}
  }
}
