package smsgateway.mail.internal.read;

import java.util.List;
import java.util.Optional;

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
   * @param machine whether it bears a mark of a program that writes on its own (RFC 3834)
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
      boolean machine,
      List<String> attachments)
      implements Reading {

    /** This mail with its text. */
    Mail withText(String found, List<String> names) {
      return new Mail(
          header,
          from,
          messageId,
          references,
          subject,
          addressees,
          found,
          highPriority,
          machine,
          names);
    }

    /** Copies the lists. */
    public Mail {
      addressees = List.copyOf(addressees);
      attachments = List.copyOf(attachments);
    }
  }

  /**
   * A mail that answers a mail, reports on one or went round in a circle (RFC 3834): it gives no
   * SMS and no answer, whoever sent it.
   *
   * @param reason which mark it bears
   */
  record Automatic(String reason) implements Reading {}

  /**
   * A mail that cannot be read.
   *
   * @param sentence for its sender, plain ASCII
   * @param facts what is known of it, with an empty text; empty when not even the header can be
   *     read
   */
  record Refused(String sentence, Optional<Mail> facts) implements Reading {}
}
