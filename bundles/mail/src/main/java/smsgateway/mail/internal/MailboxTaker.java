package smsgateway.mail.internal;

import java.util.Optional;
import java.util.function.Supplier;
import smsgateway.api.MessageQueue;
import smsgateway.api.MessageQueue.Intake;
import smsgateway.api.RoutingPolicy;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.mail.internal.intake.Taker;
import smsgateway.mail.internal.intake.Verdict;
import smsgateway.mail.internal.read.MailKeys;
import smsgateway.mail.internal.read.Reading;
import smsgateway.mail.internal.read.Refusals;

/** Hands the mails of a mailbox to the same acceptance as those of the listener. */
final class MailboxTaker implements Taker {
  private static final int MAX_ATTEMPTS = 3;

  /** Stands for the envelope sender, which a mailbox does not keep; no address. */
  private static final String UNKNOWN = "unknown";

  private final IntakeSettings settings;
  private final MailRules rules;
  private final Supplier<MessageQueue> queue;
  private final Supplier<RoutingPolicy> routing;

  MailboxTaker(
      IntakeSettings settings,
      MailRules rules,
      Supplier<MessageQueue> queue,
      Supplier<RoutingPolicy> routing) {
    this.settings = settings;
    this.rules = rules;
    this.queue = queue;
    this.routing = routing;
  }

  @Override
  public Verdict take(String sourceKey, byte[] octets, boolean whole, int excused)
      throws StoreException {
    MessageQueue store = store();
    RoutingPolicy policy = routing.get();
    String own =
        policy == null
            ? null
            : policy
                .gatewayAddress()
                .filter(address -> policy.serves(address) == RoutingPolicy.Verdict.OURS)
                .orElse(null);
    if (own == null) {
      throw new StoreException(Code.UNAVAILABLE, "routing is absent or not configured");
    }
    SmtpReply reply =
        new MailAcceptor(store, settings.trust(), policy, rules)
            .process(
                octets,
                new Arrival(
                    sourceKey,
                    false,
                    whole ? Optional.empty() : Optional.of(tooLarge()),
                    excused,
                    mail -> envelope(mail, own, policy),
                    mail -> MailKeys.stored(mail, sourceKey)));
    if (reply.equals(MailAcceptor.POISON)) {
      return Verdict.FAILED;
    }
    return reply.code() == MailAcceptor.STORED.code() ? Verdict.PROCESSED : Verdict.REJECTED;
  }

  private String tooLarge() {
    return Refusals.say("size", settings.account().maxOctets());
  }

  private Envelope envelope(Reading.Mail mail, String own, RoutingPolicy policy) {
    boolean bounce = mail.header().first("x-envelope-from").equals("<>");
    return new Envelope(
        bounce ? "" : UNKNOWN,
        settings
            .recipients()
            .recipients(
                mail, own, address -> policy.serves(address) == RoutingPolicy.Verdict.OURS));
  }

  @Override
  public boolean givenUp(String sourceKey) throws StoreException {
    return !(store().begin(sourceKey) instanceof Intake.New begun)
        || begun.attempt() >= MAX_ATTEMPTS;
  }

  private MessageQueue store() throws StoreException {
    MessageQueue store = queue.get();
    if (store == null) {
      throw new StoreException(Code.UNAVAILABLE, "the store is absent");
    }
    return store;
  }
}
