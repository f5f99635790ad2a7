package smsgateway.pdu;

/** How a decoder treats what the standard does not allow. */
public enum Mode {
  /** Every deviation is a {@link PduException}. */
  STRICT,
  /** Deviations that real modems produce are survived and listed in {@link Decoded#warnings}. */
  LENIENT
}
