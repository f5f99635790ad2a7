package smsgateway.pdu;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Text to septets for one pair of national tables (3GPP TS 23.038 §6.2.1). Immutable. Every
 * character has one code; a character that both tables have takes the base table, which is shorter.
 */
public final class Gsm7Encoder {
  private static final short MISSING = -1;
  private static final int EXTENDED = 0x80;
  private static final int MOST_MISSING = 16;
  private static final int REPLACEMENT = 0xFFFD;
  private static final short[] NOTHING = page();

  /** The default alphabet with its default extension. */
  public static final Gsm7Encoder DEFAULT = new Gsm7Encoder(0, 0);

  /** Code by character, in pages of 256 characters; {@link #EXTENDED} marks an escaped code. */
  private final short[][] pages = new short[256][];

  private final int lockingShift;
  private final int singleShift;

  /** Whether the base table is the default one, which is close to ASCII. */
  private final boolean usual;

  private Gsm7Encoder(int lockingShift, int singleShift) {
    this.lockingShift = lockingShift;
    this.singleShift = singleShift;
    this.usual = LanguageTables.base(lockingShift) == LanguageTables.base(0);
    Arrays.fill(pages, NOTHING);
    put(LanguageTables.extension(singleShift), EXTENDED);
    put(LanguageTables.base(lockingShift), 0);
  }

  /**
   * An encoder; keep it, building one costs some microseconds.
   *
   * @param lockingShift national language identifier of the base table, 0 = default
   * @param singleShift national language identifier of the extension table, 0 = default
   */
  public static Gsm7Encoder of(int lockingShift, int singleShift) {
    return lockingShift == 0 && singleShift == 0
        ? DEFAULT
        : new Gsm7Encoder(lockingShift, singleShift);
  }

  /** National language identifier of the base table. */
  public int lockingShift() {
    return lockingShift;
  }

  /** National language identifier of the extension table. */
  public int singleShift() {
    return singleShift;
  }

  /** Whether the tables have the character. */
  public boolean encodes(char c) {
    return code(c) != MISSING;
  }

  /** Number of septets, an escaped character counting two; -1 when a character is missing. */
  public int septets(String text) {
    int septets = 0;
    for (int i = 0; i < text.length(); i++) {
      int code = code(text.charAt(i));
      if (code == MISSING) {
        return -1;
      }
      septets += code < EXTENDED ? 1 : 2;
    }
    return septets;
  }

  /**
   * The septets of a text.
   *
   * @throws IllegalArgumentException when a character is missing, see {@link #septets}
   */
  public byte[] encode(String text) {
    return encodeIfComplete(text)
        .orElseThrow(() -> new IllegalArgumentException("a character is not in the alphabet"));
  }

  /** The septets of a text in one pass; empty when a character is missing. */
  Optional<byte[]> encodeIfComplete(String text) {
    if (otherScript(text)) {
      return Optional.empty();
    }
    byte[] single = usual ? allSingle(text) : null;
    return single != null ? Optional.of(single) : oneByOne(text);
  }

  /** A text of another script shows it at once; saves the copy that {@link #allSingle} makes. */
  private boolean otherScript(String text) {
    for (int i = 0; i < Math.min(text.length(), Long.BYTES); i++) {
      if (!encodes(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The septets of a text without escapes, eight at a time where ASCII has them at the same code;
   * null when there are others. What Latin-1 lacks comes as a question mark, so that one is looked
   * up in the text.
   */
  private byte[] allSingle(String text) {
    byte[] septets = text.getBytes(StandardCharsets.ISO_8859_1);
    if (septets.length != text.length()) {
      return null;
    }
    for (int i = 0; i < septets.length; i += Long.BYTES) {
      if (i + Long.BYTES <= septets.length) {
        long block = (long) Gsm7.LONG.get(septets, i);
        if (Gsm7.ascii(block) && !question(block)) {
          continue;
        }
      }
      for (int at = i; at < Math.min(i + Long.BYTES, septets.length); at++) {
        int code = code(text.charAt(at));
        if (code == MISSING || code >= EXTENDED) {
          return null;
        }
        septets[at] = (byte) code;
      }
    }
    return septets;
  }

  private static boolean question(long codes) {
    return (Gsm7.least(codes, '?') & ~Gsm7.least(codes, '?' + 1) & Gsm7.HIGH) != 0;
  }

  private Optional<byte[]> oneByOne(String text) {
    byte[] septets = new byte[text.length()];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int code = code(text.charAt(i));
      if (code == MISSING) {
        return Optional.empty();
      }
      if (code >= EXTENDED) {
        if (at + text.length() - i >= septets.length) {
          septets = Arrays.copyOf(septets, at + 2 * (text.length() - i));
        }
        septets[at++] = LanguageTables.ESCAPE;
        code -= EXTENDED;
      }
      septets[at++] = (byte) code;
    }
    return Optional.of(at == septets.length ? septets : Arrays.copyOf(septets, at));
  }

  /** The characters that are missing, each once and at most 16; a lone surrogate as U+FFFD. */
  public String missing(String text) {
    StringBuilder missing = new StringBuilder();
    int found = 0;
    int next;
    for (int at = 0; at < text.length() && found < MOST_MISSING; at = next) {
      int c = text.codePointAt(at);
      next = at + Character.charCount(c);
      if (next > at + 1 || !encodes((char) c)) {
        int shown = Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c;
        if (missing.indexOf(Character.toString(shown)) < 0) {
          missing.appendCodePoint(shown);
          found++;
        }
      }
    }
    return missing.toString();
  }

  private int code(char c) {
    return pages[c >> 8][c & 0xFF];
  }

  /** From the highest code down, so that the lowest code of a character wins. */
  private void put(char[] table, int mark) {
    for (int code = table.length - 1; code >= 0; code--) {
      char c = table[code];
      if (c == LanguageTables.NONE) {
        continue;
      }
      if (pages[c >> 8] == NOTHING) {
        pages[c >> 8] = page();
      }
      pages[c >> 8][c & 0xFF] = (short) (code | mark);
    }
  }

  private static short[] page() {
    short[] page = new short[256];
    Arrays.fill(page, MISSING);
    return page;
  }
}
