package smsgateway.emulator.internal.tpdu;

/** How user data is written (3GPP TS 23.038 §4). */
public enum Alphabet {
  /** GSM 7-bit default alphabet. */
  GSM7,
  /** Octets without meaning to us. */
  DATA,
  /** UTF-16, big endian. */
  UCS2;

  private static final int COMPRESSED = 0x20;

  /** The alphabet of a TP-DCS; reserved groups read as GSM 7-bit, compressed text as data. */
  public static Alphabet of(int dcs) {
    int group = dcs >> 4;
    if (group < 8) {
      return (dcs & COMPRESSED) != 0 ? DATA : general((dcs >> 2) & 3);
    }
    if (group == 0xF) {
      return (dcs & 4) != 0 ? DATA : GSM7;
    }
    return group == 0xE ? UCS2 : GSM7;
  }

  /** The message class 0 to 3 of a TP-DCS, or -1. */
  public static int messageClass(int dcs) {
    boolean hasClass = dcs >> 4 < 8 ? (dcs & 0x10) != 0 : dcs >> 4 == 0xF;
    return hasClass ? dcs & 3 : -1;
  }

  private static Alphabet general(int bits) {
    return bits == 1 ? DATA : bits == 2 ? UCS2 : GSM7;
  }
}
