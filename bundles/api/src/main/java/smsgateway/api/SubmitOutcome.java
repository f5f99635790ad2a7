package smsgateway.api;

/** How a submission ended, told once by the modem that made it. */
public sealed interface SubmitOutcome {

  /**
   * The service centre accepted it.
   *
   * @param messageReference TP-MR from {@code +CMGS}, 0 to 255
   */
  record Submitted(int messageReference) implements SubmitOutcome {}

  /** It was certainly not accepted and may be tried again later; counts as an attempt. */
  record Retry(String reason) implements SubmitOutcome {}

  /**
   * It was certainly not accepted, and the modem is at fault: the message goes back with its
   * attempts unchanged and the modem rests.
   */
  record ModemFault(String reason) implements SubmitOutcome {}

  /**
   * Refused for good.
   *
   * @param cause code of {@code +CMS ERROR} (3GPP TS 27.005 §3.2.5), or -1
   */
  record Rejected(int cause, String reason) implements SubmitOutcome {}

  /** Ctrl-Z was written and no final result came. */
  record Unknown(String reason) implements SubmitOutcome {}
}
