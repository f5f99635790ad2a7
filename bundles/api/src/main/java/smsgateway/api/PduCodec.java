package smsgateway.api;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Gives TPDUs their meaning (3GPP TS 23.040, 23.038). Pure functions: no state, no I/O, safe for
 * any number of threads. Replacing the codec restarts its users.
 */
@ProviderType
public interface PduCodec {

  /**
   * What is to be sent.
   *
   * @param numbered whether the segments of a long text begin with {@code 1/3 } and are messages of
   *     their own, for phones and programs that do not join concatenated ones
   */
  record PlanRequest(
      Msisdn destination,
      String text,
      boolean flash,
      boolean statusReport,
      int concatenationReference,
      boolean numbered) {

    /** A long text is concatenated. */
    public PlanRequest(
        Msisdn destination,
        String text,
        boolean flash,
        boolean statusReport,
        int concatenationReference) {
      this(destination, text, flash, statusReport, concatenationReference, false);
    }
  }

  /**
   * The segments of a message.
   *
   * @param tpdus one SMS-SUBMIT per segment in order, upper-case hex, TP-MR 0; at least one
   * @param ucs2Because the characters that forced UCS-2; empty when the text fits GSM 7-bit
   */
  record Plan(List<String> tpdus, Optional<String> ucs2Because) {}

  /**
   * A PDU as {@code AT+CMGS} wants it (3GPP TS 27.005 §3.5.1).
   *
   * @param hex SMSC address octet {@code 00} (the modem's own SMSC) and the TPDU, upper case
   * @param length octets of the TPDU, without the SMSC address
   */
  record SubmitPdu(String hex, int length) {}

  /** A decoded PDU that came from the modem. */
  sealed interface Received permits Deliver, StatusReport, Other {}

  /**
   * SMS-DELIVER.
   *
   * @param originator the sender: digits with {@code +} when international, or alphanumeric text
   * @param originatorIsNumber whether the sender can be answered
   * @param text the text; of one segment of a concatenated message only that part
   * @param concatenation present when this is one segment of several
   * @param timestamp TP-SCTS; empty when it is no date
   * @param binary whether the user data is no text; {@code text} is then its hex
   */
  record Deliver(
      String originator,
      boolean originatorIsNumber,
      String text,
      Optional<Concatenation> concatenation,
      Optional<OffsetDateTime> timestamp,
      boolean binary)
      implements Received {}

  /** Concatenation element (TS 23.040 §9.2.3.24.1): {@code 1 <= sequence <= total <= 255}. */
  record Concatenation(int reference, int total, int sequence) {}

  /**
   * SMS-STATUS-REPORT.
   *
   * @param recipient TP-RA as digits with {@code +} when international
   * @param status TP-ST, 0 to 255
   */
  record StatusReport(
      int messageReference,
      String recipient,
      Optional<OffsetDateTime> serviceCentreTime,
      Optional<OffsetDateTime> dischargeTime,
      int status)
      implements Received {}

  /** A TPDU that is legal but neither of the two above, for example a stored SMS-SUBMIT. */
  record Other(String description) implements Received {}

  /**
   * Splits a text into segments: one when it fits (160 septets or 70 UCS-2 characters), else
   * concatenated ones (153/67). No escape sequence and no surrogate pair is split.
   *
   * @throws PduFormatException when the text needs more than 255 segments
   */
  Plan plan(PlanRequest request) throws PduFormatException;

  /**
   * Completes a planned TPDU for one submission.
   *
   * @param messageReference TP-MR, 0 to 255; most modems replace it
   * @param rejectDuplicates TP-RD
   * @param remaining remaining life of the message; becomes TP-VP, rounded up to what the relative
   *     format can say (5 minutes to 63 weeks)
   */
  SubmitPdu forSubmit(
      String tpdu, int messageReference, boolean rejectDuplicates, Duration remaining);

  /**
   * Decodes a PDU with its SMSC address as {@code +CMT}, {@code +CDS} or {@code +CMGR} deliver it;
   * forgives what real modems do.
   *
   * @throws PduFormatException for anything that has no meaning; never another exception
   */
  Received decode(String hex) throws PduFormatException;

  /**
   * Joins the segments of one concatenated message at septet or UTF-16 level.
   *
   * @param segments PDUs in order of their sequence number, {@code null} where one is missing
   * @return the text, with {@code [2/3 missing]} in place of a missing segment
   * @throws PduFormatException when one of them cannot be decoded
   */
  String assemble(List<String> segments) throws PduFormatException;

  /**
   * Explains a PDU field by field for a person; total: what cannot be decoded is said in a line.
   */
  List<String> explain(String hex);
}
