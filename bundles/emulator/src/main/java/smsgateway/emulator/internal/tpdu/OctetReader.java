package smsgateway.emulator.internal.tpdu;

import java.util.Arrays;

/** Reads octets in order and refuses to read past the end. */
final class OctetReader {
  private final byte[] octets;
  private int position;

  OctetReader(byte[] octets) {
    this.octets = octets;
  }

  int octet() throws TpduException {
    return take(1)[0] & 0xFF;
  }

  byte[] take(int count) throws TpduException {
    if (count > remaining()) {
      throw new TpduException("TPDU ends " + (count - remaining()) + " octets too early");
    }
    position += count;
    return Arrays.copyOfRange(octets, position - count, position);
  }

  int remaining() {
    return octets.length - position;
  }
}
