package smsgateway.pdu;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import smsgateway.pdu.PduException.Kind;

/** Hexadecimal digits of a PDU line, without intermediate strings. */
final class Hex {
  private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUES = values();
  private static final String FIELD = "hex";

  private Hex() {}

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < 16; i++) {
      values[DIGITS[i]] = (byte) i;
      values[Character.toLowerCase(DIGITS[i])] = (byte) i;
    }
    return values;
  }

  /** Upper-case digits of all octets. */
  static String format(byte[] octets) {
    byte[] text = new byte[octets.length * 2];
    for (int i = 0; i < octets.length; i++) {
      text[2 * i] = DIGITS[(octets[i] >> 4) & 0xF];
      text[2 * i + 1] = DIGITS[octets[i] & 0xF];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Exactly pairs of digits. */
  static byte[] parse(String hex) throws PduException {
    int length = hex.length();
    if (length % 2 != 0) {
      throw new PduException(Kind.BAD_HEX, FIELD, length / 2, "odd number of digits");
    }
    byte[] digits = hex.getBytes(StandardCharsets.ISO_8859_1);
    byte[] octets = new byte[length / 2];
    int all = 0;
    for (int i = 0; i < octets.length; i++) {
      int value = (VALUES[digits[2 * i] & 0xFF] << 4) | VALUES[digits[2 * i + 1] & 0xFF];
      all |= value;
      octets[i] = (byte) value;
    }
    if (all < 0) {
      throw new PduException(Kind.BAD_HEX, FIELD, goodDigits(hex) / 2, "not a hexadecimal digit");
    }
    return octets;
  }

  /**
   * In lenient mode white space is skipped, a tail glued to the line by a modem ({@code ,0} or the
   * next {@code +CMGL:}) is cut off, and so is half an octet at the end.
   */
  static byte[] parse(String hex, Mode mode, List<Warning> warnings) throws PduException {
    try {
      return parse(hex);
    } catch (PduException fault) {
      if (mode == Mode.STRICT) {
        throw fault;
      }
      return parse(repaired(hex, warnings));
    }
  }

  private static String repaired(String hex, List<Warning> warnings) {
    String digits = goodDigits(hex) == hex.length() ? hex : withoutTail(hex, warnings);
    if (digits.length() % 2 != 0) {
      warnings.add(new Warning(Kind.BAD_HEX, FIELD, digits.length() / 2, "odd digit dropped"));
      return digits.substring(0, digits.length() - 1);
    }
    return digits;
  }

  private static int goodDigits(String hex) {
    int good = 0;
    while (good < hex.length() && hex.charAt(good) <= 0xFF && VALUES[hex.charAt(good)] >= 0) {
      good++;
    }
    return good;
  }

  private static String withoutTail(String hex, List<Warning> warnings) {
    StringBuilder digits = new StringBuilder(hex.length());
    for (int i = 0; i < hex.length(); i++) {
      char c = hex.charAt(i);
      if (c == ',' || c == '+') {
        warnings.add(new Warning(Kind.BAD_HEX, FIELD, digits.length() / 2, "tail of line dropped"));
        break;
      }
      if (!Character.isWhitespace(c)) {
        digits.append(c);
      }
    }
    return digits.toString();
  }
}
