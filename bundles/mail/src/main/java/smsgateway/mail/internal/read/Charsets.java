package smsgateway.mail.internal.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Octets to text, whatever the label says. Total: the declared charset if it fits, else UTF-8 if it
 * fits, else windows-1252.
 */
final class Charsets {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private Charsets() {}

  /**
   * Decodes text.
   *
   * @param declared charset name as the mail gives it; may be empty, unknown or a lie
   */
  static String decode(byte[] octets, String declared) {
    return decode(octets, declared, Integer.MAX_VALUE, false);
  }

  /**
   * Decodes the beginning of a text.
   *
   * @param most characters; what follows them is not looked at
   * @param cut whether the octets may end within a character
   */
  static String decode(byte[] octets, String declared, int most, boolean cut) {
    return charset(declared)
        .flatMap(charset -> strict(octets, charset, most, cut))
        .or(() -> strict(octets, StandardCharsets.UTF_8, most, cut))
        .orElseGet(() -> new String(octets, 0, Math.min(octets.length, most), WINDOWS));
  }

  private static Optional<Charset> charset(String declared) {
    String name = declared.trim().toLowerCase(Locale.ROOT);
    if (name.equals("iso-8859-1") || name.equals("latin1")) {
      // Octets 80 to 9F are control characters in ISO 8859-1; whoever sends them means Windows.
      return Optional.of(WINDOWS);
    }
    try {
      return name.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> strict(byte[] octets, Charset charset, int most, boolean cut) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    double needed = Math.ceil((double) octets.length * decoder.maxCharsPerByte());
    CharBuffer text = CharBuffer.allocate((int) Math.min(most, needed));
    CoderResult result = decoder.decode(ByteBuffer.wrap(octets), text, !cut);
    if (result.isUnderflow()) {
      result = decoder.flush(text);
    }
    return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
  }
}
