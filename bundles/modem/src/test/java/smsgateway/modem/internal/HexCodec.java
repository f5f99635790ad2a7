package smsgateway.modem.internal;

import java.time.Duration;
import java.util.List;
import smsgateway.api.PduCodec;
import smsgateway.api.PduFormatException;

/** A codec that passes hex through: the modem needs only {@link #forSubmit}. */
final class HexCodec implements PduCodec {
  @Override
  public SubmitPdu forSubmit(String tpdu, int reference, boolean reject, Duration remaining) {
    String flags = reject ? "15" : "11";
    String hex = "00" + flags + String.format("%02X", reference) + tpdu;
    return new SubmitPdu(hex, hex.length() / 2 - 1);
  }

  @Override
  public Plan plan(PlanRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Received decode(String hex) throws PduFormatException {
    throw new UnsupportedOperationException();
  }

  @Override
  public String assemble(List<String> segments) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> explain(String hex) {
    throw new UnsupportedOperationException();
  }
}
