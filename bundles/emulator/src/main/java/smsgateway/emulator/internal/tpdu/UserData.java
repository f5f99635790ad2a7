package smsgateway.emulator.internal.tpdu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** TP-UDL and TP-UD with an optional header (3GPP TS 23.040 §9.2.3.16 and §9.2.3.24). */
public final class UserData {
  /** Concatenation as the header tells it (§9.2.3.24.1 and §9.2.3.24.8). */
  public record Part(int reference, int total, int sequence) {}

  private static final int MAX_OCTETS = 140;
  private final boolean header;
  private final int length;
  private final byte[] octets;

  private UserData(boolean header, int length, byte[] octets) {
    this.header = header;
    this.length = length;
    this.octets = octets;
  }

  static UserData read(OctetReader in, boolean header, int dcs) throws TpduException {
    int length = in.octet();
    int count = Alphabet.of(dcs) == Alphabet.GSM7 ? (length * 7 + 7) / 8 : length;
    if (count > MAX_OCTETS) {
      throw new TpduException("user data of more than 140 octets");
    }
    byte[] octets = in.take(count);
    if (header && (count == 0 || (octets[0] & 0xFF) + 1 > count)) {
      throw new TpduException("user data header longer than the user data");
    }
    return new UserData(header, length, octets);
  }

  /** User data of one part, encoded already. */
  static UserData gsm7(byte[] headerOctets, byte[] septets) {
    int headerSeptets = (headerOctets.length * 8 + 6) / 7;
    byte[] octets = Septets.pack(septets, headerSeptets * 7);
    System.arraycopy(headerOctets, 0, octets, 0, headerOctets.length);
    return new UserData(headerOctets.length > 0, headerSeptets + septets.length, octets);
  }

  /** User data of one part in UTF-16. */
  static UserData ucs2(byte[] headerOctets, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(headerOctets);
    out.writeBytes(text.getBytes(StandardCharsets.UTF_16BE));
    return new UserData(headerOctets.length > 0, out.size(), out.toByteArray());
  }

  /** Whether it starts with a header (TP-UDHI). */
  boolean hasHeader() {
    return header;
  }

  void write(ByteArrayOutputStream out) {
    out.write(length);
    out.writeBytes(octets);
  }

  /** The text without the header; data is shown as hex. */
  public String text(int dcs) {
    int headerOctets = header ? (octets[0] & 0xFF) + 1 : 0;
    byte[] body = Arrays.copyOfRange(octets, headerOctets, octets.length);
    return switch (Alphabet.of(dcs)) {
      case GSM7 -> {
        int skip = (headerOctets * 8 + 6) / 7;
        yield Septets.text(Septets.unpack(octets, skip * 7, length - skip));
      }
      case UCS2 -> new String(body, StandardCharsets.UTF_16BE);
      case DATA -> HexFormat.of().withUpperCase().formatHex(body);
    };
  }

  /** The place of this part in a concatenated message, if the header has a valid one. */
  public Optional<Part> part() {
    int end = header ? (octets[0] & 0xFF) + 1 : 0;
    for (int i = 1; i + 1 < end; i += 2 + (octets[i + 1] & 0xFF)) {
      int size = octets[i + 1] & 0xFF;
      boolean narrow = octets[i] == 0 && size == 3;
      boolean wide = octets[i] == 8 && size == 4;
      if ((narrow || wide) && i + 2 + size <= end) {
        return part(i + 2, size - 2);
      }
    }
    return Optional.empty();
  }

  private Optional<Part> part(int at, int referenceOctets) {
    int reference = octets[at] & 0xFF;
    if (referenceOctets == 2) {
      reference = (reference << 8) | (octets[at + 1] & 0xFF);
    }
    int total = octets[at + referenceOctets] & 0xFF;
    int sequence = octets[at + referenceOctets + 1] & 0xFF;
    boolean valid = sequence > 0 && sequence <= total;
    return valid ? Optional.of(new Part(reference, total, sequence)) : Optional.empty();
  }
}
