package smsgateway.mail.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import smsgateway.mail.internal.read.HeaderFields;
import smsgateway.mail.internal.read.Reading;

/**
 * How the sender of a mail is proven. Where the server names the login, the sender is the login
 * whatever From says: a user may write from an alias or for somebody else, but never at the expense
 * of another.
 *
 * @param kind which evidence counts
 * @param ruleHeader for {@link Kind#RULE_HEADER}: the field {@code Name: value} that a rule of the
 *     mail server adds to mails of authenticated senders
 */
record SenderTrust(Kind kind, HeaderFields.Field ruleHeader) {
  /** RFC 5321 §4.5.3.1.3. */
  private static final int LONGEST_ADDRESS = 254;

  private static final Pattern ADDRESS =
      Pattern.compile("<?([^\\s<>\",;()@]++@[^\\s<>\",;()@]++)>?");

  /** Evidence that can be asked for. */
  enum Kind {
    /** The topmost Received says that the client runs on the mail server's machine. */
    ANY_FROM_LOOPBACK,
    /**
     * The server says {@code X-Authenticated-Sender} and {@code with ESMTPA} or {@code ESMTPSA}.
     */
    AUTHENTICATED_SENDER_HEADER,
    /** The topmost Received says {@code with ESMTPA} or {@code ESMTPSA}. */
    TOP_RECEIVED,
    /** A rule of the server adds a field that nobody else can guess. */
    RULE_HEADER,
    /** From is believed: the server lets nobody send under another's name. */
    NONE;

    /** The name in the configuration file, for example {@code rule-header}. */
    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Reads the settings {@code trust} and {@code trustHeader}. */
  static SenderTrust of(String trust, String trustHeader, ConfigCheck check) {
    String key = check.text("trust", trust);
    Optional<Kind> kind = Arrays.stream(Kind.values()).filter(k -> k.key().equals(key)).findFirst();
    if (kind.isEmpty()) {
      String all = Arrays.stream(Kind.values()).map(Kind::key).collect(Collectors.joining(", "));
      check.fault("trust", "is '" + key + "' but must be one of " + all);
    }
    String[] field = check.text("trustHeader", trustHeader).split(":", 2);
    boolean complete = field.length == 2 && !field[0].isBlank() && !field[1].isBlank();
    if (kind.equals(Optional.of(Kind.RULE_HEADER)) && !complete) {
      check.fault(
          "trustHeader",
          "must be 'Name: value' when trust is rule-header; if the mail server lets nobody send"
              + " under another's name, set trust = any-from-loopback instead");
    }
    String name = field[0].trim().toLowerCase(Locale.ROOT);
    String value = complete ? field[1].trim() : "";
    return new SenderTrust(kind.orElse(Kind.RULE_HEADER), new HeaderFields.Field(name, value));
  }

  /**
   * The same for mails that a checked host has handed over itself: there {@code any-from-loopback}
   * is proven by the connection.
   */
  SenderTrust handedOver() {
    return kind == Kind.ANY_FROM_LOOPBACK ? new SenderTrust(Kind.NONE, ruleHeader) : this;
  }

  /** The proven address of the sender, lower case, or nothing. */
  Optional<String> sender(Reading.Mail mail, Envelope envelope) {
    String claimed = mail.from().isEmpty() ? envelope.from() : mail.from();
    ReceivedField received = ReceivedField.topmost(mail.header());
    return switch (kind) {
      case NONE -> address(claimed);
      case ANY_FROM_LOOPBACK -> received.local() ? address(claimed) : Optional.empty();
      case RULE_HEADER ->
          mail.header().all().contains(ruleHeader)
              ? address(received.login().orElse(claimed))
              : Optional.empty();
      case TOP_RECEIVED ->
          received.authenticated() ? address(received.login().orElse(claimed)) : Optional.empty();
      case AUTHENTICATED_SENDER_HEADER -> authenticated(mail.header(), received);
    };
  }

  /**
   * The server's own fields stand above everything the client wrote, and an outsider can write the
   * same field; so the topmost Received must name an authenticated session too, and the same login
   * where it names one: a server that writes no such field lets everybody write it.
   */
  private static Optional<String> authenticated(HeaderFields header, ReceivedField received) {
    return address(header.first("x-authenticated-sender"))
        .filter(login -> received.authenticated())
        .filter(login -> received.login().map(login::equals).orElse(true));
  }

  private static Optional<String> address(String text) {
    var address = ADDRESS.matcher(text.strip());
    return address.matches() && address.group(1).length() <= LONGEST_ADDRESS
        ? Optional.of(address.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
