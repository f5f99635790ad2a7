package smsgateway.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smsgateway.pdu.PduException.Kind;

/**
 * The {@code <pdu>} of AT commands: service centre address and TPDU (3GPP TS 27.005 §3.1).
 *
 * @param smsc the service centre; empty means the one that the modem is set to
 * @param tpdu the message
 */
public record AtPdu(Optional<Address> smsc, Tpdu tpdu) {
  /** Seven septets as text of a service centre: its length in octets then reads as eight. */
  private static final int AMBIGUOUS = 7;

  /**
   * @throws IllegalArgumentException when the service centre address is a text whose length its
   *     length octet cannot say (7 septets)
   */
  public AtPdu {
    Fields.require(tpdu, "TPDU");
    if (smsc.isPresent() && ambiguous(smsc.get())) {
      throw new IllegalArgumentException("SMSC cannot be a text of 7 septets");
    }
  }

  /** Whether the length octet, which counts octets here, cannot say the length of a text. */
  static boolean ambiguous(Address smsc) {
    return smsc.alphanumeric() && Gsm7Encoder.DEFAULT.septets(smsc.number()) == AMBIGUOUS;
  }

  /**
   * Decodes octets that start with the service centre address. Offsets of errors count from there;
   * a report is read as that of an RP-ACK.
   *
   * @throws PduException kind {@code EMPTY} for the filler that modems give for an empty storage
   *     slot; other kinds when the octets are no PDU
   */
  public static Decoded<AtPdu> decode(byte[] octets, Direction direction, Mode mode)
      throws PduException {
    return decode(octets, direction, RpContext.ACK, mode);
  }

  /** {@link #decode} where the RP message is known. */
  public static Decoded<AtPdu> decode(byte[] octets, Direction direction, RpContext rp, Mode mode)
      throws PduException {
    requireMessage(octets);
    OctetReader in = new OctetReader(octets, mode);
    Optional<Address> smsc = AddressCodec.readSmsc(in);
    Tpdu tpdu = TpduReader.read(in, direction, rp);
    return new Decoded<>(new AtPdu(smsc, tpdu), in.warnings());
  }

  /** {@link #decode} for a line of hexadecimal digits; lenient survives what is glued to it. */
  public static Decoded<AtPdu> decodeHex(String hex, Direction direction, Mode mode)
      throws PduException {
    return decodeHex(hex, direction, RpContext.ACK, mode);
  }

  /** {@link #decodeHex} where the RP message is known. */
  public static Decoded<AtPdu> decodeHex(String hex, Direction direction, RpContext rp, Mode mode)
      throws PduException {
    List<Warning> warnings = new ArrayList<>(0);
    return decode(Hex.parse(hex, mode, warnings), direction, rp, mode).after(warnings);
  }

  /**
   * {@link #decodeHex} for a line that a modem sends or keeps in its storage: received messages,
   * and own ones, so TP-MTI 1 is read as SMS-SUBMIT.
   */
  public static Decoded<AtPdu> decodeStored(String hex, Mode mode) throws PduException {
    List<Warning> warnings = new ArrayList<>(0);
    byte[] octets = Hex.parse(hex, mode, warnings);
    int first = octets.length == 0 ? 0 : 1 + (octets[0] & 0xFF);
    boolean own = first < octets.length && (octets[first] & FirstOctet.MTI) == FirstOctet.SUBMIT;
    return decode(octets, own ? Direction.MS_TO_SC : Direction.SC_TO_MS, mode).after(warnings);
  }

  /** Octets with the service centre address in front. */
  public byte[] encode() {
    OctetWriter out = new OctetWriter();
    AddressCodec.writeSmsc(out, smsc);
    TpduWriter.write(out, tpdu);
    return out.toByteArray();
  }

  /** {@link #encode} in upper-case hexadecimal digits. */
  public String toHex() {
    return Hex.format(encode());
  }

  /** The {@code <length>} of {@code AT+CMGS}: octets of the TPDU alone. */
  public int tpduLength() {
    return tpdu.encode().length;
  }

  private static void requireMessage(byte[] octets) throws PduException {
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] != (i == 0 ? 0 : -1)) {
        return;
      }
    }
    boolean nothing = octets.length == 0;
    String field = nothing ? AddressField.SMSC.length() : TpduReader.FIRST_OCTET;
    throw new PduException(Kind.EMPTY, field, nothing ? 0 : 1, "empty storage slot");
  }
}
