package smsgateway.pdu;

import java.util.Optional;

/**
 * TP-UD with its header (3GPP TS 23.040 §9.2.3.24), kept as the alphabet carries it. So nothing is
 * lost where one segment of a message ends inside an escape sequence or a surrogate pair; {@link
 * Reassembly} joins segments.
 */
public sealed interface UserData {
  /** Most octets of the user data of a message; some reports carry more. */
  int OCTETS = 140;

  /** Most septets of the user data of a message; some reports carry more. */
  int SEPTETS = 160;

  /** The user data header; present exactly when TP-UDHI is set. */
  Optional<UserDataHeader> header();

  /** TP-UDL: septets of GSM 7-bit data, else octets; the header is included. */
  int length();

  /** The text of this segment alone; empty for octets. */
  Optional<String> text();

  /**
   * GSM 7-bit text.
   *
   * @param codes one septet per octet
   */
  record Septets(Optional<UserDataHeader> header, Octets codes) implements UserData {
    /**
     * @throws IllegalArgumentException when a code is no septet or the data do not fit a message
     */
    public Septets {
      int all = 0;
      for (byte code : codes.array()) {
        all |= code;
      }
      if (all < 0) {
        throw new IllegalArgumentException("TP-UD has a code that is no septet");
      }
      requireFit(headerSeptets(header) + codes.length(), UserDataField.DELIVER_REPORT.septets());
    }

    /** Septets without a header from a text; see {@link Gsm7Encoder#encode}. */
    public static Septets of(String text) {
      return new Septets(Optional.empty(), Octets.wrap(Gsm7Encoder.DEFAULT.encode(text)));
    }

    @Override
    public int length() {
      return headerSeptets(header) + codes.length();
    }

    @Override
    public Optional<String> text() {
      return Optional.of(Gsm7.text(codes.array(), lockingShift(), singleShift()));
    }

    int lockingShift() {
      return header.isEmpty() ? 0 : header.get().lockingShift().orElse(0);
    }

    int singleShift() {
      return header.isEmpty() ? 0 : header.get().singleShift().orElse(0);
    }

    private static int headerSeptets(Optional<UserDataHeader> header) {
      return header.isEmpty() ? 0 : header.get().septets();
    }
  }

  /**
   * UCS-2 text.
   *
   * @param value UTF-16 code units; the first or last may be a lone surrogate
   */
  record Ucs2(Optional<UserDataHeader> header, String value) implements UserData {
    /**
     * @throws IllegalArgumentException when the data do not fit a message
     */
    public Ucs2 {
      requireFit(headerOctets(header) + 2 * value.length());
    }

    @Override
    public int length() {
      return headerOctets(header) + 2 * value.length();
    }

    @Override
    public Optional<String> text() {
      return Optional.of(value);
    }
  }

  /** Octets: 8-bit data, or compressed data of any alphabet. */
  record Binary(Optional<UserDataHeader> header, Octets data) implements UserData {
    /**
     * @throws IllegalArgumentException when the data do not fit a message
     */
    public Binary {
      requireFit(headerOctets(header) + data.length());
    }

    @Override
    public int length() {
      return headerOctets(header) + data.length();
    }

    @Override
    public Optional<String> text() {
      return Optional.empty();
    }
  }

  /** Whether these data are what a coding scheme announces. */
  default boolean matches(Dcs dcs) {
    if (dcs.compressed() || dcs.alphabet() == Alphabet.OCTETS) {
      return this instanceof Binary;
    }
    return dcs.alphabet() == Alphabet.UCS2 ? this instanceof Ucs2 : this instanceof Septets;
  }

  private static int headerOctets(Optional<UserDataHeader> header) {
    return header.isEmpty() ? 0 : header.get().octets();
  }

  private static void requireFit(int octets) {
    requireFit(octets, UserDataField.DELIVER_REPORT.octets());
  }

  private static void requireFit(int length, int limit) {
    if (length > limit) {
      throw new IllegalArgumentException("TP-UD of " + length + ", at most " + limit);
    }
  }
}
