package smsgateway.pdu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * TP-UDH (3GPP TS 23.040 §9.2.3.24): elements in the order of the message, unknown ones included.
 * Where an element that may occur once is repeated, the last one counts.
 *
 * @param elements at most 158 octets together with identifiers and lengths
 */
public record UserDataHeader(List<InformationElement> elements) {
  private static final int LONGEST = UserDataField.DELIVER_REPORT.octets() - 1;

  /**
   * @throws IllegalArgumentException when the elements are too long for a message
   */
  public UserDataHeader {
    elements = List.copyOf(elements);
    if (length(elements) > LONGEST) {
      throw new IllegalArgumentException("TP-UDH does not fit a message");
    }
  }

  /** The concatenation element; empty where a receiver has to ignore it. */
  public Optional<Concatenation> concatenation() {
    Optional<Concatenation> found = Optional.empty();
    for (InformationElement element : elements) {
      Optional<Concatenation> here = Concatenation.of(element);
      found = here.isPresent() ? here : found;
    }
    return found;
  }

  /** The application ports. */
  public Optional<Ports> ports() {
    Optional<Ports> found = Optional.empty();
    for (InformationElement element : elements) {
      Optional<Ports> here = Ports.of(element);
      found = here.isPresent() ? here : found;
    }
    return found;
  }

  /** What waits elsewhere, one for each kind of message. */
  public List<SpecialIndication> specialIndications() {
    return elements.stream().map(SpecialIndication::of).flatMap(Optional::stream).toList();
  }

  /** National language identifier of the base table, known or not. */
  public OptionalInt lockingShift() {
    return language(InformationElement.LOCKING_SHIFT);
  }

  /** National language identifier of the extension table, known or not. */
  public OptionalInt singleShift() {
    return language(InformationElement.SINGLE_SHIFT);
  }

  private OptionalInt language(int id) {
    OptionalInt language = OptionalInt.empty();
    for (InformationElement element : elements) {
      if (element.id() == id && element.data().length() == 1) {
        language = OptionalInt.of(element.data().at(0));
      }
    }
    return language;
  }

  /** Octets with the length octet in front. */
  int octets() {
    return 1 + length(elements);
  }

  /** Septets that the header takes from GSM 7-bit user data, fill bits included. */
  int septets() {
    return septets(octets());
  }

  /** Septets that so many octets of header take, fill bits included. */
  static int septets(int octets) {
    return (octets * 8 + 6) / 7;
  }

  private static int length(List<InformationElement> elements) {
    int length = 0;
    for (InformationElement element : elements) {
      length += 2 + element.data().length();
    }
    return length;
  }

  void write(OctetWriter out) {
    out.octet(length(elements));
    for (InformationElement element : elements) {
      out.octet(element.id()).octet(element.data().length()).octets(element.data());
    }
  }
}
