package smsgateway.mail.internal.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the text of a mail among its parts, and the names of what is left out. One use. */
final class BodyFinder {
  private static final String ENCRYPTED = "The mail is encrypted and cannot be sent as SMS.";
  private static final String CALENDAR =
      "The mail is a meeting request or answer and cannot be sent as SMS.";

  private record Found(String text, boolean html) {}

  private final boolean reply;
  private final List<String> attachments = new ArrayList<>();
  private int parts;

  BodyFinder(boolean reply) {
    this.reply = reply;
  }

  /**
   * The text, plain preferred; empty when there is none.
   *
   * @throws MailRefusedException for encrypted mails, meeting requests, damage and excess
   */
  String text(MimePart mail) throws MailRefusedException {
    return find(mail, 0).map(Found::text).orElse("");
  }

  /** Names of the attachments seen by {@link #text}, in order. */
  List<String> attachments() {
    return List.copyOf(attachments);
  }

  private Optional<Found> find(MimePart part, int depth) throws MailRefusedException {
    String type = part.type().value();
    if (part.disposition().value().equals("attachment")) {
      return attached(part);
    }
    if (type.startsWith("multipart/")) {
      return multipart(part, type, depth);
    }
    return switch (type) {
      case "text/plain", "text", "" -> plain(part);
      case "text/html" -> html(part);
      case "text/calendar" -> throw new MailRefusedException(CALENDAR);
      case "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted" ->
          throw new MailRefusedException(ENCRYPTED);
      default -> attached(part);
    };
  }

  private Optional<Found> attached(MimePart part) {
    String name = part.fileName();
    attachments.add(name.isEmpty() ? part.type().value() : name);
    return Optional.empty();
  }

  private Optional<Found> multipart(MimePart part, String type, int depth)
      throws MailRefusedException {
    if (type.equals("multipart/encrypted")) {
      throw new MailRefusedException(ENCRYPTED);
    }
    if (depth >= Limits.DEPTH) {
      throw new MailRefusedException("The mail has parts nested deeper than " + Limits.DEPTH + ".");
    }
    List<MimePart> children = part.parts(Limits.PARTS - parts);
    parts += children.size();
    if (children.isEmpty()) {
      throw new MailRefusedException("The mail is damaged: its parts cannot be found.");
    }
    Optional<Found> best = Optional.empty();
    for (MimePart child : children) {
      Optional<Found> found = find(child, depth + 1);
      boolean better =
          found.isPresent() && type.equals("multipart/alternative") && !found.get().html();
      best = best.isEmpty() || (better && best.get().html()) ? found : best;
    }
    return best;
  }

  private Optional<Found> plain(MimePart part) {
    String text = part.text();
    if (part.type().get("format").equalsIgnoreCase("flowed")) {
      text = PlainText.unflow(text, part.type().get("delsp").equalsIgnoreCase("yes"));
    }
    return found(PlainText.own(text, reply), false);
  }

  private Optional<Found> html(MimePart part) {
    String text = HtmlText.of(part.text(), reply);
    return found(PlainText.own(text, reply), true);
  }

  private static Optional<Found> found(String text, boolean html) {
    String clean = TextCleaner.text(text);
    return clean.isEmpty() ? Optional.empty() : Optional.of(new Found(clean, html));
  }
}
