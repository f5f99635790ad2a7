package smsgateway.emulator.internal.tpdu;

import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.util.HexFormat;

/**
 * SMS-STATUS-REPORT (3GPP TS 23.040 §9.2.2.3).
 *
 * @param serviceCentre address in front of the TPDU
 * @param messageReference TP-MR of the SUBMIT it tells about
 * @param recipient TP-RA, the destination of the SUBMIT
 * @param submitted TP-SCTS, when the service centre took the SUBMIT
 * @param discharged TP-DT
 * @param status TP-ST
 */
public record StatusReportTpdu(
    SmsAddress serviceCentre,
    int messageReference,
    SmsAddress recipient,
    OffsetDateTime submitted,
    OffsetDateTime discharged,
    int status) {
  private static final int STATUS_REPORT_NO_MORE_MESSAGES = 0x06;

  /** The PDU as upper case hex. */
  public String encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    serviceCentre.writeServiceCentre(out);
    out.write(STATUS_REPORT_NO_MORE_MESSAGES);
    out.write(messageReference);
    recipient.write(out);
    TimeStamp.write(out, submitted);
    TimeStamp.write(out, discharged);
    out.write(status);
    return HexFormat.of().withUpperCase().formatHex(out.toByteArray());
  }
}
