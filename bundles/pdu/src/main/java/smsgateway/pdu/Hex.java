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
    byte[] values = new byte[128];
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
    byte[] octets = new byte[length / 2];
    for (int i = 0; i < octets.length; i++) {
      int value = (value(hex.charAt(2 * i)) << 4) | value(hex.charAt(2 * i + 1));
      if (value < 0) {
        throw new PduException(Kind.BAD_HEX, FIELD, i, "not a hexadecimal digit");
      }
      octets[i] = (byte) value;
    }
    return octets;
  }

  /**
   * In lenient mode white space is skipped, a tail glued to the line by a modem ({@code ,0} or the
   * next {@code +CMGL:}) is cut off, and so is half an octet at the end.
   */
  static byte[] parse(String hex, Mode mode, List<Warning> warnings) throws PduException {
    return parse(mode == Mode.STRICT ? hex : repaired(hex, warnings));
  }

  private static String repaired(String hex, List<Warning> warnings) {
    int good = 0;
    while (good < hex.length() && value(hex.charAt(good)) >= 0) {
      good++;
    }
    String digits = good == hex.length() ? hex : withoutTail(hex, warnings);
    if (digits.length() % 2 != 0) {
      warnings.add(new Warning(Kind.BAD_HEX, FIELD, digits.length() / 2, "odd digit dropped"));
      return digits.substring(0, digits.length() - 1);
    }
    return digits;
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

  /** The value of a digit; negative for anything else. */
  private static int value(char digit) {
    return digit < VALUES.length ? VALUES[digit] : -1;
  }
}
