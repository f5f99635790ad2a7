package smsgateway.pdu;

/**
 * An address: originator, destination, recipient or service centre (3GPP TS 23.040 §9.1.2.5).
 *
 * @param toa type of address, 128 to 255 in canonical PDUs, 0 to 255 as received
 * @param number digits {@code 0-9 * # a b c} without {@code +}; of an alphanumeric address its text
 */
public record Address(int toa, String number) {
  /** Most semi-octets of an address inside a TPDU. */
  static final int TPDU_SEMI_OCTETS = 20;

  /** Most semi-octets of a service centre address. */
  static final int SMSC_SEMI_OCTETS = 22;

  private static final String DIGITS = "0123456789*#abc";

  private static final int INTERNATIONAL_ISDN = 0x91;
  private static final int UNKNOWN_ISDN = 0x81;
  private static final int ALPHANUMERIC_TEXT = 0xD0;

  /**
   * @throws IllegalArgumentException when the number has other characters or is longer than an
   *     address can be (22 digits, 12 characters); the message does not repeat it
   */
  public Address {
    if (toa < 0 || toa > 0xFF) {
      throw new IllegalArgumentException("type of address is one octet");
    }
    if (typeOfNumber(toa) == TypeOfNumber.ALPHANUMERIC) {
      int septets = Gsm7Encoder.DEFAULT.septets(number);
      if (septets < 0 || septets * 7 > SMSC_SEMI_OCTETS * 4) {
        throw new IllegalArgumentException(
            "address is no text of at most 12 septets of the default alphabet");
      }
    } else {
      requireDigits(number);
    }
  }

  /** A subscriber number; a leading {@code +} makes it international. */
  public static Address of(String msisdn) {
    return msisdn.startsWith("+")
        ? new Address(INTERNATIONAL_ISDN, msisdn.substring(1))
        : new Address(UNKNOWN_ISDN, msisdn);
  }

  /** A sender that is a text of at most 11 septets. */
  public static Address alphanumeric(String text) {
    return new Address(ALPHANUMERIC_TEXT, text);
  }

  /** Type of number. */
  public TypeOfNumber typeOfNumber() {
    return typeOfNumber(toa);
  }

  /** Numbering plan. */
  public NumberingPlan numberingPlan() {
    return NumberingPlan.of(toa & 0xF);
  }

  /** Whether the address is a text. */
  public boolean alphanumeric() {
    return typeOfNumber() == TypeOfNumber.ALPHANUMERIC;
  }

  /** The number as people write it: with {@code +} when international; or the text. */
  public String display() {
    return typeOfNumber() == TypeOfNumber.INTERNATIONAL ? "+" + number : number;
  }

  static TypeOfNumber typeOfNumber(int toa) {
    return TypeOfNumber.of((toa >> 4) & 7);
  }

  /** Useful semi-octets: the length of an address inside a TPDU. */
  int semiOctets() {
    return alphanumeric() ? (Gsm7Encoder.DEFAULT.septets(number) * 7 + 3) / 4 : number.length();
  }

  /** The character of a semi-octet 0 to 14. */
  static char character(int digit) {
    return DIGITS.charAt(digit);
  }

  /** The semi-octet of a character; -1 when it is none. */
  static int digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : DIGITS.indexOf(c);
  }

  private static void requireDigits(String number) {
    if (number.length() > SMSC_SEMI_OCTETS) {
      throw new IllegalArgumentException("address has more than 22 digits");
    }
    for (int i = 0; i < number.length(); i++) {
      if (digit(number.charAt(i)) < 0) {
        throw new IllegalArgumentException(
            "address has a character that is no digit 0-9 * # a b c");
      }
    }
  }
}
