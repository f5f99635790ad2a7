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
    List<Recipient> recipients) {

  /** Where a request came from. */
  public enum Origin {
    /** A mail: rights, quota and answers by mail apply. */
    MAIL,
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

  /** Copies the list of recipients. */
  public Submission {
    recipients = List.copyOf(recipients);
  }
}
