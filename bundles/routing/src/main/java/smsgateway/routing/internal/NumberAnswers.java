package smsgateway.routing.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import smsgateway.api.Decision;
import smsgateway.api.Directory;
import smsgateway.api.Pending;
import smsgateway.api.StoreException;
import smsgateway.api.User;
import smsgateway.routing.internal.NumberGrammar.Reading;

/** Understands the answers to the gateway's questions for a user's number. */
final class NumberAnswers {
  private static final Pattern CODE = Pattern.compile("\\[SMS [^\\]]*]", Pattern.CASE_INSENSITIVE);

  private final Directory directory;
  private final RoutingSettings settings;

  NumberAnswers(Directory directory, RoutingSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /** The decision about a mail to the gateway's account that answers a question; else empty. */
  Optional<Decision> decide(Pending.Request request, User sender) throws StoreException {
    if (!settings.isGateway(request.recipient().address())) {
      return Optional.empty();
    }
    Optional<Directory.Question> question = directory.question(request.id());
    return question.isEmpty()
        ? Optional.empty()
        : Optional.of(decide(request, sender, question.get()));
  }

  /** Whoever was asked may answer from any address of his. */
  private boolean asked(User sender, Directory.Question question) throws StoreException {
    return directory
        .byEmail(question.asker())
        .filter(asked -> asked.email().equals(sender.email()))
        .isPresent();
  }

  private Decision decide(Pending.Request request, User sender, Directory.Question question)
      throws StoreException {
    String label = question.recipient();
    if (!asked(sender, question)) {
      return new Decision.Refused(request.id(), label, Messages.get("question.other", label));
    }
    if (!question.open()) {
      return new Decision.Refused(request.id(), label, Messages.get("question.closed", label));
    }
    if (!sender.rights().contains(User.Right.PHONEBOOK)) {
      return new Decision.Refused(request.id(), label, Messages.get("right.PHONEBOOK", label));
    }
    String written = firstLine(request.text());
    Reading reading = settings.numbers().read(written);
    if (reading instanceof Reading.NoNumber) {
      reading = inSubject(request).orElse(reading);
    }
    return reading instanceof Reading.Found found
        ? new Decision.NumberGiven(request.id(), question.user(), found.number())
        : new Decision.NumberUnclear(
            request.id(),
            question.id(),
            Messages.get("question.again", flaw(written, reading), label),
            Messages.get("question.vain", label));
  }

  private static String flaw(String written, Reading reading) {
    return reading instanceof Reading.NoNumber
        ? Messages.get("question.none")
        : Addressing.sentence(written, reading);
  }

  /** What the sender wrote above a quoted question. */
  private static String firstLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith(">"))
        .findFirst()
        .orElse("");
  }

  private Optional<Reading> inSubject(Pending.Request request) {
    String subject = CODE.matcher(request.subject()).replaceAll("");
    List<String> entries = SubjectLine.entries(subject, settings.keyword());
    // Of several entries the number may be that of an order, or a date.
    return entries.stream()
        .filter(entry -> entries.size() == 1)
        .map(settings.numbers()::read)
        .filter(reading -> !(reading instanceof Reading.NoNumber))
        .findFirst();
  }
}
