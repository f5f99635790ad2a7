package smsgateway.mail.internal.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the text of a mail among its parts, and the names of what is left out. One use. */
final class BodyFinder {
  /** What mail programs add for each other; nobody thinks of it as an attachment. */
  private static final Set<String> UNNAMED =
      Set.of(
          "application/ms-tnef",
          "application/pgp-signature",
          "application/pkcs7-signature",
          "application/x-pkcs7-signature");

  private static final String PGP = "-----BEGIN PGP MESSAGE-----";

  private record Found(String text, boolean html) {}

  private final Trim trim;
  private final boolean reply;
  private final List<String> attachments = new ArrayList<>();
  private int parts;

  /**
   * @param reply whether the mail answers one, so that it may hold quoted text
   */
  BodyFinder(Trim trim, boolean reply) {
    this.trim = trim;
    this.reply = reply && trim == Trim.SIGNATURE_AND_QUOTE;
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
      case "text/calendar" -> throw new MailRefusedException(Refusals.say("calendar"));
      case "application/pkcs7-mime", "application/x-pkcs7-mime" ->
          throw new MailRefusedException(
              Refusals.say(
                  part.type().get("smime-type").equalsIgnoreCase("signed-data")
                      ? "opaque"
                      : "encrypted"));
      case "application/pgp-encrypted" -> throw new MailRefusedException(Refusals.say("encrypted"));
      default -> attached(part);
    };
  }

  private Optional<Found> attached(MimePart part) {
    String name = part.fileName();
    if (!UNNAMED.contains(part.type().value())) {
      attachments.add(name.isEmpty() ? part.type().value() : name);
    }
    return Optional.empty();
  }

  private Optional<Found> multipart(MimePart part, String type, int depth)
      throws MailRefusedException {
    if (type.equals("multipart/encrypted")) {
      throw new MailRefusedException(Refusals.say("encrypted"));
    }
    if (depth >= Limits.DEPTH) {
      throw new MailRefusedException(Refusals.say("depth", Limits.DEPTH));
    }
    List<MimePart> children = part.parts(Limits.PARTS - parts);
    parts += children.size();
    if (children.isEmpty()) {
      throw new MailRefusedException(Refusals.say("damaged"));
    }
    if (type.equals("multipart/related")) {
      // What the page shows beside its words (RFC 2387) is no attachment.
      return find(root(part, children), depth + 1);
    }
    // The second part of a signed mail is the signature (RFC 1847).
    return type.equals("multipart/signed")
        ? find(children.get(0), depth + 1)
        : best(children, type.equals("multipart/alternative"), depth);
  }

  private static MimePart root(MimePart related, List<MimePart> children) {
    String start = related.type().get("start");
    return children.stream()
        .filter(child -> !start.isEmpty() && child.contentId().equals(start))
        .findFirst()
        .orElse(children.get(0));
  }

  /**
   * The first with text, and what its writer wrote on below a picture (Apple Mail); of alternatives
   * the first plain one with text.
   */
  private Optional<Found> best(List<MimePart> children, boolean alternative, int depth)
      throws MailRefusedException {
    Optional<Found> best = Optional.empty();
    boolean picture = false;
    for (MimePart child : children) {
      Optional<Found> found = find(child, depth + 1);
      if (picture && !alternative && best.isPresent() && found.isPresent()) {
        String first = best.get().text();
        String both = first + "\n" + found.get().text();
        best =
            first.length() < Limits.BODY_CHARS
                ? Optional.of(new Found(both, best.get().html()))
                : best;
      } else {
        boolean better = found.isPresent() && alternative && !found.get().html();
        best = best.isEmpty() || (better && best.get().html()) ? found : best;
      }
      picture =
          child.type().value().startsWith("image/") && child.disposition().value().equals("inline");
    }
    return best;
  }

  private Optional<Found> plain(MimePart part) throws MailRefusedException {
    String text = part.text(Limits.BODY_CHARS);
    if (text.stripLeading().startsWith(PGP)) {
      throw new MailRefusedException(Refusals.say("encrypted"));
    }
    text = PlainText.unsigned(text);
    if (part.type().get("format").equalsIgnoreCase("flowed")) {
      text = PlainText.unflow(text, part.type().get("delsp").equalsIgnoreCase("yes"));
    }
    return found(text, false);
  }

  private Optional<Found> html(MimePart part) {
    return found(HtmlText.of(part.text(Limits.HTML_CHARS), reply), true);
  }

  private Optional<Found> found(String text, boolean html) {
    String clean = TextCleaner.text(PlainText.own(text, trim, reply));
    return clean.isEmpty() ? Optional.empty() : Optional.of(new Found(clean, html));
  }
}
