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
  /** Before what is normal, behind what a rule puts first. */
  private static final int AHEAD = 5;

  private final Directory directory;
  private final RoutingSettings settings;
  private final PduCodec codec;
  private final RuleChain chain;
  private final Addressing addressing;
  private final NumberAnswers answers;

  OutboundDecider(Directory directory, PduCodec codec, RoutingSettings settings, RuleChain chain) {
    this.directory = directory;
    this.codec = codec;
    this.settings = settings;
    this.chain = chain;
    this.addressing = new Addressing(directory, settings);
    this.answers = new NumberAnswers(directory, settings);
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
        : planned(request, Optional.empty(), written, found.number(), answer.via(), Extra.NONE);
  }

  /**
   * What a number in the subject of a mail to a user brings.
   *
   * @param note whole sentences for the sender, or empty
   */
  private record Extra(Optional<Decision.Learned> learned, String note) {
    static final Extra NONE = new Extra(Optional.empty(), "");
  }

  private Decision fromUser(Pending.Request request, User sender) throws StoreException {
    Optional<Decision> answer = answers.decide(request, sender);
    if (answer.isPresent()) {
      return answer.get();
    }
    Addressee addressee = addressing.find(request);
    if (addressee instanceof Addressee.Member member) {
      return toUser(request, sender, member);
    }
    if (addressee instanceof Addressee.Unreached unreached) {
      Optional<User.Right> missing = unreached.format().flatMap(format -> format.missing(sender));
      return refused(
          request,
          unreached.label(),
          missing.map(OutboundDecider::rightMissing).orElse(unreached.sentence()));
    }
    return reached(request, sender, (Addressee.Reached) addressee, Extra.NONE);
  }

  /**
   * A number alone in the subject is stored for the user when the sender has the right for that.
   * Without it a stored number counts, and where there is none the other is used once. It is one
   * person's: in a mail to several it means nobody's.
   */
  private Decision toUser(Pending.Request request, User sender, Addressee.Member member)
      throws StoreException {
    Optional<Msisdn> stored = member.user().number();
    Optional<Msisdn> inSubject =
        member.written().filter(number -> !stored.equals(Optional.of(number)));
    boolean alone = request.recipients() == 1;
    Optional<Msisdn> written = inSubject.filter(number -> alone);
    boolean teaches = sender.rights().contains(User.Right.PHONEBOOK);
    if (written.isPresent() && teaches) {
      Extra extra = new Extra(Optional.of(learned(sender, member, written.get())), "");
      return reached(request, sender, member.at(Format.USER, written.get()), extra);
    }
    if (stored.isPresent()) {
      String why = alone ? "subject.ignored" : "subject.shared";
      String note = inSubject.isPresent() ? Messages.get(why, member.label()) : "";
      Extra extra = new Extra(Optional.empty(), note);
      return reached(request, sender, member.at(Format.USER, stored.get()), extra);
    }
    return written.isPresent()
        ? reached(request, sender, member.at(Format.USER_ONCE, written.get()), Extra.NONE)
        : numberless(request, sender, member, teaches);
  }

  private static Decision numberless(
      Pending.Request request, User sender, Addressee.Member member, boolean teaches) {
    String label = member.label();
    Optional<User.Right> missing = Format.USER.missing(sender);
    if (missing.isPresent()) {
      return refused(request, label, rightMissing(missing.get()));
    }
    if (member.flaw().isPresent()) {
      return refused(request, label, member.flaw().get());
    }
    return teaches && request.origin() == Submission.Origin.MAIL
        ? new Decision.NumberWanted(
            request.id(), label, member.user().email(), Messages.get("question.first", label))
        : refused(request, label, Messages.get("user.numberless", label));
  }

  private static Decision.Learned learned(User sender, Addressee.Member member, Msisdn number) {
    User user = member.user();
    boolean told = user.number().isPresent() && !user.email().equals(sender.email());
    return new Decision.Learned(
        user.email(),
        number,
        Messages.get("learned.subject"),
        told ? Messages.get("learned.text", sender.email(), number.toString()) : "");
  }

  private Decision reached(
      Pending.Request request, User sender, Addressee.Reached reached, Extra extra)
      throws StoreException {
    RuleChain.Answer answer =
        chain.outbound(
            new RoutingRule.Outbound(Optional.of(sender), request.recipient(), reached.number()));
    Optional<String> refusal = refusal(answer, sender, reached);
    return refusal.isPresent()
        ? refused(request, reached.label(), refusal.get())
        : planned(
            request, Optional.of(sender), reached.label(), reached.number(), answer.via(), extra);
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
      Pending.Request request,
      Optional<User> sender,
      String label,
      Msisdn number,
      Via via,
      Extra extra) {
    if (request.text().isBlank()) {
      return refused(request, label, Messages.get("text.empty"));
    }
    User.Urgent urgent =
        request.highPriority()
            ? sender.map(User::urgent).orElse(User.Urgent.FLASH)
            : User.Urgent.NONE;
    LongTexts.Result result =
        new LongTexts(
                codec,
                settings.maxParts(),
                sender.flatMap(User::longText).orElse(settings.longText()),
                urgent.flash())
            .plan(request, number);
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
        extra.note().isEmpty()
            ? sender.map(user -> confirm(request, user)).orElse(Confirm.NEVER)
            : Confirm.ALWAYS,
        urgent.flash(),
        (extra.note() + " " + fits.note()).strip(),
        urgent.first() ? via.atLeast(AHEAD) : via,
        extra.learned());
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
