package smsgateway.pdu;

import java.util.OptionalInt;

/**
 * SMS-DELIVER-REPORT, the answer of a phone to SMS-DELIVER or SMS-STATUS-REPORT (3GPP TS 23.040
 * §9.2.2.1a).
 *
 * @param failureCause TP-FCS, 0 to 255; present in an RP-ERROR only
 * @param parameters TP-PI and what it announces
 */
public record DeliverReport(OptionalInt failureCause, Parameters parameters) implements Tpdu {
  /**
   * @throws IllegalArgumentException when a value is out of range; the message names the field
   */
  public DeliverReport {
    failureCause.ifPresent(cause -> Fields.requireOctet(cause, "TP-FCS"));
    parameters.userData().ifPresent(UserDataField.DELIVER_REPORT::requireFit);
  }
}
