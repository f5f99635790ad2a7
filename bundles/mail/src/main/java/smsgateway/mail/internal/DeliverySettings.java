package smsgateway.mail.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import smsgateway.mail.internal.write.MailComposer;

/**
 * Checked configuration of the delivery.
 *
 * @param username empty: no login
 * @param from mail address of the gateway
 * @param envelopeFrom reverse path with angle brackets, {@code <>} for an empty one
 */
record DeliverySettings(
    String host,
    int port,
    String username,
    String password,
    Tls tls,
    String from,
    String envelopeFrom) {

  /** Encryption of the connection. */
  enum Tls {
    /** Clear text: for a mail server on the same machine. */
    NONE,
    /** RFC 3207, required. */
    STARTTLS,
    /** TLS from the first octet (RFC 8314). */
    TLS
  }

  /** The settings, or nothing when {@code check} has found a fault. */
  static Optional<DeliverySettings> of(MailDelivery.Config config, ConfigCheck check) {
    String host = check.required("host", config.host());
    int port = check.number("port", config.port(), 1, 65_535);
    String username = check.text("username", config.username());
    String password = check.text("password", config.password());
    if (username.isEmpty() != password.isEmpty()) {
      check.fault("password", "and username must both be set or both be empty");
    }
    String key = check.text("tls", config.tls());
    Optional<Tls> tls =
        Arrays.stream(Tls.values())
            .filter(t -> t.name().toLowerCase(Locale.ROOT).equals(key))
            .findFirst();
    if (tls.isEmpty()) {
      check.fault("tls", "is '" + key + "' but must be one of none, starttls, tls");
    }
    String from = check.required("from", config.from());
    if (!from.isEmpty() && !MailComposer.isAddress(from)) {
      check.fault("from", "is no mail address");
    }
    String reversePath = reversePath(check, config, from);
    return check.findings().isEmpty()
        ? Optional.of(
            new DeliverySettings(host, port, username, password, tls.get(), from, reversePath))
        : Optional.empty();
  }

  private static String reversePath(ConfigCheck check, MailDelivery.Config config, String from) {
    String value = check.text("envelopeFrom", config.envelopeFrom());
    if (value.equals("none")) {
      return "<>";
    }
    if (!value.isEmpty() && !MailComposer.isAddress(value)) {
      check.fault("envelopeFrom", "is neither a mail address nor none");
    }
    return '<' + (value.isEmpty() ? from : value) + '>';
  }
}
