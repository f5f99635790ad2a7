package smsgateway.pdu.tool;

import java.util.Map;
import smsgateway.pdu.AtPdu;
import smsgateway.pdu.Direction;
import smsgateway.pdu.Mode;
import smsgateway.pdu.PduException;
import smsgateway.pdu.RpContext;
import smsgateway.pdu.Tpdu;

/** Octets to fields. */
final class Decoding {
  private Decoding() {}

  static Map<String, Object> of(Input input, Mode mode) throws PduException {
    String hex = input.required("pdu_hex");
    RpContext rp = "error".equals(input.text("rp")) ? RpContext.ERROR : RpContext.ACK;
    if (input.flag("has_smsc")) {
      AtPdu pdu = AtPdu.decodeHex(hex, direction(input), rp, mode).value();
      TpduView view = new TpduView();
      view.put("smsc", pdu.smsc().map(ValueView::address).orElse(null));
      return view.of(pdu.tpdu(), octet(hex, 1 + octet(hex, 0)));
    }
    Tpdu tpdu = Tpdu.decodeHex(hex, direction(input), rp, mode).value();
    return new TpduView().of(tpdu, octet(hex, 0));
  }

  private static Direction direction(Input input) {
    return "ms->sc".equals(input.text("direction")) ? Direction.MS_TO_SC : Direction.SC_TO_MS;
  }

  /** An octet as received: the values of the codec do not keep unused bits. */
  private static int octet(String hex, int index) {
    String digits = hex.replaceAll("\\s", "");
    return Integer.parseInt(digits, 2 * index, 2 * index + 2, 16);
  }
}
