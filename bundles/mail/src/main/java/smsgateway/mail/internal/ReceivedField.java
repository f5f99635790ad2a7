package smsgateway.mail.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smsgateway.mail.internal.read.HeaderFields;
import smsgateway.mail.internal.read.HeaderFields.Field;

/**
 * What the own mail server wrote into its Received field (RFC 5321 §4.4) about the client. Client
 * name and envelope are the client's words within it, so only the one shape that servers write is
 * believed, read from the left: whoever writes blanks or brackets into them is not proven.
 *
 * @param authenticated whether the client had logged in ({@code ESMTPA}, RFC 3848)
 * @param login with which name, where the server writes it down
 * @param local whether the client ran on the mail server's machine
 */
record ReceivedField(boolean authenticated, Optional<String> login, boolean local) {
  private static final ReceivedField NOTHING = new ReceivedField(false, Optional.empty(), false);
  private static final Set<String> AUTHENTICATED =
      Set.of("ESMTPA", "ESMTPSA", "UTF8SMTPA", "UTF8SMTPSA");
  private static final Set<String> LOCAL_DELIVERY = Set.of("LMTP", "LMTPS");
  private static final String COMMENTS = "((?:\\s++\\((?:[^()]++|\\([^()]*+\\))*+\\))*+)";
  private static final Pattern SHAPE =
      Pattern.compile(
          "from\\s++[^\\s()<>\";,]++"
              + COMMENTS
              + "\\s++by\\s++[^\\s()<>\";,]++"
              + COMMENTS
              + "(?:\\s++via\\s++[^\\s()<>\";,]++)?+\\s++with\\s++([A-Za-z0-9]++)((?:[\\s;].*)?)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Does not stand behind {@code with}, unless a client name with blanks stands before it. */
  private static final Pattern SECOND_CLAUSE =
      Pattern.compile(
          ".*(?:\\s(?:from|by|with)\\s|[()]).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern LOGIN =
      Pattern.compile(".*\\s\\(Authenticated sender: ([^\\s()<>\";,]++)\\)", Pattern.DOTALL);
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "\\s*+\\((?:[A-Za-z0-9._-]++ )?+\\[(?:127(?:\\.[0-9]{1,3}){3}|(?:IPv6:)?::1)]\\).*",
          Pattern.DOTALL);

  /**
   * The topmost field; fields below it may be forged. Where the server hands mails to its mailboxes
   * by LMTP (RFC 2033), the topmost tells of that and the next of the client.
   */
  static ReceivedField topmost(HeaderFields header) {
    List<String> fields =
        header.all().stream()
            .filter(f -> f.name().equals("received"))
            .map(Field::value)
            .limit(2)
            .toList();
    if (fields.isEmpty()) {
      return NOTHING;
    }
    boolean delivery = LOCAL_DELIVERY.contains(protocol(fields.get(0)));
    return delivery && fields.size() < 2 ? NOTHING : read(fields.get(delivery ? 1 : 0));
  }

  private static String protocol(String field) {
    Matcher shape = SHAPE.matcher(field);
    return matches(shape) ? shape.group(3).toUpperCase(Locale.ROOT) : "";
  }

  private static boolean matches(Matcher shape) {
    return shape.matches()
        && !SECOND_CLAUSE.matcher(shape.group(4).replaceAll(COMMENTS, "")).matches();
  }

  private static ReceivedField read(String field) {
    Matcher shape = SHAPE.matcher(field);
    if (!matches(shape)) {
      return NOTHING;
    }
    boolean authenticated = AUTHENTICATED.contains(shape.group(3).toUpperCase(Locale.ROOT));
    Matcher login = LOGIN.matcher(shape.group(1));
    return new ReceivedField(
        authenticated,
        authenticated && login.matches()
            ? Optional.of(login.group(1).toLowerCase(Locale.ROOT))
            : Optional.empty(),
        LOOPBACK.matcher(shape.group(1)).matches());
  }
}
