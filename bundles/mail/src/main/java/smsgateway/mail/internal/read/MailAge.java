package smsgateway.mail.internal.read;

import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;

/** How old a mail is; pure functions. */
public final class MailAge {
  private MailAge() {}

  /**
   * Whether a mail was both written and delivered before an instant: by its Date, and by the
   * topmost Received (RFC 5322 §3.6.7), which is that of the server whose mailbox it lies in. One
   * that lacks either, or has one that cannot be read, was not.
   *
   * @param octets the mail, or its header
   */
  public static boolean isBefore(byte[] octets, Instant instant) {
    HeaderFields header = HeaderFields.ofMail(octets);
    String received = header.first("received");
    return date(header.first("date")).filter(instant::isAfter).isPresent()
        && date(received.substring(received.lastIndexOf(';') + 1))
            .filter(instant::isAfter)
            .isPresent();
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(new MailDateFormat().parse(text).toInstant());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
