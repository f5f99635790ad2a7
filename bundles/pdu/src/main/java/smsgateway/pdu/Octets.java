package smsgateway.pdu;

import java.util.Arrays;

/** An immutable sequence of octets with value equality. */
public final class Octets {
  /** No octets. */
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of the array. */
  public static Octets of(byte... bytes) {
    return new Octets(bytes.clone());
  }

  /** Octets from hexadecimal digits in upper or lower case. */
  public static Octets ofHex(String hex) throws PduException {
    return new Octets(Hex.parse(hex));
  }

  /** Takes the array over; the caller no longer writes to it. */
  static Octets wrap(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes);
  }

  static Octets copy(byte[] source, int from, int to) {
    return from == to ? EMPTY : new Octets(Arrays.copyOfRange(source, from, to));
  }

  /** The array itself, for reading only. */
  byte[] array() {
    return bytes;
  }

  /** Number of octets. */
  public int length() {
    return bytes.length;
  }

  /** One octet, 0 to 255. */
  public int at(int index) {
    return bytes[index] & 0xFF;
  }

  /** A copy as an array. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Upper-case hexadecimal digits. */
  public String toHex() {
    return Hex.format(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The same as {@link #toHex}. */
  @Override
  public String toString() {
    return toHex();
  }
}
