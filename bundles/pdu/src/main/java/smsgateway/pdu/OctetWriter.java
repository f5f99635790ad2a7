package smsgateway.pdu;

import java.util.Arrays;

/** Collects the octets of one PDU. */
final class OctetWriter {
  private static final int LONGEST_PDU = 192;

  private byte[] octets = new byte[LONGEST_PDU];
  private int length;

  OctetWriter octet(int value) {
    reserve(1);
    octets[length++] = (byte) value;
    return this;
  }

  OctetWriter octets(Octets values) {
    System.arraycopy(values.array(), 0, octets, reserve(values.length()), values.length());
    length += values.length();
    return this;
  }

  /** Seven octets of a number, the most significant first. */
  OctetWriter sevenOctets(long value) {
    for (int shift = 48; shift >= 0; shift -= 8) {
      octet((int) (value >> shift));
    }
    return this;
  }

  /** Makes room for octets that start as zero and returns where they start. */
  int blank(int count) {
    int start = reserve(count);
    length += count;
    return start;
  }

  byte[] array() {
    return octets;
  }

  int length() {
    return length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(octets, length);
  }

  String toHex() {
    return Hex.format(toByteArray());
  }

  private int reserve(int count) {
    if (length + count > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + count));
    }
    return length;
  }
}
