package smsgateway.pdu;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * TP-DCS, the data coding scheme (3GPP TS 23.038 §4). Every octet has a meaning: reserved values
 * are read as GSM 7-bit, as the standard demands.
 *
 * @param raw the octet, 0 to 255
 */
public record Dcs(int raw) {
  /** GSM 7-bit without message class. */
  public static final Dcs GSM7 = new Dcs(0x00);

  /** Octets without message class. */
  public static final Dcs OCTETS = new Dcs(0x04);

  /** UCS-2 without message class. */
  public static final Dcs UCS2 = new Dcs(0x08);

  private static final int CLASS_VALID = 0x10;

  /** What a message waiting indication speaks of. */
  public enum MessageKind {
    /** Voice mail. */
    VOICEMAIL,
    /** Fax. */
    FAX,
    /** Electronic mail. */
    EMAIL,
    /** Anything else. */
    OTHER
  }

  /**
   * Message waiting indication.
   *
   * @param active whether the indication is to be switched on
   * @param kind what waits
   * @param store whether the message itself is to be kept
   */
  public record MessageWaiting(boolean active, MessageKind kind, boolean store) {}

  /**
   * @throws IllegalArgumentException when the value is no octet
   */
  public Dcs {
    if (raw < 0 || raw > 0xFF) {
      throw new IllegalArgumentException("TP-DCS is one octet");
    }
  }

  /** A plain alphabet, as class 0 when the message is to be shown at once and not stored. */
  public static Dcs of(Alphabet alphabet, boolean flash) {
    int coding =
        switch (alphabet) {
          case GSM7 -> GSM7.raw;
          case OCTETS -> OCTETS.raw;
          case UCS2 -> UCS2.raw;
        };
    return new Dcs(flash ? coding | CLASS_VALID : coding);
  }

  /** The alphabet of the user data; says nothing where they are {@link #compressed}. */
  public Alphabet alphabet() {
    if (general()) {
      return switch ((raw >> 2) & 3) {
        case 1 -> Alphabet.OCTETS;
        case 2 -> Alphabet.UCS2;
        default -> Alphabet.GSM7;
      };
    }
    return switch (group()) {
      case 0xE -> Alphabet.UCS2;
      case 0xF -> (raw & 4) == 0 ? Alphabet.GSM7 : Alphabet.OCTETS;
      default -> Alphabet.GSM7;
    };
  }

  /** Whether the user data are compressed (3GPP TS 23.042); they are then kept as octets. */
  public boolean compressed() {
    return general() && (raw & 0x20) != 0;
  }

  /** The message class 0 to 3; class 0 is shown at once ("flash"), class 2 is kept on the SIM. */
  public OptionalInt messageClass() {
    boolean valid = group() == 0xF || (general() && (raw & CLASS_VALID) != 0);
    return valid ? OptionalInt.of(raw & 3) : OptionalInt.empty();
  }

  /** Whether the message is to be deleted once it was read. */
  public boolean autoDelete() {
    return group() >> 2 == 1;
  }

  /** Whether the coding group is reserved. */
  public boolean reserved() {
    return group() >> 2 == 2;
  }

  /** The message waiting indication that this coding scheme carries. */
  public Optional<MessageWaiting> messageWaiting() {
    if (group() < 0xC || group() == 0xF) {
      return Optional.empty();
    }
    MessageKind kind =
        switch (raw & 3) {
          case 0 -> MessageKind.VOICEMAIL;
          case 1 -> MessageKind.FAX;
          case 2 -> MessageKind.EMAIL;
          default -> MessageKind.OTHER;
        };
    return Optional.of(new MessageWaiting((raw & 8) != 0, kind, group() != 0xC));
  }

  private int group() {
    return raw >> 4;
  }

  private boolean general() {
    return raw < 0x80;
  }
}
