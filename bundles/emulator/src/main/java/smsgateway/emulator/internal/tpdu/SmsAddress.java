package smsgateway.emulator.internal.tpdu;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Address of a TPDU (3GPP TS 23.040 §9.1.2.5).
 *
 * @param type type of number and numbering plan, bit 7 set
 * @param value digits, or the text of an alphanumeric address
 */
public record SmsAddress(int type, String value) {
  private static final String DIGITS = "0123456789*#abc";
  private static final int INTERNATIONAL = 0x91;
  private static final int UNKNOWN = 0x81;
  private static final int ALPHANUMERIC = 0xD0;
  private static final int MAX_CHARACTERS = 11;

  /** {@code +} and digits, digits alone, or (anything else) an alphanumeric sender. */
  public static SmsAddress of(String address) {
    if (address.matches("\\+[0-9]+")) {
      return new SmsAddress(INTERNATIONAL, address.substring(1));
    }
    if (address.matches("[0-9*#abc]+")) {
      return new SmsAddress(UNKNOWN, address);
    }
    byte[] septets = Septets.of(address);
    if (septets == null || septets.length == 0 || septets.length > MAX_CHARACTERS) {
      throw new IllegalArgumentException("no number and no sender of 1 to 11 GSM characters");
    }
    return new SmsAddress(ALPHANUMERIC, address);
  }

  /** As a person writes it: with {@code +} when international. */
  public String display() {
    return typeOfNumber() == 1 ? "+" + value : value;
  }

  private int typeOfNumber() {
    return (type >> 4) & 7;
  }

  static SmsAddress read(OctetReader in) throws TpduException {
    int semiOctets = in.octet();
    int type = in.octet();
    byte[] octets = in.take((semiOctets + 1) / 2);
    if (((type >> 4) & 7) == 5) {
      return new SmsAddress(
          type, Septets.text(Septets.unpack(octets, 0, Math.min(semiOctets * 4 / 7, 11))));
    }
    return new SmsAddress(type, digits(octets, semiOctets));
  }

  void write(ByteArrayOutputStream out) {
    if (typeOfNumber() == 5) {
      byte[] septets = Septets.of(value);
      byte[] packed = Septets.pack(septets, 0);
      out.write((septets.length * 7 + 3) / 4);
      out.write(type);
      out.writeBytes(packed);
    } else {
      out.write(value.length());
      out.write(type);
      out.writeBytes(semiOctets(value));
    }
  }

  /** The service centre address in front of a TPDU: counted in octets, type included. */
  void writeServiceCentre(ByteArrayOutputStream out) {
    byte[] digits = semiOctets(value);
    out.write(digits.length + 1);
    out.write(type);
    out.writeBytes(digits);
  }

  private static String digits(byte[] octets, int count) throws TpduException {
    StringBuilder digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      int digit = (octets[i / 2] >> (i % 2 * 4)) & 0xF;
      if (digit == 0xF) {
        throw new TpduException("address holds a filler within its length");
      }
      digits.append(DIGITS.charAt(digit));
    }
    return digits.toString();
  }

  private static byte[] semiOctets(String digits) {
    byte[] octets = new byte[(digits.length() + 1) / 2];
    Arrays.fill(octets, (byte) 0xFF);
    for (int i = 0; i < digits.length(); i++) {
      int digit = DIGITS.indexOf(digits.charAt(i));
      int other = i % 2 == 0 ? 0xF0 : 0x0F;
      octets[i / 2] = (byte) ((octets[i / 2] & other) | (digit << (i % 2 * 4)));
    }
    return octets;
  }
}
