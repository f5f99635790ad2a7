package smsgateway.pdu;

/**
 * The RP message that carries an SMS-DELIVER-REPORT or SMS-SUBMIT-REPORT (3GPP TS 24.011): the TPDU
 * alone does not say whether TP-FCS is there. It means nothing for the other types.
 */
public enum RpContext {
  /** RP-ACK: no TP-FCS. */
  ACK,
  /** RP-ERROR: TP-FCS leads the report. */
  ERROR
}
