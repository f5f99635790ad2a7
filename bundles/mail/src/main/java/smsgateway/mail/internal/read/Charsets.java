package smsgateway.mail.internal.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Octets to text, whatever the label says. Total: the declared charset if it fits, else UTF-8 if it
 * fits, else windows-1252.
 */
final class Charsets {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /**
   * What mail programs write under the name of a narrower charset, as web browsers read it (WHATWG
   * Encoding Standard §4.2): the octets of the narrower one mean the same in the wider.
   */
  private static final Map<String, String> WIDER =
      Map.of(
          "ISO-8859-1", "windows-1252",
          "ISO-8859-9", "windows-1254",
          "TIS-620", "x-windows-874",
          "GB2312", "GB18030",
          "GBK", "GB18030",
          "Big5", "Big5-HKSCS",
          "Shift_JIS", "windows-31j",
          "EUC-KR", "x-windows-949");

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
    String name = declared.trim();
    try {
      return name.isEmpty() ? Optional.empty() : Optional.of(meant(Charset.forName(name)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Charset meant(Charset declared) {
    String wider = WIDER.getOrDefault(declared.name(), "");
    return !wider.isEmpty() && Charset.isSupported(wider) ? Charset.forName(wider) : declared;
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
