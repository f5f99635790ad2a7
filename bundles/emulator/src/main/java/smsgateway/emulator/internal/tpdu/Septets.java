package smsgateway.emulator.internal.tpdu;

import java.io.ByteArrayOutputStream;

/** The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038 §6.2.1). */
public final class Septets {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";
  private static final int[] EXTENSION_CODES = {10, 20, 40, 41, 47, 60, 61, 62, 64, 101};
  private static final int ESCAPE = 0x1B;

  private Septets() {}

  /**
   * The septets of a text, one per octet, or {@code null} when a character is not in the alphabet.
   */
  static byte[] of(String text) {
    ByteArrayOutputStream septets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      int code = BASIC.indexOf(text.charAt(i));
      int extended = EXTENSION.indexOf(text.charAt(i));
      if (code == ESCAPE || (code < 0 && extended < 0)) {
        return null;
      }
      if (code < 0) {
        septets.write(ESCAPE);
        code = EXTENSION_CODES[extended];
      }
      septets.write(code);
    }
    return septets.toByteArray();
  }

  /** The text of septets; an unknown extension reads as the basic character. */
  static String text(byte[] septets) {
    StringBuilder text = new StringBuilder(septets.length);
    boolean escaped = false;
    for (byte septet : septets) {
      if (escaped) {
        text.append(extended(septet));
        escaped = false;
      } else if (septet == ESCAPE) {
        escaped = true;
      } else {
        text.append(BASIC.charAt(septet));
      }
    }
    return text.toString();
  }

  private static char extended(int code) {
    for (int i = 0; i < EXTENSION_CODES.length; i++) {
      if (EXTENSION_CODES[i] == code) {
        return EXTENSION.charAt(i);
      }
    }
    return code == ESCAPE ? ' ' : BASIC.charAt(code);
  }

  /** Packs septets behind {@code fillBits} bits of zero. */
  static byte[] pack(byte[] septets, int fillBits) {
    byte[] octets = new byte[(fillBits + septets.length * 7 + 7) / 8];
    for (int i = 0; i < septets.length; i++) {
      int bit = fillBits + i * 7;
      int shifted = (septets[i] & 0x7F) << (bit % 8);
      octets[bit / 8] |= (byte) shifted;
      if (bit % 8 > 1) {
        octets[bit / 8 + 1] |= (byte) (shifted >> 8);
      }
    }
    return octets;
  }

  /** Reads {@code count} septets that start after {@code skipBits} bits. */
  static byte[] unpack(byte[] octets, int skipBits, int count) {
    byte[] septets = new byte[Math.max(count, 0)];
    for (int i = 0; i < septets.length; i++) {
      int bit = skipBits + i * 7;
      int low = octets[bit / 8] & 0xFF;
      int high = bit / 8 + 1 < octets.length ? octets[bit / 8 + 1] & 0xFF : 0;
      septets[i] = (byte) ((((high << 8) | low) >> (bit % 8)) & 0x7F);
    }
    return septets;
  }
}
