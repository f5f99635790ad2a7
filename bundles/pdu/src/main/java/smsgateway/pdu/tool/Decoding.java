package smsgateway.pdu.tool;

import java.util.Map;
import smsgateway.pdu.AtPdu;
import smsgateway.pdu.Direction;
import smsgateway.pdu.Mode;
import smsgateway.pdu.Octets;
import smsgateway.pdu.PduException;
import smsgateway.pdu.RpContext;
import smsgateway.pdu.Tpdu;

/** Octets to fields. */
final class Decoding {
  private Decoding() {}

  /** The digits have to be good in both modes: what modems glue to a line is none of a record. */
  static Map<String, Object> of(Input input, Mode mode) throws PduException {
    byte[] octets = Octets.ofHex(input.required("pdu_hex")).toByteArray();
    RpContext rp = "error".equals(input.text("rp")) ? RpContext.ERROR : RpContext.ACK;
    if (input.flag("has_smsc")) {
      AtPdu pdu = AtPdu.decode(octets, direction(input), rp, mode).value();
      TpduView view = new TpduView();
      view.put("smsc", pdu.smsc().map(ValueView::address).orElse(null));
      return view.of(pdu.tpdu(), octets[1 + octets[0]] & 0xFF);
    }
    Tpdu tpdu = Tpdu.decode(octets, direction(input), rp, mode).value();
    return new TpduView().of(tpdu, octets[0] & 0xFF);
  }

  private static Direction direction(Input input) {
    return "ms->sc".equals(input.text("direction")) ? Direction.MS_TO_SC : Direction.SC_TO_MS;
  }
}
