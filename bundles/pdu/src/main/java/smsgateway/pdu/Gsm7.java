package smsgateway.pdu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The GSM 7-bit alphabets (3GPP TS 23.038 §6.1.2 and §6.2.1): septets to octets and to text. A
 * septet sequence is a {@code byte[]} with one septet per element.
 */
public final class Gsm7 {
  private static final int SEPTET = 0x7F;

  /** Eight septets fill seven octets: from an octet boundary they are moved as one number. */
  private static final int BLOCK = 8;

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
  static final long HIGH = 0x8080808080808080L;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
    boolean usual = base == LanguageTables.base(0);
    byte[] latin = usual ? septets : septets.clone();
    for (int i = 0; i < septets.length; i += BLOCK) {
      if (usual && i + BLOCK <= septets.length && ascii((long) LONG.get(septets, i))) {
        continue;
      }
      if (latin == septets) {
        latin = septets.clone();
      }
      if (!translate(latin, i, Math.min(i + BLOCK, septets.length), base)) {
        return wide(septets, base, singleShift);
      }
    }
    return new String(latin, StandardCharsets.ISO_8859_1);
  }

  /** Puts Latin-1 in the place of codes; false when a character is none or an escape comes. */
  private static boolean translate(byte[] latin, int from, int to, char[] base) {
    for (int i = from; i < to; i++) {
      char c = base[latin[i] & SEPTET];
      if (c > 0xFF) {
        return false;
      }
      latin[i] = (byte) c;
    }
    return true;
  }

  /**
   * Whether eight octets are all characters that ASCII and the default alphabet have at the same
   * code: 0x20 to 0x7A without {@code $}, {@code @} and 0x5B to 0x60.
   */
  static boolean ascii(long octets) {
    long codes = octets & LOW;
    long other = ~least(codes, 0x20) | least(codes, 0x7B);
    other |= least(codes, 0x5B) & ~least(codes, 0x61);
    other |= least(codes, '$') & ~least(codes, '$' + 1);
    other |= least(codes, '@') & ~least(codes, '@' + 1);
    return ((octets | other) & HIGH) == 0;
  }

  /** The high bit of each octet says whether the code below it is at least {@code code}. */
  static long least(long codes, int code) {
    return codes + (0x80 - code) * ONES;
  }

  /** For escapes and characters beyond Latin-1. */
  private static String wide(byte[] septets, char[] base, int singleShift) {
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
    int i = 0;
    while (i < count) {
      if (shift == 0 && i + BLOCK <= count && at + BLOCK <= octets.length) {
        LONG.set(septets, i, spread((long) LONG.get(octets, at)));
        i += BLOCK;
        at += BLOCK - 1;
        continue;
      }
      int value = (octets[at] & 0xFF) >> shift;
      if (shift > 1) {
        value |= octets[at + 1] << (8 - shift);
      }
      septets[i++] = (byte) (value & SEPTET);
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
    int i = from;
    while (i < from + count) {
      if (shift == 0 && i + BLOCK <= from + count && at + BLOCK <= octets.length) {
        LONG.set(octets, at, gathered((long) LONG.get(septets, i)));
        i += BLOCK;
        at += BLOCK - 1;
        continue;
      }
      int value = (septets[i++] & SEPTET) << shift;
      octets[at] |= (byte) value;
      if (shift > 1) {
        octets[at + 1] = (byte) (value >> 8);
      }
      shift += 7;
      at += shift >> 3;
      shift &= 7;
    }
  }

  /** Eight septets out of the low 56 bits, one to a byte: halves, quarters, eighths move apart. */
  private static long spread(long x) {
    long halves = (x & 0x000000000FFFFFFFL) | ((x & 0x00FFFFFFF0000000L) << 4);
    long quarters = (halves & 0x00003FFF00003FFFL) | ((halves & 0x0FFFC0000FFFC000L) << 2);
    return (quarters & 0x007F007F007F007FL) | ((quarters & 0x3F803F803F803F80L) << 1);
  }

  /** The inverse of {@link #spread}. */
  private static long gathered(long x) {
    long quarters = (x & 0x007F007F007F007FL) | ((x & 0x7F007F007F007F00L) >>> 1);
    long halves = (quarters & 0x00003FFF00003FFFL) | ((quarters & 0x3FFF00003FFF0000L) >>> 2);
    return (halves & 0x000000000FFFFFFFL) | ((halves & 0x0FFFFFFF00000000L) >>> 4);
  }
}
