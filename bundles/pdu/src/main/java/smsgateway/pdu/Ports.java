package smsgateway.pdu;

import java.util.Optional;

/**
 * Application ports (3GPP TS 23.040 §9.2.3.24.3 and .4).
 *
 * @param destination port of the receiving application
 * @param source port of the sending application
 * @param bits size of a port, 8 or 16
 */
public record Ports(int destination, int source, int bits) {
  /**
   * @throws IllegalArgumentException when a value is out of range
   */
  public Ports {
    if ((bits != 8 && bits != 16)
        || destination < 0
        || source < 0
        || (destination | source) >>> bits != 0) {
      throw new IllegalArgumentException("a port has 8 or 16 bits");
    }
  }

  /** The element for a user data header. */
  public InformationElement toElement() {
    return bits == 8
        ? new InformationElement(
            InformationElement.PORTS_8, Octets.of((byte) destination, (byte) source))
        : new InformationElement(
            InformationElement.PORTS_16,
            Octets.of(
                (byte) (destination >> 8),
                (byte) destination,
                (byte) (source >> 8),
                (byte) source));
  }

  static Optional<Ports> of(InformationElement element) {
    Octets data = element.data();
    if (element.id() == InformationElement.PORTS_8 && data.length() == 2) {
      return Optional.of(new Ports(data.at(0), data.at(1), 8));
    }
    if (element.id() == InformationElement.PORTS_16 && data.length() == 4) {
      return Optional.of(
          new Ports((data.at(0) << 8) | data.at(1), (data.at(2) << 8) | data.at(3), 16));
    }
    return Optional.empty();
  }
}
