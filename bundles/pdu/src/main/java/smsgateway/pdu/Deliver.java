package smsgateway.pdu;

/**
 * SMS-DELIVER, a message for this subscriber (3GPP TS 23.040 §9.2.2.1).
 *
 * @param moreMessages whether more messages wait in the service centre (TP-MMS, bit clear)
 * @param loopPrevention TP-LP: do not answer automatically
 * @param statusReportIndication TP-SRI: the sender gets a status report
 * @param replyPath TP-RP: an answer may go over the same service centre
 * @param originator TP-OA, the sender
 * @param pid TP-PID, 0 to 255
 * @param dcs TP-DCS
 * @param serviceCentreTime TP-SCTS, when the service centre took the message
 * @param userData TP-UD of the kind that {@code dcs} announces
 */
public record Deliver(
    boolean moreMessages,
    boolean loopPrevention,
    boolean statusReportIndication,
    boolean replyPath,
    Address originator,
    int pid,
    Dcs dcs,
    TimeStamp serviceCentreTime,
    UserData userData)
    implements Tpdu {
  /**
   * @throws IllegalArgumentException when a value is out of range or the user data are of another
   *     kind than the coding scheme says
   */
  public Deliver {
    Fields.requireOctet(pid, "TP-PID");
    Fields.requireAddress(originator, "TP-OA");
    Fields.requireMatch(dcs, userData);
    Fields.require(serviceCentreTime, "TP-SCTS");
    UserDataField.MESSAGE.requireFit(userData);
  }
}
