package smsgateway.mail.internal.read;

import java.util.List;

/** What {@link MailReader} made of a mail. */
public sealed interface Reading {

  /**
   * A mail that somebody wrote.
   *
   * @param header all fields, for those who judge where it came from
   * @param from address of the first From entry, lower case; empty when there is none
   * @param messageId with angle brackets, or empty
   * @param references message ids of the thread, separated by blanks, or empty
   * @param subject decoded, one line, or empty
   * @param addressees entries of To, then Cc
   * @param text text without signature; in a reply without quoted mail; empty when there is none
   * @param highPriority whether the sender marked it urgent
   * @param attachments names of the attachments, which are not sent
   */
  record Mail(
      HeaderFields header,
      String from,
      String messageId,
      String references,
      String subject,
      List<Mailbox> addressees,
      String text,
      boolean highPriority,
      List<String> attachments)
      implements Reading {

    /** Copies the lists. */
    public Mail {
      addressees = List.copyOf(addressees);
      attachments = List.copyOf(attachments);
    }
  }

  /**
   * A mail that a program wrote (RFC 3834): it gives no SMS and no answer.
   *
   * @param reason which mark it bears
   */
  record Automatic(String reason) implements Reading {}

  /**
   * A mail that cannot be read.
   *
   * @param sentence for its sender, plain ASCII
   */
  record Refused(String sentence) implements Reading {}
}
