package smsgateway.mail.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import smsgateway.mail.internal.intake.Account;
import smsgateway.mail.internal.intake.Account.Login;
import smsgateway.mail.internal.intake.Account.Protocol;

/** Checked configuration of one mailbox. */
record IntakeSettings(Account account, RecipientPolicy recipients, SenderTrust trust) {
  private static final int LARGEST = 50_000_000;
  private static final int NAME_CHARS = 64;

  /** The settings, or nothing when {@code check} has found a fault. */
  static Optional<IntakeSettings> of(
      String name, MailIntake.Config config, String file, ConfigCheck check) {
    if (name.length() > NAME_CHARS) {
      check.fault("(its name)", "is longer than " + NAME_CHARS + " characters");
    }
    Protocol protocol = protocol(config, check);
    Account account =
        new Account(
            name,
            protocol,
            check.required("host", config.host()),
            config.port().isBlank()
                ? protocol.port()
                : check.number("port", config.port(), 1, 65_535),
            check.required("username", config.username()),
            login(config, check),
            check.required("password", config.password()),
            check.required("folder", config.folder()),
            check.number("pollSeconds", config.pollSeconds(), 1, 3600),
            check.number("maxMessageBytes", config.maxMessageBytes(), 10_000, LARGEST),
            file);
    List<String> headers =
        Arrays.stream(check.text("recipientHeaders", config.recipientHeaders()).split(",", -1))
            .map(header -> header.strip().toLowerCase(Locale.ROOT))
            .filter(header -> !header.isEmpty())
            .toList();
    SenderTrust trust = SenderTrust.of(config.trust(), config.trustHeader(), check);
    return check.findings().isEmpty()
        ? Optional.of(new IntakeSettings(account, new RecipientPolicy(headers), trust))
        : Optional.empty();
  }

  private static Login login(MailIntake.Config config, ConfigCheck check) {
    String key = check.text("login", config.login());
    Optional<Login> login =
        Arrays.stream(Login.values()).filter(l -> l.key().equals(key)).findFirst();
    if (login.isEmpty()) {
      check.fault("login", "is '" + key + "' but must be password or oauth2");
    }
    return login.orElse(Login.PASSWORD);
  }

  private static Protocol protocol(MailIntake.Config config, ConfigCheck check) {
    String key = check.text("protocol", config.protocol());
    Optional<Protocol> protocol =
        Arrays.stream(Protocol.values()).filter(p -> p.key().equals(key)).findFirst();
    if (protocol.isEmpty()) {
      String all =
          Arrays.stream(Protocol.values()).map(Protocol::key).collect(Collectors.joining(", "));
      check.fault("protocol", "is '" + key + "' but must be one of " + all);
    }
    return protocol.orElse(Protocol.IMAPS);
  }
}
