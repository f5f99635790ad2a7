package smsgateway.mail.internal.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the octets of a mail. Pure and total: no I/O, no clock, no exception, and work and memory
 * bounded by {@link Limits}. It does not use a mail library, because those are recursive and
 * quadratic in the depth of a mail and throw on addresses that people really write.
 */
public final class MailReader {
  /** How much of a header is looked at; a longer one is refused. */
  public static final int MOST_HEADER_OCTETS = Limits.HEADER_OCTETS;

  private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,250}>");
  private static final Pattern REPLY =
      Pattern.compile("(?i)\\s*(re|aw|r|sv|antw|odp)\\s?(\\[\\d+])?:.*");
  private static final int REFERENCES = 20;

  private MailReader() {}

  /**
   * Reads a mail.
   *
   * @param octets the mail as received, with CRLF or LF line ends
   * @param own mail address of the gateway, whose mails it must not answer
   */
  public static Reading read(byte[] octets, Optional<String> own) {
    return read(octets, own, Trim.SIGNATURE_AND_QUOTE);
  }

  /**
   * Reads a mail.
   *
   * @param trim what is left out of the text
   */
  public static Reading read(byte[] octets, Optional<String> own, Trim trim) {
    Optional<Reading.Mail> facts = Optional.empty();
    try {
      HeaderFields header = HeaderFields.ofMail(octets);
      if (!header.complete()) {
        return new Reading.Refused(Refusals.say("header"), facts);
      }
      Reading.Mail mail = facts(header);
      facts = Optional.of(mail);
      Optional<String> mark =
          AutomaticMail.mark(
              header, mail.subject(), mail.from(), own.orElse("").toLowerCase(Locale.ROOT));
      return mark.isPresent() ? new Reading.Automatic(mark.get()) : withText(mail, octets, trim);
    } catch (MailRefusedException e) {
      return new Reading.Refused(e.getMessage(), facts);
    } catch (RuntimeException | StackOverflowError e) {
      // A fault of this class must cost one mail with a clear answer, not the listener.
      return new Reading.Refused(Refusals.say("fault", e.getClass().getSimpleName()), facts);
    }
  }

  /** What the header says; the text is empty. */
  private static Reading.Mail facts(HeaderFields header) {
    String from =
        Addresses.read(header.first("from")).stream().map(Mailbox::address).findFirst().orElse("");
    return new Reading.Mail(
        header,
        from,
        ids(header.first("message-id")).stream().findFirst().orElse(""),
        references(header),
        TextCleaner.line(EncodedWords.decode(header.first("subject"))),
        addressees(header),
        "",
        urgent(header),
        AutomaticMail.machine(header, from),
        List.of());
  }

  private static Reading.Mail withText(Reading.Mail facts, byte[] octets, Trim trim)
      throws MailRefusedException {
    boolean reply = !facts.references().isEmpty() || REPLY.matcher(facts.subject()).matches();
    BodyFinder finder = new BodyFinder(trim, reply);
    String text = finder.text(MimePart.ofMail(octets, facts.header()));
    return facts.withText(text, finder.attachments());
  }

  private static List<Mailbox> addressees(HeaderFields header) {
    List<Mailbox> all = new ArrayList<>();
    for (String name : List.of("to", "cc")) {
      header.all().stream()
          .filter(f -> f.name().equals(name))
          .forEach(f -> all.addAll(Addresses.read(f.value())));
    }
    return all.subList(0, Math.min(all.size(), Limits.ADDRESSES));
  }

  /** References, and In-Reply-To where they lack it; the last twenty. */
  private static String references(HeaderFields header) {
    List<String> ids = new ArrayList<>(ids(header.first("references")));
    ids(header.first("in-reply-to")).stream().filter(id -> !ids.contains(id)).forEach(ids::add);
    return ids.stream().skip(Math.max(0, ids.size() - REFERENCES)).collect(Collectors.joining(" "));
  }

  private static List<String> ids(String field) {
    return ID.matcher(field).results().map(m -> m.group()).limit(1000).toList();
  }

  /** Importance wins where it is present (MS-OXCMAIL §2.2.3.2.5). */
  private static boolean urgent(HeaderFields header) {
    Optional<String> importance = header.find("importance");
    if (importance.isPresent()) {
      return importance.get().equalsIgnoreCase("high");
    }
    Matcher level = Pattern.compile("\\s*([12])\\b.*").matcher(header.first("x-priority"));
    return header.first("priority").equalsIgnoreCase("urgent")
        || level.matches()
        || header.first("x-msmail-priority").equalsIgnoreCase("high");
  }
}
