package smsgateway.mail.internal.write;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Writes one plain text mail (RFC 5322, RFC 2045). Every header value passes through {@link
 * #clean}, so whatever text of a stranger it holds, it stays one value of one field. One use.
 */
final class MailWriter {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
  private static final int LONGEST = 300;

  private final StringBuilder header = new StringBuilder();

  /** Adds a field; characters outside ASCII become encoded words. */
  MailWriter field(String name, String value) {
    return raw(name, encoded(value, false));
  }

  /** Adds a field that consists of ASCII syntax, for example message ids. */
  MailWriter raw(String name, String value) {
    String ascii = CONTROL.matcher(value).replaceAll(" ").replaceAll("[^ -~]", "?");
    header.append(MimeUtility.fold(name.length() + 2, name + ": " + ascii).stripTrailing());
    header.append("\r\n");
    return this;
  }

  /** Adds From or To: a quoted or encoded name and a checked address. */
  MailWriter address(String name, String displayName, String address) {
    String shown = encoded(displayName, true);
    boolean quote = !shown.startsWith("=?");
    String phrase = quote ? '"' + shown.replaceAll("[\"\\\\]", "'") + '"' : shown;
    return raw(name, displayName.isEmpty() ? address : phrase + " <" + address + ">");
  }

  /** The whole mail. */
  byte[] body(String text) {
    raw("MIME-Version", "1.0");
    raw("Content-Type", "text/plain; charset=utf-8");
    raw("Content-Transfer-Encoding", "quoted-printable");
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(header.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    try (OutputStream quoted = MimeUtility.encode(octets, "quoted-printable")) {
      quoted.write(
          (String.join("\r\n", text.lines().toList()) + "\r\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException | jakarta.mail.MessagingException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    return octets.toByteArray();
  }

  /** One line without control characters, not longer than a header needs. */
  static String clean(String value) {
    String line = CONTROL.matcher(value).replaceAll(" ").strip();
    int end = Math.min(line.length(), LONGEST);
    boolean split = end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
    return line.substring(0, split ? end - 1 : end);
  }

  /**
   * @param phrase whether the encoded words stand before an address, where special characters must
   *     be encoded too (RFC 2047 §5)
   */
  private static String encoded(String value, boolean phrase) {
    try {
      // What looks like an encoded word in the text of a stranger is text and stays readable.
      String line = clean(value).replace("=?", "= ?");
      return phrase
          ? MimeUtility.encodeWord(line, "UTF-8", "Q")
          : MimeUtility.encodeText(line, "UTF-8", "Q");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
