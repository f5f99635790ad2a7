package smsgateway.mail.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.MessageQueue;
import smsgateway.api.MessageQueue.Intake;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.mail.internal.read.MailKeys;
import smsgateway.mail.internal.read.MailReader;
import smsgateway.mail.internal.read.Mailbox;
import smsgateway.mail.internal.read.Reading;

/**
 * Hands a received mail to the store and says what the sending server may be told.
 *
 * <p>Order of writes, power failing after any line: {@code begin} commits the attempt before the
 * mail is parsed, so a mail that kills the process is counted and given up after {@link
 * #MAX_ATTEMPTS}. {@code accept} or {@code discard} commits before 250 is returned, so the sending
 * server keeps the mail until the gateway has it. Power failing between that commit and the 250
 * makes the server send again: {@code begin} then answers {@code Known}, and 250 is said without
 * storing twice. A refusal (5yz) is told without {@code discard}: a lost reply is then repeated
 * truthfully when the mail comes again, instead of a 250 for what was never stored.
 *
 * @param trust how senders are proven
 * @param own mail address of the gateway, if known
 */
record MailAcceptor(MessageQueue queue, SenderTrust trust, Optional<String> own) {
  private static final Logger LOG = LoggerFactory.getLogger(MailAcceptor.class);
  private static final int MAX_ATTEMPTS = 3;
  private static final int MAX_RECIPIENTS = 200;
  private static final SmtpReply STORED = new SmtpReply(250, "2.0.0 Stored");
  private static final SmtpReply POISON =
      new SmtpReply(554, "5.6.0 The mail could not be processed several times; it is given up");

  /**
   * Takes a mail; safe for any number of threads.
   *
   * @throws StoreException when the store did not take it; nothing may be acknowledged then
   */
  SmtpReply take(byte[] octets, Envelope envelope) throws StoreException {
    String sourceKey = MailKeys.source(octets, envelope.recipients());
    if (!(queue.begin(sourceKey) instanceof Intake.New begun)) {
      return STORED;
    }
    if (begun.attempt() > MAX_ATTEMPTS) {
      queue.discard(sourceKey, "given up after " + MAX_ATTEMPTS + " attempts");
      return POISON;
    }
    Reading reading =
        envelope.from().isEmpty()
            ? new Reading.Automatic("empty envelope sender")
            : MailReader.read(octets, own);
    return decide(reading, sourceKey, envelope);
  }

  private SmtpReply decide(Reading reading, String sourceKey, Envelope envelope)
      throws StoreException {
    if (reading instanceof Reading.Automatic automatic) {
      LOG.info("automatic mail ({}) discarded", automatic.reason());
      queue.discard(sourceKey, "automatic mail: " + automatic.reason());
      return STORED;
    }
    if (reading instanceof Reading.Mail mail) {
      return accept(mail, sourceKey, envelope);
    }
    return refuse("5.6.0 " + ((Reading.Refused) reading).sentence());
  }

  private SmtpReply accept(Reading.Mail mail, String sourceKey, Envelope envelope)
      throws StoreException {
    Optional<String> sender = trust.sender(mail, envelope);
    if (sender.isEmpty()) {
      return refuse("5.7.1 The mail server does not vouch for the sender of this mail");
    }
    List<Submission.Recipient> recipients = recipients(envelope.recipients(), mail.addressees());
    if (recipients.size() > MAX_RECIPIENTS) {
      return refuse("5.5.3 More than " + MAX_RECIPIENTS + " recipients in one mail");
    }
    queue.accept(
        new Submission(
            sourceKey,
            MailKeys.content(mail),
            Submission.Origin.MAIL,
            sender.get(),
            mail.messageId(),
            mail.references(),
            mail.subject(),
            mail.text(),
            mail.highPriority(),
            recipients));
    return STORED;
  }

  /** The sentences hold no address, number or text of the mail, so they may be logged. */
  private static SmtpReply refuse(String sentence) {
    LOG.warn("mail refused: {}", sentence);
    return new SmtpReply(554, sentence);
  }

  /**
   * The envelope decides who gets the mail; To and Cc only add display names. One address with two
   * names is two recipients: that is how two numbers are written to the gateway's own address.
   */
  private static List<Submission.Recipient> recipients(
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
}
