package smsgateway.mail.internal.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import smsgateway.api.RoutingPolicy;
import smsgateway.api.Submission;

/** From the facts of a mail and its envelope to a request; pure functions. */
public final class Submissions {
  private Submissions() {}

  /**
   * The request that a mail makes.
   *
   * @param sender proven
   * @param envelope recipients of the envelope, lower case, distinct, at least one
   * @param policy says which recipients they mean
   */
  public static Submission of(
      String sourceKey,
      String mailKey,
      String sender,
      Reading.Mail mail,
      List<String> envelope,
      RoutingPolicy policy) {
    return new Submission(
        sourceKey,
        mailKey,
        mail.machine() ? Submission.Origin.MACHINE : Submission.Origin.MAIL,
        sender,
        mail.messageId(),
        mail.references(),
        mail.subject(),
        mail.text(),
        mail.highPriority(),
        policy.recipients(written(envelope, mail.addressees()), mail.subject(), mail.references()),
        mail.attachments());
  }

  /**
   * The envelope decides who gets the mail; To and Cc only add display names. One address with two
   * names is two recipients: that is how two numbers are written to the gateway's own address.
   */
  private static List<Submission.Recipient> written(
      List<String> envelope, List<Mailbox> addressees) {
    List<Submission.Recipient> all = new ArrayList<>();
    for (String address : envelope) {
      Set<String> names = new LinkedHashSet<>();
      addressees.stream()
          .filter(mailbox -> mailbox.address().equals(address))
          .forEach(mailbox -> names.add(mailbox.name()));
      if (names.isEmpty()) {
        names.add("");
      }
      names.forEach(name -> all.add(new Submission.Recipient(address, name)));
    }
    return all;
  }

  /** The request with other recipients. */
  public static Submission to(Submission s, List<Submission.Recipient> recipients) {
    return new Submission(
        s.sourceKey(),
        s.mailKey(),
        s.origin(),
        s.sender(),
        s.messageId(),
        s.references(),
        s.subject(),
        s.text(),
        s.highPriority(),
        recipients,
        s.attachments());
  }
}
