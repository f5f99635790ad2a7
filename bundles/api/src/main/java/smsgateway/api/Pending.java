package smsgateway.api;

import java.time.Instant;
import java.util.List;

/** Work that waits for a decision of the message processor. */
public sealed interface Pending {

  /** Id of the row; answers refer to it. */
  long id();

  /**
   * One recipient of an accepted request.
   *
   * @param id message id
   * @param attempt 1 for the first decision; committed before this was returned
   * @param concatenationReference 0 to 255, counted per destination at acceptance
   * @param recipients how many recipients its mail has, this one included
   */
  record Request(
      long id,
      int attempt,
      Submission.Origin origin,
      String sender,
      Submission.Recipient recipient,
      String subject,
      String text,
      boolean highPriority,
      Instant acceptedAt,
      int concatenationReference,
      int recipients)
      implements Pending {}

  /**
   * A PDU as the modem gave it, not yet decoded.
   *
   * @param hex what the modem sent; may be no hex at all
   */
  record Pdu(long id, int attempt, String modem, String hex, Instant receivedAt)
      implements Pending {}

  /**
   * Segments of one concatenated message that are complete, or that waited long enough.
   *
   * @param id id of the set
   * @param segments PDUs by sequence number; {@code null} where one is missing
   * @param supplement whether a partial mail for this set has gone out before
   */
  record Segments(
      long id,
      int attempt,
      String modem,
      List<String> segments,
      Instant firstAt,
      boolean supplement)
      implements Pending {}
}
