package smsgateway.routing.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import smsgateway.api.Directory;
import smsgateway.api.Msisdn;
import smsgateway.api.Pending;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.User;
import smsgateway.routing.internal.NumberGrammar.Reading;

/**
 * Finds the number that a recipient of a mail stands for. A number counts only when it is the whole
 * of its field.
 */
final class Addressing {
  /** Separators that telephone numbers have too, yet nobody dials a day. */
  private static final Pattern DATE =
      Pattern.compile("\\d{1,2}([./-])\\d{1,2}\\1(\\d{2}|\\d{4})|\\d{4}([./-])\\d{1,2}\\3\\d{1,2}");

  /** How a recipient is written. */
  enum Format {
    /** A user's own address with the domain for SMS. */
    USER(User.Right.USERS),
    /** A user without stored number, the number in the subject; it is used once, not stored. */
    USER_ONCE(User.Right.USERS, User.Right.EXTERNAL),
    /** A number before the domain for SMS. */
    NUMBER(User.Right.EXTERNAL),
    /** The gateway's account, the number in the subject. */
    SUBJECT(User.Right.EXTERNAL),
    /** The gateway's account, the number as display name; replies to inbound SMS look so. */
    DISPLAY_NAME(User.Right.EXTERNAL);

    private final User.Right first;
    private final User.Right second;

    Format(User.Right only) {
      this(only, only);
    }

    Format(User.Right first, User.Right second) {
      this.first = first;
      this.second = second;
    }

    /** The first right that the sender needs and does not have. */
    Optional<User.Right> missing(User sender) {
      return Stream.of(first, second).filter(r -> !sender.rights().contains(r)).findFirst();
    }
  }

  /**
   * What a recipient stands for; {@code label} is how the sender wrote it.
   *
   * <p>The sentence of a recipient without number is told only to who has the right for the format,
   * so that nobody else learns who is a user.
   */
  sealed interface Addressee {
    /**
     * A user.
     *
     * @param inSubject the subject without reply marks and keyword; empty for several entries
     * @param reading what it is as a number
     */
    record Member(String label, User user, String inSubject, Reading reading) implements Addressee {
      /** The number in the subject. */
      Optional<Msisdn> written() {
        return reading instanceof Reading.Found found
            ? Optional.of(found.number())
            : Optional.empty();
      }

      /** Why what stands in the subject is no number that can be dialled. */
      Optional<String> flaw() {
        return reading instanceof Reading.Unusable
            ? Optional.of(sentence(inSubject, reading))
            : Optional.empty();
      }

      /** The user at this number. */
      Reached at(Format format, Msisdn number) {
        return new Reached(label, format, number);
      }
    }

    /** A number that can be dialled. */
    record Reached(String label, Format format, Msisdn number) implements Addressee {}

    /** No number; the sentence says why and what to do. */
    record Unreached(String label, Optional<Format> format, String sentence) implements Addressee {}
  }

  private final Directory directory;
  private final RoutingSettings settings;

  Addressing(Directory directory, RoutingSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /** What the recipient of a request from a mail stands for. */
  Addressee find(Pending.Request request) throws StoreException {
    String address = request.recipient().address();
    // The account comes first: it may lie in a domain for SMS.
    if (settings.isGateway(address)) {
      return account(request);
    }
    List<String> realDomains = settings.realDomains(address);
    return realDomains.isEmpty()
        ? help("address.foreign", address)
        : inFakeDomain(request, address, realDomains);
  }

  private Addressee inFakeDomain(Pending.Request request, String address, List<String> realDomains)
      throws StoreException {
    String local = MailAddress.local(address);
    // A mailbox named by digits (a staff number) wins; a leading + forces the number.
    if (!local.startsWith("+")) {
      List<User> exact = users(local, realDomains);
      if (!exact.isEmpty()) {
        return user(request, address, exact);
      }
    }
    Reading reading = settings.numbers().read(local);
    if (!(reading instanceof Reading.NoNumber)) {
      return number(address, local, Format.NUMBER, reading);
    }
    return user(request, address, users(MailAddress.untaggedLocal(address), realDomains));
  }

  private List<User> users(String local, List<String> realDomains) throws StoreException {
    List<User> users = new ArrayList<>();
    for (String domain : realDomains) {
      directory.byEmail(local + "@" + domain).filter(u -> !users.contains(u)).ifPresent(users::add);
    }
    return users;
  }

  private Addressee user(Pending.Request request, String address, List<User> users) {
    String sendersDomain = MailAddress.domain(request.sender());
    List<User> choice =
        users.size() < 2
            ? users
            : users.stream()
                .filter(u -> MailAddress.domain(u.email()).equals(sendersDomain))
                .toList();
    if (users.isEmpty()) {
      return unreached(address, "user.unknown", address);
    }
    if (choice.size() != 1) {
      String names = String.join(", ", users.stream().map(User::email).toList());
      return unreached(address, "user.several", address, names);
    }
    List<String> entries = SubjectLine.entries(request.subject(), settings.keyword());
    boolean one = entries.size() == 1 && !DATE.matcher(entries.get(0)).matches();
    String inSubject = one ? entries.get(0) : "";
    return new Addressee.Member(
        address, choice.get(0), inSubject, settings.numbers().read(inSubject));
  }

  private static Addressee unreached(String address, String key, String... values) {
    return new Addressee.Unreached(address, Optional.of(Format.USER), Messages.get(key, values));
  }

  private Addressee account(Pending.Request request) {
    String name = name(request.recipient());
    Reading inName = settings.numbers().read(name);
    if (!(inName instanceof Reading.NoNumber)) {
      return number(name, name, Format.DISPLAY_NAME, inName);
    }
    String address = request.recipient().address();
    List<String> entries = SubjectLine.entries(request.subject(), settings.keyword());
    for (String entry : entries) {
      if (settings.numbers().read(entry) instanceof Reading.NoNumber) {
        return help("address.help", address);
      }
    }
    return switch (entries.size()) {
      case 0 -> help("address.help", address);
      case 1 -> inSubject(entries.get(0));
      default -> help("address.several", address);
    };
  }

  private Addressee inSubject(String entry) {
    return number(entry, entry, Format.SUBJECT, settings.numbers().read(entry));
  }

  private Addressee help(String key, String address) {
    return new Addressee.Unreached(
        address, Optional.empty(), Messages.get(key, address, settings.example()));
  }

  private static Addressee number(String label, String written, Format format, Reading reading) {
    if (reading instanceof Reading.Found found) {
      return new Addressee.Reached(label, format, found.number());
    }
    return new Addressee.Unreached(label, Optional.of(format), sentence(written, reading));
  }

  /** Why a field is no number that can be dialled, for the person who wrote it. */
  static String sentence(String written, Reading reading) {
    return reading instanceof Reading.Unusable unusable
        ? Messages.get("number." + unusable.flaw(), written)
        : Messages.get("number.none", written);
  }

  /**
   * The display name as a person typed it: mail clients put quotes or brackets round a name that
   * they do not know, and Outlook puts the address behind one that it does.
   */
  static String name(Submission.Recipient recipient) {
    Pattern address =
        Pattern.compile(
            "[(<\\[]\\s*(?:mailto:|smtp:)?"
                + Pattern.quote(recipient.address())
                + "\\s*[)>\\]]\\W*$",
            Pattern.CASE_INSENSITIVE);
    String name = address.matcher(recipient.displayName()).replaceFirst("");
    return name.replaceAll("^[\\s'\"<>\\[\\]‘’“”]+|[\\s'\"<>\\[\\]‘’“”]+$", "");
  }
}
