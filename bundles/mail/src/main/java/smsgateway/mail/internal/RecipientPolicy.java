package smsgateway.mail.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import smsgateway.mail.internal.read.Mailbox;
import smsgateway.mail.internal.read.Reading;

/**
 * For whom a mail in a mailbox is: the envelope is gone by then.
 *
 * @param headers fields in which the mail server keeps the envelope's recipient, lower case, the
 *     most reliable first
 */
record RecipientPolicy(List<String> headers) {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>(),;:\"@]++@[^\\s<>(),;:\"@]++");

  RecipientPolicy {
    headers = List.copyOf(headers);
  }

  /**
   * The recipients of a mail: those of the first listed field that names one of ours, else those of
   * To and Cc. Of several fields of a name only the topmost counts; those below may be forged or of
   * a former way. Without any the mail was for the gateway's own address, as a blind copy.
   *
   * @param own address of the gateway
   * @param ours whether an address belongs to the gateway
   * @return distinct, lower case, at least one
   */
  List<String> recipients(Reading.Mail mail, String own, Predicate<String> ours) {
    for (String name : headers) {
      Set<String> found = new LinkedHashSet<>();
      ADDRESS
          .matcher(mail.header().first(name))
          .results()
          .map(MatchResult::group)
          .map(address -> address.toLowerCase(Locale.ROOT))
          .filter(ours)
          .forEach(found::add);
      if (!found.isEmpty()) {
        return List.copyOf(found);
      }
    }
    List<String> written =
        mail.addressees().stream().map(Mailbox::address).filter(ours).distinct().toList();
    return written.isEmpty() ? List.of(own) : written;
  }
}
