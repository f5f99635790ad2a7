package smsgateway.emulator.internal.tpdu;

import java.time.OffsetDateTime;
import java.util.HexFormat;

/**
 * SMS-SUBMIT (3GPP TS 23.040 §9.2.2.2) as the service centre sees it.
 *
 * @param firstOctet flags
 * @param messageReference TP-MR that was written by the terminal
 * @param destination TP-DA
 * @param pid TP-PID
 * @param dcs TP-DCS
 * @param userData TP-UD
 */
public record SubmitTpdu(
    int firstOctet,
    int messageReference,
    SmsAddress destination,
    int pid,
    int dcs,
    UserData userData) {
  private static final int MTI = 0x03;
  private static final int SUBMIT = 0x01;
  private static final int HEADER = 0x40;

  /**
   * Decodes a TPDU without service centre address.
   *
   * @throws TpduException when it is no SMS-SUBMIT, too short, or longer than it says
   */
  public static SubmitTpdu decode(String hex) throws TpduException {
    OctetReader in = new OctetReader(HexFormat.of().parseHex(hex));
    int first = in.octet();
    if ((first & MTI) != SUBMIT) {
      throw new TpduException("not an SMS-SUBMIT");
    }
    int reference = in.octet();
    SmsAddress destination = SmsAddress.read(in);
    int pid = in.octet();
    int dcs = in.octet();
    int validityFormat = (first >> 3) & 3;
    in.take(validityFormat == 0 ? 0 : validityFormat == 2 ? 1 : 7);
    UserData data = UserData.read(in, (first & HEADER) != 0, dcs);
    if (in.remaining() > 0) {
      throw new TpduException("octets after the user data");
    }
    return new SubmitTpdu(first, reference, destination, pid, dcs, data);
  }

  /** TP-RD: the service centre shall reject what it has accepted before. */
  public boolean rejectDuplicates() {
    return (firstOctet & 0x04) != 0;
  }

  /** TP-SRR: a status report is asked for. */
  public boolean statusReportRequested() {
    return (firstOctet & 0x20) != 0;
  }

  /** The text, parts not joined. */
  public String text() {
    return userData.text(dcs);
  }

  /** The same content as SMS-DELIVER for a destination that is a modem itself. */
  public String toDeliver(SmsAddress serviceCentre, SmsAddress originator, OffsetDateTime time) {
    return new DeliverTpdu(serviceCentre, originator, time).encode(pid, dcs, userData);
  }
}
