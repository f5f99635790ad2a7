package smsgateway.pdu;

/**
 * The GSM 7-bit alphabets (3GPP TS 23.038 §6.1.2 and §6.2.1): septets to octets and to text. A
 * septet sequence is a {@code byte[]} with one septet per element.
 */
public final class Gsm7 {
  private static final int SEPTET = 0x7F;

  private Gsm7() {}

  /**
   * The text of septets. A code without a character in the base table is a space; after an escape,
   * a code that the extension table lacks is the character of the base table, a second escape is a
   * space, and a lone escape at the end is nothing.
   *
   * @param lockingShift national language identifier of the base table; unknown ones mean 0
   * @param singleShift national language identifier of the extension table; unknown ones mean 0
   */
  public static String text(byte[] septets, int lockingShift, int singleShift) {
    char[] base = LanguageTables.base(lockingShift);
    char[] text = new char[septets.length];
    int length = 0;
    for (int i = 0; i < septets.length; i++) {
      int code = septets[i] & SEPTET;
      if (code == LanguageTables.ESCAPE) {
        i++;
        if (i == septets.length) {
          break;
        }
        text[length++] = escaped(septets[i] & SEPTET, base, singleShift);
      } else {
        char c = base[code];
        text[length++] = c == LanguageTables.NONE ? ' ' : c;
      }
    }
    return new String(text, 0, length);
  }

  /** Whether a sequence ends in an escape that waits for its code. */
  static boolean endsInEscape(byte[] septets) {
    boolean escape = false;
    for (byte septet : septets) {
      escape = !escape && septet == LanguageTables.ESCAPE;
    }
    return escape;
  }

  static char escaped(int code, char[] base, int singleShift) {
    if (code == LanguageTables.ESCAPE) {
      return ' ';
    }
    char c = LanguageTables.extension(singleShift)[code];
    if (c == LanguageTables.NONE) {
      c = base[code];
    }
    return c == LanguageTables.NONE ? ' ' : c;
  }

  /**
   * Takes septets out of octets (3GPP TS 23.038 §6.1.2.1).
   *
   * @param from index of the octet that bit 0 belongs to
   * @param firstBit number of bits to skip from there
   */
  public static byte[] unpack(byte[] octets, int from, int firstBit, int count) {
    byte[] septets = new byte[count];
    int at = from + (firstBit >> 3);
    int shift = firstBit & 7;
    for (int i = 0; i < count; i++) {
      int value = (octets[at] & 0xFF) >> shift;
      if (shift > 1) {
        value |= octets[at + 1] << (8 - shift);
      }
      septets[i] = (byte) (value & SEPTET);
      shift += 7;
      at += shift >> 3;
      shift &= 7;
    }
    return septets;
  }

  /**
   * Puts septets into octets that are zero there.
   *
   * @param to index of the octet that bit 0 belongs to
   * @param firstBit number of bits to skip from there
   */
  public static void pack(
      byte[] septets, int from, int count, byte[] octets, int to, int firstBit) {
    int at = to + (firstBit >> 3);
    int shift = firstBit & 7;
    for (int i = from; i < from + count; i++) {
      int value = (septets[i] & SEPTET) << shift;
      octets[at] |= (byte) value;
      if (shift > 1) {
        octets[at + 1] = (byte) (value >> 8);
      }
      shift += 7;
      at += shift >> 3;
      shift &= 7;
    }
  }
}
