package smsgateway.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smsgateway.pdu.PduException.Kind;

/** TP-UDL and TP-UD as octets. */
final class UserDataCodec {
  private final OctetReader in;
  private final UserDataField field;
  private final Dcs dcs;
  private final boolean septets;

  private UserDataCodec(OctetReader in, UserDataField field, Dcs dcs) {
    this.in = in;
    this.field = field;
    this.dcs = dcs;
    this.septets = dcs.alphabet() == Alphabet.GSM7 && !dcs.compressed();
  }

  static UserData read(OctetReader in, UserDataField field, Dcs dcs, boolean udhi)
      throws PduException {
    return new UserDataCodec(in, field, dcs).read(udhi);
  }

  private UserData read(boolean udhi) throws PduException {
    int length = length();
    int octets = septets ? octets(length) : length;
    int start = in.position();
    int present = Math.min(octets, in.remaining());
    if (present < octets) {
      cut(start, "needs " + octets + " octets, has " + present);
    }
    int headerOctets = udhi ? headerOctets(start, length, present, octets) : 0;
    Optional<UserDataHeader> header =
        headerOctets == 0 ? Optional.empty() : Optional.of(header(start, headerOctets));
    in.skip(present, field.data());
    return body(header, headerOctets, start, length, present);
  }

  private void cut(int start, String detail) throws PduException {
    if (!field.readsCut()) {
      throw in.fault(Kind.TRUNCATED, field.data(), start, detail);
    }
    in.forgive(Kind.TRUNCATED, field.data(), start, detail);
  }

  private int length() throws PduException {
    int at = in.position();
    int length = in.octet(field.length());
    int limit = septets ? field.septets() : field.octets();
    if (length > limit) {
      in.forgive(Kind.LENGTH, field.length(), at, length + ", at most " + limit + " are allowed");
      return limit;
    }
    return length;
  }

  /**
   * Octets of the header with its length octet. 0 when its length contradicts TP-UDL: then all is
   * payload. A header that was cut off with the message leaves nothing to read.
   */
  private int headerOctets(int start, int length, int present, int octets) throws PduException {
    int header = present == 0 ? 1 : 1 + in.peek(0);
    boolean fits = septets ? UserDataHeader.septets(header) <= length : header <= length;
    if (fits && header <= present) {
      return header;
    }
    if (present < octets) {
      throw in.fault(Kind.TRUNCATED, field.data(), start, "cut off inside the header");
    }
    in.forgive(Kind.BAD_UDH, "udh.length", start, header + " octets do not fit TP-UDL");
    return 0;
  }

  private UserDataHeader header(int start, int headerOctets) throws PduException {
    List<InformationElement> elements = new ArrayList<>(2);
    byte[] octets = in.array();
    int end = start + headerOctets;
    int at = start + 1;
    while (at < end) {
      int dataAt = at + 2;
      if (dataAt > end || dataAt + (octets[at + 1] & 0xFF) > end) {
        in.forgive(Kind.BAD_UDH, "udh.ie", at, "overruns the header; the rest of it is dropped");
        break;
      }
      int next = dataAt + (octets[at + 1] & 0xFF);
      elements.add(new InformationElement(octets[at] & 0xFF, Octets.copy(octets, dataAt, next)));
      at = next;
    }
    return new UserDataHeader(elements);
  }

  private UserData body(
      Optional<UserDataHeader> header, int headerOctets, int start, int length, int present)
      throws PduException {
    if (septets) {
      int skipped = UserDataHeader.septets(headerOctets);
      int count = Math.max(0, Math.min(length, present * 8 / 7) - skipped);
      byte[] codes = Gsm7.unpack(in.array(), start, skipped * 7, count);
      return new UserData.Septets(header, Octets.wrap(codes));
    }
    int from = start + headerOctets;
    int octets = present - headerOctets;
    if (dcs.alphabet() == Alphabet.OCTETS || dcs.compressed()) {
      return new UserData.Binary(header, Octets.copy(in.array(), from, from + octets));
    }
    if (octets % 2 != 0) {
      in.forgive(Kind.LENGTH, field.data(), start, "half a UCS-2 character; dropped");
    }
    return new UserData.Ucs2(header, utf16(in.array(), from, octets / 2));
  }

  /** Code unit by code unit: a charset decoder would replace a lone surrogate. */
  private static String utf16(byte[] octets, int from, int units) {
    char[] text = new char[units];
    for (int i = 0; i < units; i++) {
      text[i] = (char) (((octets[from + 2 * i] & 0xFF) << 8) | (octets[from + 2 * i + 1] & 0xFF));
    }
    return new String(text);
  }

  private static void utf16(String text, byte[] octets, int to) {
    for (int i = 0, at = to; i < text.length(); i++, at += 2) {
      char c = text.charAt(i);
      octets[at] = (byte) (c >> 8);
      octets[at + 1] = (byte) c;
    }
  }

  static void write(OctetWriter out, UserData data) {
    out.octet(data.length());
    if (data.header().isPresent()) {
      data.header().get().write(out);
    }
    if (data instanceof UserData.Septets text) {
      int skipped = text.header().isEmpty() ? 0 : text.header().get().septets() * 7;
      int headerOctets = text.header().isEmpty() ? 0 : text.header().get().octets();
      int start = out.length() - headerOctets;
      out.blank(octets(text.length()) - headerOctets);
      Gsm7.pack(text.codes().array(), 0, text.codes().length(), out.array(), start, skipped);
    } else if (data instanceof UserData.Ucs2 text) {
      int at = out.blank(2 * text.value().length());
      utf16(text.value(), out.array(), at);
    } else if (data instanceof UserData.Binary binary) {
      out.octets(binary.data());
    }
  }

  private static int octets(int septets) {
    return (septets * 7 + 7) / 8;
  }
}
