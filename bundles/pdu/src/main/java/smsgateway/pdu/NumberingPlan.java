package smsgateway.pdu;

/** Numbering plan, bits 3 to 0 of the type of address (3GPP TS 23.040 §9.1.2.5). */
public enum NumberingPlan {
  /** Not known. */
  UNKNOWN,
  /** ISDN and telephone, ITU-T E.164. */
  ISDN,
  /** Data, ITU-T X.121. */
  DATA,
  /** Telex. */
  TELEX,
  /** Known to the service centre only. */
  SC_SPECIFIC,
  /** National. */
  NATIONAL,
  /** Private. */
  PRIVATE,
  /** ERMES paging. */
  ERMES,
  /** Any other value. */
  RESERVED;

  static NumberingPlan of(int value) {
    return switch (value) {
      case 0 -> UNKNOWN;
      case 1 -> ISDN;
      case 3 -> DATA;
      case 4 -> TELEX;
      case 5, 6 -> SC_SPECIFIC;
      case 8 -> NATIONAL;
      case 9 -> PRIVATE;
      case 10 -> ERMES;
      default -> RESERVED;
    };
  }
}
