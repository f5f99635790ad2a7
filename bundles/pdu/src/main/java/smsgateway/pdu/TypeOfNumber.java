package smsgateway.pdu;

/** Type of number, bits 6 to 4 of the type of address (3GPP TS 23.040 §9.1.2.5). */
public enum TypeOfNumber {
  /** Not known; the network looks at the number itself. */
  UNKNOWN,
  /** With country code. */
  INTERNATIONAL,
  /** Without country code. */
  NATIONAL,
  /** Administration or service number of the network. */
  NETWORK_SPECIFIC,
  /** Short number of a subscriber. */
  SUBSCRIBER,
  /** Text in the GSM 7-bit default alphabet. */
  ALPHANUMERIC,
  /** Abbreviated. */
  ABBREVIATED,
  /** Reserved for extension. */
  RESERVED;

  static TypeOfNumber of(int bits) {
    return switch (bits) {
      case 0 -> UNKNOWN;
      case 1 -> INTERNATIONAL;
      case 2 -> NATIONAL;
      case 3 -> NETWORK_SPECIFIC;
      case 4 -> SUBSCRIBER;
      case 5 -> ALPHANUMERIC;
      case 6 -> ABBREVIATED;
      default -> RESERVED;
    };
  }
}
