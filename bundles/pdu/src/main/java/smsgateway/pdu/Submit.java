package smsgateway.pdu;

/**
 * SMS-SUBMIT, a message from this subscriber (3GPP TS 23.040 §9.2.2.2).
 *
 * @param rejectDuplicates TP-RD: the service centre is to refuse a message that it still holds with
 *     the same TP-MR and destination
 * @param statusReportRequest TP-SRR
 * @param replyPath TP-RP
 * @param messageReference TP-MR, 0 to 255; many modems replace it
 * @param destination TP-DA
 * @param pid TP-PID, 0 to 255
 * @param dcs TP-DCS
 * @param validity TP-VP with its format
 * @param userData TP-UD of the kind that {@code dcs} announces
 */
public record Submit(
    boolean rejectDuplicates,
    boolean statusReportRequest,
    boolean replyPath,
    int messageReference,
    Address destination,
    int pid,
    Dcs dcs,
    ValidityPeriod validity,
    UserData userData)
    implements Tpdu {
  /**
   * @throws IllegalArgumentException when a value is out of range or the user data are of another
   *     kind than the coding scheme says
   */
  public Submit {
    Fields.requireOctet(messageReference, "TP-MR");
    Fields.requireOctet(pid, "TP-PID");
    Fields.requireAddress(destination, "TP-DA");
    Fields.requireMatch(dcs, userData);
    Fields.require(validity, "TP-VP");
    UserDataField.MESSAGE.requireFit(userData);
  }

  /** A plain message: TP-MR and TP-PID 0, no validity period, no report. */
  public static Submit of(Address destination, Dcs dcs, UserData userData) {
    return new Submit(false, false, false, 0, destination, 0, dcs, ValidityPeriod.NONE, userData);
  }

  /** The same message with another TP-MR. */
  public Submit withMessageReference(int reference) {
    return new Submit(
        rejectDuplicates,
        statusReportRequest,
        replyPath,
        reference,
        destination,
        pid,
        dcs,
        validity,
        userData);
  }

  /** The same message with another TP-RD. */
  public Submit withRejectDuplicates(boolean reject) {
    return new Submit(
        reject,
        statusReportRequest,
        replyPath,
        messageReference,
        destination,
        pid,
        dcs,
        validity,
        userData);
  }

  /** The same message with another TP-SRR. */
  public Submit withStatusReportRequest(boolean request) {
    return new Submit(
        rejectDuplicates,
        request,
        replyPath,
        messageReference,
        destination,
        pid,
        dcs,
        validity,
        userData);
  }

  /** The same message with another TP-VP. */
  public Submit withValidity(ValidityPeriod period) {
    return new Submit(
        rejectDuplicates,
        statusReportRequest,
        replyPath,
        messageReference,
        destination,
        pid,
        dcs,
        period,
        userData);
  }
}
