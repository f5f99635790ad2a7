package smsgateway.emulator.internal;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Reads what the demonstration shows of a mail; total: what cannot be read is shown raw. */
final class MailReader {
  private static final int MAX_TEXT = 20_000;

  private MailReader() {}

  static Mail read(String envelopeTo, byte[] octets) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Jakarta Mail looks for its providers by the context class loader.
    thread.setContextClassLoader(Session.class.getClassLoader());
    try {
      MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(octets));
      return new Mail(
          Instant.now(),
          header(message, "From"),
          envelopeTo,
          header(message, "Subject"),
          cut(text(message)));
    } catch (MessagingException | IOException e) {
      String raw = new String(octets, StandardCharsets.UTF_8);
      return new Mail(Instant.now(), "", envelopeTo, "(not readable)", cut(raw));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static String header(MimeMessage message, String name) throws MessagingException {
    String value = message.getHeader(name, ", ");
    try {
      return value == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(value));
    } catch (UnsupportedEncodingException e) {
      return value;
    }
  }

  private static String text(MimePart part) throws MessagingException, IOException {
    if (part.isMimeType("multipart/*")) {
      MimeMultipart all = new MimeMultipart(new MimePartDataSource(part));
      String found = "";
      for (int i = 0; i < all.getCount() && found.isEmpty(); i++) {
        BodyPart body = all.getBodyPart(i);
        found = body instanceof MimePart mime ? text(mime) : "";
      }
      return found;
    }
    return part.isMimeType("text/*") ? decoded(part) : "";
  }

  private static String decoded(Part part) throws MessagingException, IOException {
    String charset = new ContentType(part.getContentType()).getParameter("charset");
    byte[] octets = part.getInputStream().readAllBytes();
    try {
      String name = charset == null ? "UTF-8" : MimeUtility.javaCharset(charset);
      return new String(octets, Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return new String(octets, StandardCharsets.ISO_8859_1);
    }
  }

  private static String cut(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
  }
}
