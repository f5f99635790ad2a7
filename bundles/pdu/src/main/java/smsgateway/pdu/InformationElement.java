package smsgateway.pdu;

/**
 * One element of a user data header (3GPP TS 23.040 §9.2.3.24).
 *
 * @param id information element identifier, 0 to 255
 * @param data its octets, at most 156
 */
public record InformationElement(int id, Octets data) {
  /** Concatenation with an 8-bit reference. */
  public static final int CONCATENATION_8 = 0x00;

  /** Special SMS message indication. */
  public static final int SPECIAL_INDICATION = 0x01;

  /** Application ports of 8 bits. */
  public static final int PORTS_8 = 0x04;

  /** Application ports of 16 bits. */
  public static final int PORTS_16 = 0x05;

  /** Concatenation with a 16-bit reference. */
  public static final int CONCATENATION_16 = 0x08;

  /** National language of the extension table. */
  public static final int SINGLE_SHIFT = 0x24;

  /** National language of the base table. */
  public static final int LOCKING_SHIFT = 0x25;

  private static final int LONGEST = UserDataField.DELIVER_REPORT.octets() - 3;

  /**
   * @throws IllegalArgumentException when a value is out of range
   */
  public InformationElement {
    Fields.requireOctet(id, "information element identifier");
    if (data.length() > LONGEST) {
      throw new IllegalArgumentException("information element does not fit a message");
    }
  }

  /** A national language element: {@link #SINGLE_SHIFT} or {@link #LOCKING_SHIFT}. */
  public static InformationElement language(int id, int language) {
    return new InformationElement(id, Octets.of((byte) language));
  }
}
