package smsgateway.pdu;

import java.util.Optional;

/**
 * SMS-STATUS-REPORT, what became of a message (3GPP TS 23.040 §9.2.2.3).
 *
 * @param moreMessages whether more messages wait in the service centre (TP-MMS, bit clear)
 * @param loopPrevention TP-LP
 * @param forCommand TP-SRQ: the report answers an SMS-COMMAND, not an SMS-SUBMIT
 * @param messageReference TP-MR of that message, 0 to 255
 * @param recipient TP-RA
 * @param serviceCentreTime TP-SCTS of that message
 * @param dischargeTime TP-DT, when the status was reached
 * @param status TP-ST, 0 to 255
 * @param parameters what may follow; most service centres send nothing
 */
public record StatusReport(
    boolean moreMessages,
    boolean loopPrevention,
    boolean forCommand,
    int messageReference,
    Address recipient,
    TimeStamp serviceCentreTime,
    TimeStamp dischargeTime,
    int status,
    Optional<Parameters> parameters)
    implements Tpdu {
  /**
   * @throws IllegalArgumentException when a value is out of range
   */
  public StatusReport {
    Fields.requireOctet(messageReference, "TP-MR");
    Fields.requireOctet(status, "TP-ST");
    Fields.requireAddress(recipient, "TP-RA");
    Fields.require(serviceCentreTime, "TP-SCTS");
    Fields.require(dischargeTime, "TP-DT");
    parameters.flatMap(Parameters::userData).ifPresent(UserDataField.STATUS_REPORT::requireFit);
  }
}
