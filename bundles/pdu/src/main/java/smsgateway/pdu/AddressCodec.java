package smsgateway.pdu;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import smsgateway.pdu.PduException.Kind;

/** Addresses as octets: inside a TPDU by semi-octets, of the service centre by octets. */
final class AddressCodec {
  private static final int SMSC_OCTETS = 12;
  private static final int FILLER = 0xF;

  private AddressCodec() {}

  static Address read(OctetReader in, AddressField field) throws PduException {
    int at = in.position();
    int semiOctets = in.octet(field.length());
    if (semiOctets > Address.TPDU_SEMI_OCTETS) {
      throw in.fault(
          Kind.LENGTH, field.length(), at, semiOctets + " semi-octets, at most 20 are allowed");
    }
    int toa = in.octet(field.type());
    int start = in.skip((semiOctets + 1) / 2, field.value());
    if (Address.typeOfNumber(toa) == TypeOfNumber.ALPHANUMERIC) {
      return new Address(toa, text(in, start, semiOctets));
    }
    return new Address(toa, digits(in, start, semiOctets, field.value()));
  }

  static Optional<Address> readSmsc(OctetReader in) throws PduException {
    int length = in.octet(AddressField.SMSC.length());
    if (length == 0) {
      return Optional.empty();
    }
    if (length > SMSC_OCTETS) {
      throw in.fault(
          Kind.LENGTH, AddressField.SMSC.length(), 0, length + " octets, at most 12 are allowed");
    }
    int start = in.skip(length, AddressField.SMSC.value());
    int toa = in.array()[start] & 0xFF;
    int semiOctets = (length - 1) * 2;
    if (Address.typeOfNumber(toa) != TypeOfNumber.ALPHANUMERIC) {
      return Optional.of(
          new Address(toa, digits(in, start + 1, semiOctets, AddressField.SMSC.value())));
    }
    Address text = new Address(toa, text(in, start + 1, semiOctets));
    if (AtPdu.ambiguous(text)) {
      in.forgive(Kind.RESERVED, AddressField.SMSC.value(), start + 1, "redundant text; dropped");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static String text(OctetReader in, int start, int semiOctets) {
    return Gsm7.text(Gsm7.unpack(in.array(), start, 0, semiOctets * 4 / 7), 0, 0);
  }

  /** A filler in the last place ends the number, whether or not the length counts it. */
  private static String digits(OctetReader in, int start, int count, String field)
      throws PduException {
    byte[] octets = in.array();
    byte[] digits = new byte[count];
    int length = 0;
    for (int i = 0; i < count; i++) {
      int at = start + i / 2;
      int digit = i % 2 == 0 ? octets[at] & 0xF : (octets[at] >> 4) & 0xF;
      if (digit == FILLER && i + 1 == count) {
        break;
      }
      if (digit == FILLER) {
        in.forgive(Kind.BAD_DIGIT, field, at, "filler inside the number; skipped");
      } else {
        digits[length++] = (byte) Address.character(digit);
      }
    }
    return new String(digits, 0, length, StandardCharsets.ISO_8859_1);
  }

  static void write(OctetWriter out, Address address) {
    out.octet(address.semiOctets()).octet(address.toa());
    writeValue(out, address);
  }

  static void writeSmsc(OctetWriter out, Optional<Address> smsc) {
    if (smsc.isEmpty()) {
      out.octet(0);
      return;
    }
    Address address = smsc.get();
    out.octet(1 + (address.semiOctets() + 1) / 2).octet(address.toa());
    writeValue(out, address);
  }

  private static void writeValue(OctetWriter out, Address address) {
    String number = address.number();
    if (address.alphanumeric()) {
      byte[] septets = Gsm7Encoder.DEFAULT.encode(number);
      int start = out.blank((septets.length * 7 + 7) / 8);
      Gsm7.pack(septets, 0, septets.length, out.array(), start, 0);
      return;
    }
    for (int i = 0; i < number.length(); i += 2) {
      int low = Address.digit(number.charAt(i));
      int high = i + 1 < number.length() ? Address.digit(number.charAt(i + 1)) : FILLER;
      out.octet((high << 4) | low);
    }
  }
}
