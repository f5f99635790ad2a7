package smsgateway.pdu.internal;

import java.util.Optional;
import smsgateway.pdu.AtPdu;
import smsgateway.pdu.Decoded;
import smsgateway.pdu.DeliverReport;
import smsgateway.pdu.Direction;
import smsgateway.pdu.Mode;
import smsgateway.pdu.PduException;
import smsgateway.pdu.RpContext;
import smsgateway.pdu.SubmitReport;
import smsgateway.pdu.Tpdu;

/**
 * Reads a PDU of which nothing is known but its octets. What a modem stores comes first; then the
 * other types and a TPDU without service centre address, where they fit without any deviation; then
 * again what a modem stores, with everything that lenient decoding forgives.
 */
final class AnyPdu {
  /** All bits of TP-PI that are defined. */
  private static final int KNOWN = 7;

  private AnyPdu() {}

  static Decoded<AtPdu> decode(String hex) throws PduException {
    Optional<Decoded<AtPdu>> exact = exact(() -> AtPdu.decodeStored(hex, Mode.STRICT));
    for (Direction direction : Direction.values()) {
      for (RpContext rp : RpContext.values()) {
        exact = exact.or(() -> exact(() -> AtPdu.decodeHex(hex, direction, rp, Mode.STRICT)));
      }
    }
    for (Direction direction : Direction.values()) {
      for (RpContext rp : RpContext.values()) {
        exact = exact.or(() -> exact(() -> bare(hex, direction, rp)));
      }
    }
    return exact.isPresent() ? exact.get() : AtPdu.decodeStored(hex, Mode.LENIENT);
  }

  private static Decoded<AtPdu> bare(String hex, Direction direction, RpContext rp)
      throws PduException {
    Decoded<Tpdu> tpdu = Tpdu.decodeHex(hex, direction, rp, Mode.STRICT);
    return new Decoded<>(new AtPdu(Optional.empty(), tpdu.value()), tpdu.warnings());
  }

  private interface Attempt {
    Decoded<AtPdu> decoded() throws PduException;
  }

  private static Optional<Decoded<AtPdu>> exact(Attempt attempt) {
    try {
      return Optional.of(attempt.decoded()).filter(decoded -> !guessed(decoded.value().tpdu()));
    } catch (PduException otherType) {
      return Optional.empty();
    }
  }

  /** A report with unknown bits in TP-PI may be anything: what follows it is skipped. */
  private static boolean guessed(Tpdu tpdu) {
    if (tpdu instanceof DeliverReport report) {
      return report.parameters().indicators().at(0) > KNOWN;
    }
    return tpdu instanceof SubmitReport report && report.parameters().indicators().at(0) > KNOWN;
  }
}
