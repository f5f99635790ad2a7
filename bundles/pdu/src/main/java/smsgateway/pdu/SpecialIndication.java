package smsgateway.pdu;

import java.util.Optional;

/**
 * Special SMS message indication: how many messages wait elsewhere (3GPP TS 23.040 §9.2.3.24.2).
 *
 * @param store whether the message itself is to be kept
 * @param profile the profile it belongs to, 1 to 4
 * @param type 0 voice, 1 fax, 2 electronic mail, 3 other, 7 video; others are reserved, at most 31
 * @param count how many wait, 0 to 255; 255 means 255 or more
 */
public record SpecialIndication(boolean store, int profile, int type, int count) {
  private static final int STORE = 0x80;
  private static final int TYPE = 0x1F;

  /**
   * @throws IllegalArgumentException when a value is out of range
   */
  public SpecialIndication {
    Fields.requireOctet(count, "count");
    if (profile < 1 || profile > 4 || type < 0 || type > TYPE) {
      throw new IllegalArgumentException("profile is 1 to 4, type 0 to 31");
    }
  }

  /** The element for a user data header. */
  public InformationElement toElement() {
    int first = (store ? STORE : 0) | ((profile - 1) << 5) | type;
    return new InformationElement(
        InformationElement.SPECIAL_INDICATION, Octets.of((byte) first, (byte) count));
  }

  static Optional<SpecialIndication> of(InformationElement element) {
    Octets data = element.data();
    if (element.id() != InformationElement.SPECIAL_INDICATION || data.length() != 2) {
      return Optional.empty();
    }
    int first = data.at(0);
    return Optional.of(
        new SpecialIndication(
            (first & STORE) != 0, ((first >> 5) & 3) + 1, first & TYPE, data.at(1)));
  }
}
