package smsgateway.emulator.internal;

import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import org.subethamail.smtp.client.SMTPException;
import org.subethamail.smtp.client.SmartClient;

/** Writes a mail and submits it by SMTP to the gateway's listener on loopback. */
final class MailWriter {
  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));
  private final int port;

  MailWriter(int port) {
    this.port = port;
  }

  /**
   * Sends the mail.
   *
   * @throws IllegalArgumentException for an address that is none
   * @throws IOException when the listener cannot be reached or refuses; the message says how
   */
  void send(String from, String to, String subject, String text) throws IOException {
    byte[] mail = mail(address(from), address(to), subject, text);
    SmartClient client = SmartClient.createAndConnect("127.0.0.1", port, "localhost");
    try {
      client.from(from.trim());
      client.to(to.trim());
      client.dataStart();
      client.dataWrite(mail, mail.length);
      client.dataEnd();
    } catch (SMTPException e) {
      throw new IOException("The gateway answered: " + e.getMessage(), e);
    } finally {
      client.quit();
    }
  }

  private static String address(String text) {
    String address = text.trim();
    if (!address.matches("[^\\s<>@\\p{Cntrl}]+@[^\\s<>@\\p{Cntrl}]+")) {
      throw new IllegalArgumentException("That is no mail address.");
    }
    return address;
  }

  private static byte[] mail(String from, String to, String subject, String text)
      throws IOException {
    String oneLine = subject.replaceAll("\\p{Cntrl}", " ").trim();
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    String head =
        "From: <"
            + from
            + ">\r\nTo: <"
            + to
            + ">\r\nDate: "
            + date
            + "\r\nMessage-ID: <"
            + UUID.randomUUID()
            + "@mailbox.demo>"
            + "\r\nSubject: "
            + MimeUtility.encodeText(oneLine, "UTF-8", "B")
            + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8"
            + "\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    String body = BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return (head + body + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
