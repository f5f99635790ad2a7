package smsgateway.mail.internal.read;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells mails that programs wrote from mails that people wrote (RFC 3834, 2919, 2369). */
final class AutomaticMail {
  private static final Set<String> PRECEDENCE = Set.of("bulk", "junk", "list", "auto_reply");
  private static final Set<String> REPORT =
      Set.of(
          "multipart/report",
          "message/delivery-status",
          "message/disposition-notification",
          "message/global-delivery-status");
  private static final Set<String> MACHINE =
      Set.of("mailer-daemon", "postmaster", "noreply", "no-reply");

  private AutomaticMail() {}

  /**
   * The mark that makes a mail automatic, or empty.
   *
   * @param from address of the sender, lower case, or empty
   * @param own address of the gateway, or empty
   */
  static Optional<String> mark(HeaderFields header, String from, String own) {
    return submitted(header)
        .or(() -> field(header, "precedence", PRECEDENCE))
        .or(() -> field(header, "content-type", REPORT))
        .or(
            () ->
                header.all().stream()
                    .map(HeaderFields.Field::name)
                    .filter(AutomaticMail::listOrAuto)
                    .findFirst())
        .or(() -> sender(header, from, own));
  }

  private static Optional<String> submitted(HeaderFields header) {
    return header
        .find("auto-submitted")
        .filter(value -> !Parameters.of(value).value().split("[\\s(]", 2)[0].equals("no"))
        .map(value -> "auto-submitted");
  }

  private static Optional<String> field(HeaderFields header, String name, Set<String> marks) {
    return header.find(name).filter(v -> marks.contains(Parameters.of(v).value())).map(v -> name);
  }

  private static boolean listOrAuto(String name) {
    return name.startsWith("list-") || name.equals("x-autoreply") || name.equals("x-autorespond");
  }

  private static Optional<String> sender(HeaderFields header, String from, String own) {
    int at = from.lastIndexOf('@');
    if (at > 0 && MACHINE.contains(from.substring(0, at))) {
      return Optional.of("from");
    }
    if (header.first("return-path").replace(" ", "").equals("<>")) {
      return Optional.of("return-path");
    }
    boolean loop = header.first("x-loop").toLowerCase(Locale.ROOT).equals(own) || from.equals(own);
    return loop && !own.isEmpty() ? Optional.of("x-loop") : Optional.empty();
  }
}
