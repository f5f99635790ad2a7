package smsgateway.mail.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import smsgateway.mail.internal.read.HeaderFields;
import smsgateway.mail.internal.read.Reading;

/**
 * How the sender of a mail is proven. Only trusted hosts and the relaying server's login get as far
 * as this; the question here is what that server vouches for.
 *
 * @param kind which evidence counts
 * @param ruleHeader for {@link Kind#RULE_HEADER}: the field {@code Name: value} that a rule of the
 *     mail server adds to mails of authenticated senders
 */
record SenderTrust(Kind kind, HeaderFields.Field ruleHeader) {
  /** RFC 5321 §4.5.3.1.3. */
  private static final int LONGEST_ADDRESS = 254;

  private static final Pattern AUTHENTICATED =
      Pattern.compile(".*\\bwith\\s+ESMTPS?A\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Evidence that can be asked for. */
  enum Kind {
    /** The relaying server lets nobody send under another's name: From is believed. */
    ANY_FROM_LOOPBACK,
    /**
     * The server says {@code X-Authenticated-Sender} and {@code with ESMTPA} or {@code ESMTPSA}.
     */
    AUTHENTICATED_SENDER_HEADER,
    /** A rule of the server adds a field that nobody else can guess. */
    RULE_HEADER;

    /** The name in the configuration file, for example {@code rule-header}. */
    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The proven address of the sender, lower case, or nothing. */
  Optional<String> sender(Reading.Mail mail, Envelope envelope) {
    String claimed = mail.from().isEmpty() ? envelope.from() : mail.from();
    boolean proven =
        switch (kind) {
          case ANY_FROM_LOOPBACK -> true;
          case AUTHENTICATED_SENDER_HEADER -> authenticated(mail.header(), claimed);
          case RULE_HEADER -> mail.header().all().contains(ruleHeader);
        };
    return proven && claimed.contains("@") && claimed.length() <= LONGEST_ADDRESS
        ? Optional.of(claimed.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * The server's own fields stand above everything the client wrote, and an outsider can write the
   * same field; so the topmost Received must name an authenticated session too. Login and From may
   * differ by an alias: only their domains are compared.
   */
  private static boolean authenticated(HeaderFields header, String claimed) {
    String login = header.first("x-authenticated-sender");
    return AUTHENTICATED.matcher(header.first("received")).matches()
        && login.contains("@")
        && domain(login).equals(domain(claimed));
  }

  private static String domain(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1);
    return domain.replace(">", "").strip().toLowerCase(Locale.ROOT);
  }
}
