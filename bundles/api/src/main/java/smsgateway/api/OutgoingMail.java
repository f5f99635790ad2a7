package smsgateway.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A mail that waits for delivery, as facts; the mail connector writes the words. */
public sealed interface OutgoingMail {

  /** Id of the row. */
  long id();

  /** 1 for the first delivery; committed. */
  int attempt();

  /** Stable part of the Message-ID (left of the {@code @}): the same at every attempt. */
  String messageToken();

  /** Address to deliver to. */
  String to();

  /** When the mail was written; becomes its Date. */
  Instant createdAt();

  /**
   * An SMS that came in.
   *
   * <p>References of its mail begin with {@code <sms.KEY@domain>} and its Message-ID ends in {@code
   * .sms.KEY@domain>}, for programs that keep only one of them; the domain is that of the gateway's
   * address. Where the sender can be answered, KEY is {@code p} for {@code +} or else {@code n},
   * and then, in base 36, the number that a 1 and the originator's digits make: {@link
   * RoutingPolicy#recipients} finds the phone by it when a mail program has dropped the name.
   *
   * @param originator number or alphanumeric sender
   * @param answerable whether a reply by mail reaches the sender as SMS
   * @param reason why it goes to this recipient
   */
  record InboundSms(
      long id,
      int attempt,
      String messageToken,
      String to,
      Instant createdAt,
      String originator,
      boolean answerable,
      String text,
      Optional<Instant> sentAt,
      String reason)
      implements OutgoingMail {}

  /**
   * The answer to a mail: what was refused, or the final state of what was sent.
   *
   * @param subject subject of the request
   * @param inReplyTo Message-ID of the request, or empty
   * @param references References of the request, or empty
   * @param attachments names of what the request held beside its text and what was not sent
   * @param results one per recipient this answer speaks of
   */
  record Answer(
      long id,
      int attempt,
      String messageToken,
      String to,
      Instant createdAt,
      String subject,
      String inReplyTo,
      String references,
      List<String> attachments,
      List<RecipientResult> results)
      implements OutgoingMail {}

  /**
   * A question for the number of a recipient. The code stands in its subject and, after {@code
   * .ask.}, at the end of the left part of its Message-ID; an answer is known by either.
   *
   * @param subject subject of the request
   * @param inReplyTo Message-ID of the request, or empty
   * @param references References of the request, or empty
   * @param code digits, a hyphen and hexadecimal digits
   * @param text whole sentences
   */
  record Question(
      long id,
      int attempt,
      String messageToken,
      String to,
      Instant createdAt,
      String subject,
      String inReplyTo,
      String references,
      String code,
      String text)
      implements OutgoingMail {}

  /**
   * What became of one recipient.
   *
   * @param recipient as the sender wrote it
   * @param state REFUSED, or a final segment state, as its name
   * @param reason whole sentences, or empty
   * @param segments number of SMS
   * @param possibleDuplicate whether it was submitted once more after an unknown outcome, so that
   *     the phone may show it twice, or may have got it although {@code state} says that the
   *     repetition failed
   * @param at when the final state was reached
   * @param note whole sentences from the decision, or empty
   */
  record RecipientResult(
      String recipient,
      String state,
      String reason,
      int segments,
      boolean possibleDuplicate,
      Instant at,
      String note) {

    /** A result without a note. */
    public RecipientResult(
        String recipient,
        String state,
        String reason,
        int segments,
        boolean possibleDuplicate,
        Instant at) {
      this(recipient, state, reason, segments, possibleDuplicate, at, "");
    }
  }

  /** A notice to the operator, for example an undecodable PDU with its hex. */
  record OperatorNotice(
      long id,
      int attempt,
      String messageToken,
      String to,
      Instant createdAt,
      String subject,
      String text)
      implements OutgoingMail {}
}
