package smsgateway.mail.internal;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.MessageQueue;
import smsgateway.api.MessageQueue.Intake;
import smsgateway.api.RoutingPolicy;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.mail.internal.read.MailKeys;
import smsgateway.mail.internal.read.MailReader;
import smsgateway.mail.internal.read.Reading;
import smsgateway.mail.internal.read.Refusals;
import smsgateway.mail.internal.read.Submissions;

/**
 * Hands a received mail to the store and says what the sending server may be told; a mail from a
 * mailbox is moved by the same answer.
 *
 * <p>Order of writes, power failing after any line: {@code begin} commits the attempt before the
 * mail is parsed, so a mail that kills the process is counted and given up after {@link
 * #MAX_ATTEMPTS}. {@code accept} or {@code discard} commits before 250 is returned, so the sending
 * server keeps the mail until the gateway has it. Power failing between that commit and the 250
 * makes the server send again: {@code begin} then answers {@code Known}, and 250 is said without
 * storing twice. A refusal (5yz) is told without {@code discard}: a lost reply is then repeated
 * truthfully when the mail comes again, instead of a 250 for what was never stored. A proven sender
 * gets an answer mail instead, whose row {@code refuse} commits before the 250.
 *
 * @param trust how senders are proven
 * @param policy knows the gateway's address and what recipients mean
 * @param rules what is taken of texts, and how many mails of one sender
 */
record MailAcceptor(MessageQueue queue, SenderTrust trust, RoutingPolicy policy, MailRules rules) {
  private static final Logger LOG = LoggerFactory.getLogger(MailAcceptor.class);
  private static final int MAX_ATTEMPTS = 3;
  private static final int MAX_RECIPIENTS = 50;
  static final SmtpReply STORED = new SmtpReply(250, "2.0.0 Stored");
  static final SmtpReply POISON =
      new SmtpReply(554, "5.6.0 The mail could not be processed several times; it is given up");

  /**
   * Takes a mail from the listener; safe for any number of threads.
   *
   * @throws StoreException when the store did not take it; nothing may be acknowledged then
   */
  SmtpReply take(byte[] octets, Envelope envelope) throws StoreException {
    String sourceKey = MailKeys.source(octets, envelope.recipients());
    boolean bounce = envelope.from().isEmpty();
    SmtpReply reply =
        process(
            octets,
            new Arrival(
                sourceKey, bounce, Optional.empty(), 0, mail -> envelope, MailKeys::content));
    if (reply.equals(POISON)) {
      queue.discard(sourceKey, "given up after " + MAX_ATTEMPTS + " attempts");
    }
    return reply;
  }

  /** As {@link #take}, from any source. What is given up stays begun: so it is each time again. */
  SmtpReply process(byte[] octets, Arrival arrival) throws StoreException {
    rules.check();
    if (!(queue.begin(arrival.sourceKey()) instanceof Intake.New begun)) {
      return STORED;
    }
    if (begun.attempt() - arrival.excused() > MAX_ATTEMPTS) {
      return POISON;
    }
    Reading reading =
        arrival.bounce()
            ? new Reading.Automatic("empty envelope sender")
            : MailReader.read(octets, policy.gatewayAddress(), rules.trim());
    return decide(refused(reading, arrival.refusal()), arrival, begun.attempt() == 1);
  }

  /** What the source refuses is refused for that reason, if it is known whom to tell. */
  private static Reading refused(Reading reading, Optional<String> refusal) {
    if (refusal.isPresent() && reading instanceof Reading.Mail mail) {
      return new Reading.Refused(refusal.get(), Optional.of(mail));
    }
    return refusal.isPresent() && reading instanceof Reading.Refused refused
        ? new Reading.Refused(refusal.get(), refused.facts())
        : reading;
  }

  private SmtpReply decide(Reading reading, Arrival arrival, boolean first) throws StoreException {
    if (reading instanceof Reading.Automatic automatic) {
      return discard(arrival.sourceKey(), "automatic mail: " + automatic.reason());
    }
    Optional<Reading.Mail> facts =
        reading instanceof Reading.Mail mail
            ? Optional.of(mail)
            : ((Reading.Refused) reading).facts();
    if (facts.isEmpty()) {
      return unproven(reading, arrival.sourceKey());
    }
    Reading.Mail mail = facts.get();
    Envelope envelope = arrival.envelope().apply(mail);
    if (envelope.from().isEmpty()) {
      return discard(arrival.sourceKey(), "automatic mail: empty envelope sender");
    }
    Optional<String> sender = trust.sender(mail, envelope);
    if (sender.isEmpty()) {
      return unproven(reading, arrival.sourceKey());
    }
    Submission submission =
        Submissions.of(
            arrival.sourceKey(),
            arrival.mailKey().apply(mail),
            sender.get(),
            mail,
            envelope.recipients(),
            policy);
    // A mail that comes again after a trouble of the store is one mail.
    return switch (first ? rules.limits().count(submission) : SenderLimits.Verdict.PASS) {
      case DROP -> discard(arrival.sourceKey(), "more mails or equal answers than allowed");
      case TELL -> refuseAll(submission, Refusals.say("rate", rules.mailsPerHour()));
      case PASS ->
          reading instanceof Reading.Refused refused
              ? refuse(submission, refused.sentence())
              : accept(submission);
    };
  }

  private SmtpReply accept(Submission submission) throws StoreException {
    List<Submission.Recipient> recipients = submission.recipients();
    if (recipients.size() > MAX_RECIPIENTS) {
      return refuseAll(submission, Refusals.say("recipients", recipients.size(), MAX_RECIPIENTS));
    }
    queue.accept(submission);
    return STORED;
  }

  /** The sentence speaks of the whole mail, so the answer names its first recipient only. */
  private SmtpReply refuseAll(Submission submission, String sentence) throws StoreException {
    return refuse(Submissions.to(submission, submission.recipients().subList(0, 1)), sentence);
  }

  /** Who is proven to be the sender gets the reason in an answer mail. */
  private SmtpReply refuse(Submission submission, String sentence) throws StoreException {
    LOG.warn("mail refused: {}", sentence);
    queue.refuse(submission, sentence);
    return STORED;
  }

  /** Nobody is answered: the address may be that of a stranger who sent nothing. */
  private SmtpReply unproven(Reading reading, String sourceKey) throws StoreException {
    if (reading instanceof Reading.Mail mail && mail.machine()) {
      return discard(sourceKey, "mail of a program, its sender not proven");
    }
    String sentence =
        reading instanceof Reading.Refused refused
            ? "5.6.0 " + refused.sentence()
            : "5.7.1 The mail server does not vouch for the sender of this mail";
    LOG.warn("mail refused: {}", sentence);
    return new SmtpReply(554, sentence);
  }

  /** The reasons hold no address, number or text of the mail, so they may be logged. */
  private SmtpReply discard(String sourceKey, String reason) throws StoreException {
    LOG.info("{}: discarded", reason);
    queue.discard(sourceKey, reason);
    return STORED;
  }
}
