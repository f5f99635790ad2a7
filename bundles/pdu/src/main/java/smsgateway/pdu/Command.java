package smsgateway.pdu;

/**
 * SMS-COMMAND, an order about a message that was submitted (3GPP TS 23.040 §9.2.2.4).
 *
 * @param statusReportRequest TP-SRR
 * @param messageReference TP-MR, 0 to 255
 * @param pid TP-PID, 0 to 255
 * @param type TP-CT, 0 to 255: 0 enquiry, 1 cancel the report, 2 delete, 3 ask for a report
 * @param messageNumber TP-MN, the TP-MR of the message meant, 0 to 255
 * @param destination TP-DA of that message
 * @param data TP-CD, octets
 */
public record Command(
    boolean statusReportRequest,
    int messageReference,
    int pid,
    int type,
    int messageNumber,
    Address destination,
    UserData.Binary data)
    implements Tpdu {
  /**
   * @throws IllegalArgumentException when a value is out of range; the message names the field
   */
  public Command {
    Fields.requireOctet(messageReference, "TP-MR");
    Fields.requireOctet(pid, "TP-PID");
    Fields.requireOctet(type, "TP-CT");
    Fields.requireOctet(messageNumber, "TP-MN");
    Fields.requireAddress(destination, "TP-DA");
    UserDataField.COMMAND.requireFit(data);
  }
}
