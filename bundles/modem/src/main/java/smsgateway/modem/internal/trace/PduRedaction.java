package smsgateway.modem.internal.trace;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Replaces numbers and text in PDUs (3GPP TS 23.040 §9.2.2) by zeros and leaves the rest: lengths,
 * alphabet, TP-MR, header of concatenation, times, states. What is not understood becomes zeros as
 * a whole. Pure.
 */
final class PduRedaction {
  private static final int DELIVER_FIXED = 9;
  private static final int SUBMIT_FIXED = 2;
  private static final int[] VALIDITY_OCTETS = {0, 7, 1, 7};
  private static final int HAS_HEADER = 0x40;

  private final byte[] octets;
  private int at;

  private PduRedaction(byte[] octets) {
    this.octets = octets;
  }

  /** A PDU on its way to the modem. */
  static String submit(String hex) {
    return redacted(hex, true);
  }

  /** A PDU from the modem: SMS-DELIVER or SMS-STATUS-REPORT. */
  static String received(String hex) {
    return redacted(hex, false);
  }

  private static String redacted(String hex, boolean submit) {
    if (hex.length() % 2 != 0) {
      return "0".repeat(hex.length());
    }
    byte[] octets = HexFormat.of().parseHex(hex);
    try {
      new PduRedaction(octets).run(submit);
    } catch (IndexOutOfBoundsException e) {
      Arrays.fill(octets, (byte) 0);
    }
    String result = HexFormat.of().formatHex(octets);
    return hex.equals(hex.toUpperCase(Locale.ROOT)) ? result.toUpperCase(Locale.ROOT) : result;
  }

  private void run(boolean submit) {
    int centre = next();
    if (centre > 0) {
      at++;
      zero(centre - 1);
    }
    int first = next();
    int type = first & 3;
    if (submit && type == 1) {
      at++;
      address();
      at += SUBMIT_FIXED + VALIDITY_OCTETS[first >> 3 & 3];
      userData(first);
    } else if (!submit && type == 0) {
      address();
      at += DELIVER_FIXED;
      userData(first);
    } else if (!submit && type == 2) {
      at++;
      address();
    } else {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private int next() {
    return octets[at++] & 0xFF;
  }

  /** Length in semi-octets, type, digits; a filler F at the end of an odd number stays. */
  private void address() {
    int digits = next();
    at++;
    int count = (digits + 1) / 2;
    boolean filler = count > 0 && (octets[at + count - 1] & 0xF0) == 0xF0;
    zero(count);
    if (filler) {
      octets[at - 1] = (byte) 0xF0;
    }
  }

  private void userData(int first) {
    int length = next();
    if (length > 0 && (first & HAS_HEADER) != 0) {
      at += next();
    }
    zero(octets.length - at);
  }

  private void zero(int count) {
    Arrays.fill(octets, at, at + count, (byte) 0);
    at += count;
  }
}
