package smsgateway.mail.internal.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Encoded words in header fields (RFC 2047); what cannot be decoded stays as it is. */
final class EncodedWords {
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?\\s*]{1,40})(?:\\*[^?\\s]{0,20})?\\?([BbQq])\\?([^?]*)\\?=");

  private EncodedWords() {}

  /**
   * Decodes all encoded words. Blanks between two words vanish (§6.2); octets of neighbours with
   * the same charset are joined first, because mailers split multi-octet characters.
   */
  static String decode(String value) {
    Matcher word = WORD.matcher(value);
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    String charset = "";
    int end = 0;
    while (word.find()) {
      String between = value.substring(end, word.start());
      boolean adjacent = end > 0 && between.isBlank();
      if (!adjacent || !charset.equals(word.group(1).toLowerCase(Locale.ROOT))) {
        text.append(flush(octets, charset)).append(adjacent ? "" : between);
        charset = word.group(1).toLowerCase(Locale.ROOT);
      }
      octets.writeBytes(octets(word.group(2), word.group(3)));
      end = word.end();
    }
    return text.append(flush(octets, charset)).append(value, end, value.length()).toString();
  }

  private static byte[] octets(String encoding, String encoded) {
    byte[] raw = encoded.getBytes(StandardCharsets.UTF_8);
    return encoding.equalsIgnoreCase("B")
        ? TransferEncoding.base64(raw)
        : TransferEncoding.quotedPrintable(raw, true);
  }

  private static String flush(ByteArrayOutputStream octets, String charset) {
    String text = Charsets.decode(octets.toByteArray(), charset);
    octets.reset();
    return text;
  }
}
