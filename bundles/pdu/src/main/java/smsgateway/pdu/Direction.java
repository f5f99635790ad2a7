package smsgateway.pdu;

/** Who sent a TPDU; TP-MTI alone does not say which type it is (3GPP TS 23.040 §9.2.3.1). */
public enum Direction {
  /** From the service centre: SMS-DELIVER, SMS-STATUS-REPORT, SMS-SUBMIT-REPORT. */
  SC_TO_MS,
  /** To the service centre: SMS-SUBMIT, SMS-COMMAND, SMS-DELIVER-REPORT. */
  MS_TO_SC
}
