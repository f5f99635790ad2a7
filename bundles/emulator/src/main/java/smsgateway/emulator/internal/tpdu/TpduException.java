package smsgateway.emulator.internal.tpdu;

/** A TPDU that a modem or service centre cannot make sense of. */
public final class TpduException extends Exception {
  private static final long serialVersionUID = 1;

  /** Says what is wrong; holds neither text nor number. */
  public TpduException(String message) {
    super(message);
  }
}
