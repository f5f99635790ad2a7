package smsgateway.mail.internal;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import smsgateway.mail.internal.smtp.SmtpEngine;

/**
 * Checked configuration of the listener.
 *
 * @param trustedHosts hosts that may send without a login
 */
record ListenerSettings(SmtpEngine.Setup engine, Set<InetAddress> trustedHosts, SenderTrust trust) {
  private static final int LARGEST = 50_000_000;

  ListenerSettings {
    trustedHosts = Set.copyOf(trustedHosts);
  }

  /** The settings, or nothing when {@code check} has found a fault. */
  static Optional<ListenerSettings> of(SmtpListener.Config config, ConfigCheck check) {
    Set<InetAddress> bind = check.addresses("bind", config.bind());
    if (bind.size() != 1) {
      check.fault("bind", "must be one IP address");
    }
    int port = check.number("port", config.port(), 1, 65_535);
    String username = check.text("username", config.username());
    String password = check.text("password", config.password());
    if (username.isEmpty() != password.isEmpty()) {
      check.fault("password", "and username must both be set or both be empty");
    }
    Set<InetAddress> trusted = check.addresses("trustedHosts", config.trustedHosts());
    SenderTrust trust = SenderTrust.of(config.trust(), config.trustHeader(), check).handedOver();
    int bytes = check.number("maxMessageBytes", config.maxMessageBytes(), 10_000, LARGEST);
    if (!check.findings().isEmpty()) {
      return Optional.empty();
    }
    InetAddress address = bind.iterator().next();
    return Optional.of(
        new ListenerSettings(
            new SmtpEngine.Setup(address, port, username, password, bytes), trusted, trust));
  }
}
