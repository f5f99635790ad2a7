package smsgateway.mail.internal.read;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;

/** Content-Transfer-Encoding (RFC 2045 §6), forgiving: damage costs characters, never the mail. */
final class TransferEncoding {
  private static final int QUANTUM = 4;
  private static final int HEX = 16;

  private TransferEncoding() {}

  /** Decodes a body; an unknown encoding leaves the octets as they are. */
  static byte[] decode(byte[] octets, String encoding) {
    return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
      case "base64" -> base64(octets);
      case "quoted-printable" -> quotedPrintable(octets, false);
      default -> octets;
    };
  }

  /** Base64; characters outside the alphabet are skipped and an incomplete end is dropped. */
  static byte[] base64(byte[] octets) {
    byte[] clean = new byte[octets.length];
    int length = 0;
    for (byte octet : octets) {
      if (octet == '=') {
        break;
      }
      if (inAlphabet(octet)) {
        clean[length++] = octet;
      }
    }
    if (length % QUANTUM == 1) {
      length--;
    }
    return Base64.getDecoder().decode(java.util.Arrays.copyOf(clean, length));
  }

  private static boolean inAlphabet(byte c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  /**
   * Quoted-printable (RFC 2045 §6.7); an {@code =} that begins no escape stays.
   *
   * @param word whether {@code _} is a blank (RFC 2047 §4.2)
   */
  static byte[] quotedPrintable(byte[] octets, boolean word) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length);
    int i = 0;
    while (i < octets.length) {
      int skipped = octets[i] == '=' ? softBreak(octets, i) : 0;
      if (skipped > 0) {
        i += skipped;
      } else if (octets[i] == '=' && hex(octets, i + 1) >= 0 && hex(octets, i + 2) >= 0) {
        out.write(hex(octets, i + 1) * HEX + hex(octets, i + 2));
        i += 3;
      } else {
        out.write(word && octets[i] == '_' ? ' ' : octets[i]);
        i++;
      }
    }
    return out.toByteArray();
  }

  /** Length of the soft line break that starts at the {@code =}, with blanks after it, or 0. */
  private static int softBreak(byte[] octets, int at) {
    int i = at + 1;
    while (i < octets.length && (octets[i] == ' ' || octets[i] == '\t' || octets[i] == '\r')) {
      i++;
    }
    return i == octets.length || octets[i] == '\n' ? Math.min(i + 1, octets.length) - at : 0;
  }

  private static int hex(byte[] octets, int at) {
    return at < octets.length ? Character.digit(octets[at], HEX) : -1;
  }
}
