package smsgateway.mail.internal.intake;

import java.util.Locale;
import java.util.Set;

/**
 * A mailbox and how it is reached.
 *
 * @param name of the configuration, for example {@code north}
 * @param password the password or, with {@link Login#OAUTH2}, the access token
 * @param folder that is read; POP3 has only {@code INBOX}
 * @param pollSeconds longest time between two looks, 1 to 3600
 * @param maxOctets larger mails are not fetched
 * @param file configuration file, for sentences
 */
public record Account(
    String name,
    Protocol protocol,
    String host,
    int port,
    String username,
    Login login,
    String password,
    String folder,
    int pollSeconds,
    int maxOctets,
    String file) {

  /** How to read. */
  public enum Protocol {
    /** IMAP4rev1; STARTTLS is demanded except from this machine itself. */
    IMAP(143),
    /** IMAP4rev1 over TLS. */
    IMAPS(993),
    /** POP3; STLS is demanded except from this machine itself. */
    POP3(110),
    /** POP3 over TLS. */
    POP3S(995);

    private final int port;

    Protocol(int port) {
      this.port = port;
    }

    /** The name in the configuration, which is also that of Jakarta Mail's provider. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The usual port. */
    public int port() {
      return port;
    }

    boolean tls() {
      return this == IMAPS || this == POP3S;
    }

    boolean imap() {
      return this == IMAP || this == IMAPS;
    }
  }

  /** How to prove who one is. */
  public enum Login {
    /** By a password. */
    PASSWORD,
    /** By an access token of OAuth 2.0, said as XOAUTH2. */
    OAUTH2;

    /** The name in the configuration. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

  /**
   * Whether the password may only cross an encrypted line. Names are not looked up for this: what
   * DNS says is no proof.
   */
  boolean demandsTls() {
    return !THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT));
  }

  /** For sentences. */
  String place() {
    return username + " on " + host + " port " + port;
  }
}
