package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import smsgateway.itests.MailServer.Entrance;

/** People and intruders who send mails through a mail server. */
final class MailUsers {
  private final MailServer server;

  MailUsers(MailServer server) {
    this.server = server;
  }

  private static String login(String address) {
    String text = "\0" + address + "\0" + MailServer.PASSWORD;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A mail with further fields above its own. */
  static String mail(String from, String to, String text, String... fields) {
    return String.join("\n", fields)
        + (fields.length == 0 ? "" : "\n")
        + """
        From: <%s>
        To: <%s>
        Subject: ignored
        Message-ID: <%s@client.example.com>
        Date: Mon, 23 Nov 2026 10:00:00 +0100

        %s
        """
            .formatted(from, to, UUID.randomUUID(), text);
  }

  /** Sends as a user who has logged in. */
  void send(Entrance entrance, String login, List<String> recipients, String mail) {
    try (Smtp smtp = new Smtp(server.smtp(entrance))) {
      assertThat(smtp.command("AUTH PLAIN " + login(login))).startsWith("235");
      assertThat(smtp.send(login, recipients, mail)).startsWith("250");
    }
  }

  /** Sends as the user, to one recipient. */
  void send(String recipient, String text) {
    send(
        Entrance.ORIGINAL_TO,
        GatewayFixture.USER,
        List.of(recipient),
        mail(GatewayFixture.USER, recipient, text));
  }

  /** Sends as an outsider. */
  void intrude(Entrance entrance, String hello, String recipient, String mail) {
    try (Smtp smtp = new Smtp(server.smtp(entrance))) {
      assertThat(smtp.command("XCLIENT ADDR=192.0.2.66 NAME=evil.example.net")).startsWith("220");
      smtp.command("EHLO " + hello);
      assertThat(smtp.send(GatewayFixture.USER, List.of(recipient), mail)).startsWith("250");
    }
  }
}
