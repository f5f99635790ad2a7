package smsgateway.pdu;

import java.util.ArrayList;
import java.util.List;

/**
 * A transfer protocol data unit of the short message service (3GPP TS 23.040 §9.2.2): an immutable
 * value that encodes itself. Decoding is total: any octets give a message or a {@link PduException}
 * in time and memory proportional to their number.
 *
 * <p>{@code decode(encode(t))} equals {@code t}; {@code encode(decode(octets))} equals the octets
 * where these are canonical (unused bits and fill bits 0, type of number valid).
 */
public sealed interface Tpdu
    permits Command, Deliver, DeliverReport, StatusReport, Submit, SubmitReport {
  /**
   * Decodes a TPDU without service centre address; a report is read as that of an RP-ACK.
   *
   * @param direction who sent it
   * @throws PduException when the octets are no TPDU
   */
  static Decoded<Tpdu> decode(byte[] octets, Direction direction, Mode mode) throws PduException {
    return decode(octets, direction, RpContext.ACK, mode);
  }

  /**
   * Decodes a TPDU without service centre address.
   *
   * @param direction who sent it
   * @param rp the message of the layer below that carried it
   * @throws PduException when the octets are no TPDU
   */
  static Decoded<Tpdu> decode(byte[] octets, Direction direction, RpContext rp, Mode mode)
      throws PduException {
    OctetReader in = new OctetReader(octets, mode);
    Tpdu tpdu = TpduReader.read(in, direction, rp);
    return new Decoded<>(tpdu, in.warnings());
  }

  /** {@link #decode} for hexadecimal digits; lenient survives what is glued to them. */
  static Decoded<Tpdu> decodeHex(String hex, Direction direction, RpContext rp, Mode mode)
      throws PduException {
    List<Warning> warnings = new ArrayList<>(0);
    return decode(Hex.parse(hex, mode, warnings), direction, rp, mode).after(warnings);
  }

  /** The octets of this TPDU, without service centre address. */
  default byte[] encode() {
    OctetWriter out = new OctetWriter();
    TpduWriter.write(out, this);
    return out.toByteArray();
  }
}
