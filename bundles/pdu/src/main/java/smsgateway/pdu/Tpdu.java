package smsgateway.pdu;

/**
 * A transfer protocol data unit of the short message service (3GPP TS 23.040 §9.2.2): an immutable
 * value that encodes itself. Decoding is total: any octets give a message or a {@link PduException}
 * in time and memory proportional to their number.
 *
 * <p>{@code decode(encode(t))} equals {@code t}; {@code encode(decode(octets))} equals the octets
 * where these are canonical (unused bits and fill bits 0, type of number valid).
 */
public sealed interface Tpdu permits Deliver, StatusReport, Submit {
  /**
   * Decodes a TPDU without service centre address.
   *
   * @param direction who sent it
   * @throws PduException when the octets are no TPDU of a known type
   */
  static Decoded<Tpdu> decode(byte[] octets, Direction direction, Mode mode) throws PduException {
    OctetReader in = new OctetReader(octets, mode);
    Tpdu tpdu = TpduReader.read(in, direction);
    return new Decoded<>(tpdu, in.warnings());
  }

  /** The octets of this TPDU, without service centre address. */
  default byte[] encode() {
    OctetWriter out = new OctetWriter();
    TpduWriter.write(out, this);
    return out.toByteArray();
  }
}
