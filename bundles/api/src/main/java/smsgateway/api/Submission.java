package smsgateway.api;

import java.util.List;

/**
 * The facts of one request for SMS, extracted but not interpreted: routing decides what they mean.
 *
 * @param sourceKey the key that {@link MessageQueue#begin} was called with
 * @param mailKey identifies the mail's content over every way it may arrive: the same mail key and
 *     recipient is stored once; never empty
 * @param origin who asks
 * @param sender address proven to be the sender's, lower case; empty for {@link Origin#SHELL}
 * @param messageId Message-ID with angle brackets, or empty
 * @param references References of the request (space separated), or empty
 * @param subject decoded subject, one line
 * @param text text of the body, at most 100,000 characters
 * @param highPriority whether the mail asks for urgency (flash)
 * @param recipients distinct recipients, at least one
 * @param attachments names of what the mail holds beside the text and what is not sent; answers
 *     name them
 */
public record Submission(
    String sourceKey,
    String mailKey,
    Origin origin,
    String sender,
    String messageId,
    String references,
    String subject,
    String text,
    boolean highPriority,
    List<Recipient> recipients,
    List<String> attachments) {

  /** Where a request came from. */
  public enum Origin {
    /** A mail: rights, quota and answers by mail apply. */
    MAIL,
    /**
     * A mail that a program wrote and that is no answer: as {@link #MAIL}, and the sender needs the
     * right {@link User.Right#MACHINE}. A refusal is kept, but never answered by mail (RFC 3834).
     */
    MACHINE,
    /** An administrator in the shell: no rights, no quota, no answer mail. */
    SHELL
  }

  /**
   * One recipient as the request names it.
   *
   * @param address mail address, lower case; for {@link Origin#SHELL} the number
   * @param displayName display name beside the address in To or Cc, or empty
   */
  public record Recipient(String address, String displayName) {}

  /** Copies the lists. */
  public Submission {
    recipients = List.copyOf(recipients);
    attachments = List.copyOf(attachments);
  }

  /** A request without attachments. */
  public Submission(
      String sourceKey,
      String mailKey,
      Origin origin,
      String sender,
      String messageId,
      String references,
      String subject,
      String text,
      boolean highPriority,
      List<Recipient> recipients) {
    this(
        sourceKey,
        mailKey,
        origin,
        sender,
        messageId,
        references,
        subject,
        text,
        highPriority,
        recipients,
        List.of());
  }
}
