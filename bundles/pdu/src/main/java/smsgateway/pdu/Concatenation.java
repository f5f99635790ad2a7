package smsgateway.pdu;

import java.util.Optional;

/**
 * Says which segment of a longer message this is (3GPP TS 23.040 §9.2.3.24.1 and .8).
 *
 * @param reference same for all segments of a message, 0 to 255 or 0 to 65535
 * @param bits size of the reference, 8 or 16
 * @param total number of segments, 1 to 255
 * @param sequence number of this segment, 1 to {@code total}
 */
public record Concatenation(int reference, int bits, int total, int sequence) {
  /**
   * @throws IllegalArgumentException when a value is out of range
   */
  public Concatenation {
    if ((bits != 8 && bits != 16) || reference < 0 || reference >>> bits != 0) {
      throw new IllegalArgumentException("reference has 8 or 16 bits");
    }
    if (total > 0xFF || sequence < 1 || sequence > total) {
      throw new IllegalArgumentException("sequence is 1 to total, total at most 255");
    }
  }

  /** The element for a user data header. */
  public InformationElement toElement() {
    return bits == 8
        ? new InformationElement(
            InformationElement.CONCATENATION_8,
            Octets.of((byte) reference, (byte) total, (byte) sequence))
        : new InformationElement(
            InformationElement.CONCATENATION_16,
            Octets.of((byte) (reference >> 8), (byte) reference, (byte) total, (byte) sequence));
  }

  /** Empty for other elements and for values that a receiver ignores (sequence 0 or too high). */
  static Optional<Concatenation> of(InformationElement element) {
    Octets data = element.data();
    boolean wide = element.id() == InformationElement.CONCATENATION_16 && data.length() == 4;
    if (!wide && (element.id() != InformationElement.CONCATENATION_8 || data.length() != 3)) {
      return Optional.empty();
    }
    int total = data.at(data.length() - 2);
    int sequence = data.at(data.length() - 1);
    if (sequence == 0 || sequence > total) {
      return Optional.empty();
    }
    int reference = wide ? (data.at(0) << 8) | data.at(1) : data.at(0);
    return Optional.of(new Concatenation(reference, wide ? 16 : 8, total, sequence));
  }
}
