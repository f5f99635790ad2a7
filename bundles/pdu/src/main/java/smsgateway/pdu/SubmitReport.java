package smsgateway.pdu;

import java.util.OptionalInt;

/**
 * SMS-SUBMIT-REPORT, the answer of the service centre to SMS-SUBMIT or SMS-COMMAND (3GPP TS 23.040
 * §9.2.2.2a).
 *
 * @param failureCause TP-FCS, 0 to 255; present in an RP-ERROR only
 * @param serviceCentreTime TP-SCTS, when the service centre took the message
 * @param parameters TP-PI and what it announces
 */
public record SubmitReport(
    OptionalInt failureCause, TimeStamp serviceCentreTime, Parameters parameters) implements Tpdu {
  /**
   * @throws IllegalArgumentException when a value is out of range; the message names the field
   */
  public SubmitReport {
    failureCause.ifPresent(cause -> Fields.requireOctet(cause, "TP-FCS"));
    Fields.require(serviceCentreTime, "TP-SCTS");
    parameters.userData().ifPresent(UserDataField.SUBMIT_REPORT::requireFit);
  }
}
