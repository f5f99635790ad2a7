package smsgateway.routing.internal;

import java.util.Optional;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Directory;
import smsgateway.api.Msisdn;
import smsgateway.api.PduCodec;
import smsgateway.api.Pending;
import smsgateway.api.RoutingRule;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.User;
import smsgateway.api.Via;
import smsgateway.routing.internal.Addressing.Addressee;
import smsgateway.routing.internal.Addressing.Format;
import smsgateway.routing.internal.NumberGrammar.Reading;

/** Decides requests: to which number, whether the sender may, as how many SMS. */
final class OutboundDecider {
  private final Directory directory;
  private final RoutingSettings settings;
  private final LongTexts texts;
  private final RuleChain chain;
  private final Addressing addressing;

  OutboundDecider(Directory directory, PduCodec codec, RoutingSettings settings, RuleChain chain) {
    this.directory = directory;
    this.texts = new LongTexts(codec, settings);
    this.settings = settings;
    this.chain = chain;
    this.addressing = new Addressing(directory, settings);
  }

  /** Decides one recipient of a request. */
  Decision decide(Pending.Request request) throws StoreException {
    if (request.origin() == Submission.Origin.SHELL) {
      return fromShell(request);
    }
    Optional<User> sender = directory.byEmail(request.sender());
    if (request.origin() == Submission.Origin.MACHINE
        && !sender.map(user -> user.rights().contains(User.Right.MACHINE)).orElse(true)) {
      return refused(request, request.recipient().address(), rightMissing(User.Right.MACHINE));
    }
    return sender.isPresent()
        ? fromUser(request, sender.get())
        : refused(
            request,
            request.recipient().address(),
            Messages.get("sender.unknown", request.sender()));
  }

  private Decision fromShell(Pending.Request request) {
    String written = request.recipient().address();
    Reading reading = settings.numbers().read(written);
    if (!(reading instanceof Reading.Found found)) {
      return refused(request, written, Addressing.sentence(written, reading));
    }
    RuleChain.Answer answer =
        chain.outbound(
            new RoutingRule.Outbound(Optional.empty(), request.recipient(), found.number()));
    return answer.refusal().isPresent()
        ? refused(request, written, answer.refusal().get())
        : planned(request, Optional.empty(), written, found.number(), answer.via());
  }

  private Decision fromUser(Pending.Request request, User sender) throws StoreException {
    Addressee addressee = addressing.find(request);
    if (addressee instanceof Addressee.Unreached unreached) {
      Optional<User.Right> missing = unreached.format().flatMap(format -> format.missing(sender));
      return refused(
          request,
          unreached.label(),
          missing.map(OutboundDecider::rightMissing).orElse(unreached.sentence()));
    }
    Addressee.Reached reached = (Addressee.Reached) addressee;
    RuleChain.Answer answer =
        chain.outbound(
            new RoutingRule.Outbound(Optional.of(sender), request.recipient(), reached.number()));
    Optional<String> refusal = refusal(answer, sender, reached);
    return refusal.isPresent()
        ? refused(request, reached.label(), refusal.get())
        : planned(request, Optional.of(sender), reached.label(), reached.number(), answer.via());
  }

  /** The first rule that answers replaces the check of rights, in both directions. */
  private Optional<String> refusal(RuleChain.Answer answer, User sender, Addressee.Reached reached)
      throws StoreException {
    if (answer.permission().isPresent()) {
      return answer.refusal();
    }
    Optional<User.Right> missing = reached.format().missing(sender);
    return missing.isEmpty() || answers(sender, reached)
        ? Optional.empty()
        : missing.map(OutboundDecider::rightMissing);
  }

  /** Whether it answers an inbound SMS that the sender got, and the sender may answer. */
  private boolean answers(User sender, Addressee.Reached reached) throws StoreException {
    if (reached.format() != Format.DISPLAY_NAME || !sender.rights().contains(User.Right.REPLY)) {
      return false;
    }
    // The network may have shown the number without country code; so it is on record.
    return directory.hasWrittenTo(reached.number().value(), sender.email())
        || directory.hasWrittenTo(NumberGrammar.compact(reached.label()), sender.email());
  }

  private static String rightMissing(User.Right right) {
    return Messages.get("right." + right);
  }

  private Decision planned(
      Pending.Request request, Optional<User> sender, String label, Msisdn number, Via via) {
    if (request.text().isBlank()) {
      return refused(request, label, Messages.get("text.empty"));
    }
    LongTexts.Result result = texts.plan(request, number);
    if (result instanceof LongTexts.Result.Refused refused) {
      return refused(request, label, refused.sentence());
    }
    LongTexts.Result.Fits fits = (LongTexts.Result.Fits) result;
    return new Decision.Planned(
        request.id(),
        number,
        label,
        fits.tpdus(),
        settings.validity(),
        sender.map(User::email),
        sender.map(user -> confirm(request, user)).orElse(Confirm.NEVER),
        request.highPriority(),
        fits.note(),
        via);
  }

  private Confirm confirm(Pending.Request request, User sender) {
    boolean asked = settings.keyword().in(request.subject());
    return switch (sender.confirm()) {
      case NEVER -> Confirm.NEVER;
      case ASKED -> asked ? Confirm.ALWAYS : Confirm.NEVER;
      case FAILURE -> asked ? Confirm.ALWAYS : Confirm.FAILURE;
      case ALWAYS -> Confirm.ALWAYS;
    };
  }

  private static Decision refused(Pending.Request request, String label, String sentence) {
    return new Decision.Refused(request.id(), label, sentence);
  }
}
