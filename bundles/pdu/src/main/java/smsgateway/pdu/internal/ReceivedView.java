package smsgateway.pdu.internal;

import smsgateway.api.PduCodec;
import smsgateway.pdu.Address;
import smsgateway.pdu.Concatenation;
import smsgateway.pdu.Deliver;
import smsgateway.pdu.StatusReport;
import smsgateway.pdu.Tpdu;
import smsgateway.pdu.TypeOfNumber;
import smsgateway.pdu.UserData;
import smsgateway.pdu.UserDataHeader;

/** A decoded TPDU as the records that cross the border of the bundle. */
final class ReceivedView {
  private static final char REPLACEMENT = '\uFFFD';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private ReceivedView() {}

  static PduCodec.Received of(Tpdu tpdu) {
    if (tpdu instanceof Deliver deliver) {
      return deliver(deliver);
    }
    if (tpdu instanceof StatusReport report) {
      return new PduCodec.StatusReport(
          report.messageReference(),
          report.recipient().display(),
          report.serviceCentreTime().time(),
          report.dischargeTime().time(),
          report.status());
    }
    return new PduCodec.Other("SMS-SUBMIT, an own message in the storage");
  }

  private static PduCodec.Deliver deliver(Deliver deliver) {
    UserData data = deliver.userData();
    return new PduCodec.Deliver(
        sender(deliver.originator()),
        answerable(deliver.originator()),
        data instanceof UserData.Binary binary
            ? binary.data().toHex()
            : readable(data.text().orElse("")),
        data.header().flatMap(UserDataHeader::concatenation).map(ReceivedView::concatenation),
        deliver.serviceCentreTime().time(),
        data instanceof UserData.Binary);
  }

  private static PduCodec.Concatenation concatenation(Concatenation element) {
    return new PduCodec.Concatenation(element.reference(), element.total(), element.sequence());
  }

  /**
   * Eight septets fill seven octets; a sender of seven characters then often comes with the spare
   * septet counted, which reads as {@code @}.
   */
  private static String sender(Address originator) {
    String text = originator.display();
    return originator.alphanumeric() && text.length() == 8 && text.endsWith("@")
        ? text.substring(0, 7)
        : text;
  }

  private static boolean answerable(Address originator) {
    String number = originator.number();
    return originator.typeOfNumber() != TypeOfNumber.ALPHANUMERIC
        && !number.isEmpty()
        && number.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Text fit for a mail: without byte order mark in front, lone surrogates replaced. */
  static String readable(String text) {
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    String plain = marked ? text.substring(1) : text;
    if (plain.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return plain;
    }
    StringBuilder readable = new StringBuilder(plain.length());
    plain
        .codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
        .forEach(readable::appendCodePoint);
    return readable.toString();
  }
}
