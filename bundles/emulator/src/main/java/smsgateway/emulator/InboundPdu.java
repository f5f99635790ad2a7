package smsgateway.emulator;

import java.util.HexFormat;
import smsgateway.emulator.internal.tpdu.Alphabet;

/**
 * A PDU on its way to a modem, as far as the modem must understand it.
 *
 * @param hex service centre address and TPDU as given, perhaps malformed
 * @param length octets of the TPDU
 * @param report whether it is an SMS-STATUS-REPORT
 * @param messageClass 0 to 3, or -1
 */
record InboundPdu(String hex, int length, boolean report, int messageClass) {
  private static final int MTI = 3;
  private static final int STATUS_REPORT = 2;

  /** Total: what cannot be understood is an ordinary message. */
  static InboundPdu of(String hex) {
    byte[] octets;
    try {
      octets = HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      return new InboundPdu(hex, hex.length() / 2, false, -1);
    }
    int start = octets.length == 0 ? 1 : (octets[0] & 0xFF) + 1;
    if (start >= octets.length) {
      return new InboundPdu(hex, octets.length, false, -1);
    }
    boolean report = (octets[start] & MTI) == STATUS_REPORT;
    return new InboundPdu(
        hex, octets.length - start, report, report ? -1 : messageClass(octets, start));
  }

  private static int messageClass(byte[] octets, int start) {
    int address = start + 1;
    if (address >= octets.length) {
      return -1;
    }
    int dcs = address + 2 + ((octets[address] & 0xFF) + 1) / 2 + 1;
    return dcs < octets.length ? Alphabet.messageClass(octets[dcs] & 0xFF) : -1;
  }
}
