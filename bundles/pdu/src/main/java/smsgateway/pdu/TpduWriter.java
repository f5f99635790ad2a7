package smsgateway.pdu;

import java.util.Optional;

/** Writes TPDUs field by field. */
final class TpduWriter {
  private TpduWriter() {}

  static void write(OctetWriter out, Tpdu tpdu) {
    if (tpdu instanceof Submit submit) {
      write(out, submit);
    } else if (tpdu instanceof Deliver deliver) {
      write(out, deliver);
    } else if (tpdu instanceof StatusReport report) {
      write(out, report);
    }
  }

  private static void write(OctetWriter out, Deliver deliver) {
    out.octet(
        FirstOctet.DELIVER
            | bit(!deliver.moreMessages(), FirstOctet.NO_MORE_MESSAGES)
            | bit(deliver.loopPrevention(), FirstOctet.LOOP_PREVENTION)
            | bit(deliver.statusReportIndication(), FirstOctet.STATUS_REPORT_FLAG)
            | bit(deliver.userData().header().isPresent(), FirstOctet.UDHI)
            | bit(deliver.replyPath(), FirstOctet.REPLY_PATH));
    AddressCodec.write(out, deliver.originator());
    out.octet(deliver.pid()).octet(deliver.dcs().raw());
    out.sevenOctets(deliver.serviceCentreTime().raw());
    UserDataCodec.write(out, deliver.userData());
  }

  private static void write(OctetWriter out, Submit submit) {
    out.octet(
        FirstOctet.SUBMIT
            | bit(submit.rejectDuplicates(), FirstOctet.REJECT_DUPLICATES)
            | (submit.validity().format() << FirstOctet.VALIDITY_SHIFT)
            | bit(submit.statusReportRequest(), FirstOctet.STATUS_REPORT_FLAG)
            | bit(submit.userData().header().isPresent(), FirstOctet.UDHI)
            | bit(submit.replyPath(), FirstOctet.REPLY_PATH));
    out.octet(submit.messageReference());
    AddressCodec.write(out, submit.destination());
    out.octet(submit.pid()).octet(submit.dcs().raw());
    if (submit.validity() instanceof ValidityPeriod.Relative relative) {
      out.octet(relative.octet());
    } else if (submit.validity() instanceof ValidityPeriod.Absolute absolute) {
      out.sevenOctets(absolute.time().raw());
    } else if (submit.validity() instanceof ValidityPeriod.Enhanced enhanced) {
      out.sevenOctets(enhanced.raw());
    }
    UserDataCodec.write(out, submit.userData());
  }

  private static void write(OctetWriter out, StatusReport report) {
    Optional<UserData> data = report.parameters().flatMap(Parameters::userData);
    out.octet(
        FirstOctet.STATUS_REPORT
            | bit(!report.moreMessages(), FirstOctet.NO_MORE_MESSAGES)
            | bit(report.loopPrevention(), FirstOctet.LOOP_PREVENTION)
            | bit(report.forCommand(), FirstOctet.STATUS_REPORT_FLAG)
            | bit(data.flatMap(UserData::header).isPresent(), FirstOctet.UDHI));
    out.octet(report.messageReference());
    AddressCodec.write(out, report.recipient());
    out.sevenOctets(report.serviceCentreTime().raw());
    out.sevenOctets(report.dischargeTime().raw());
    out.octet(report.status());
    report.parameters().ifPresent(parameters -> write(out, parameters));
  }

  private static void write(OctetWriter out, Parameters parameters) {
    out.octets(parameters.indicators());
    parameters.pid().ifPresent(out::octet);
    parameters.dcs().ifPresent(dcs -> out.octet(dcs.raw()));
    parameters.userData().ifPresent(data -> UserDataCodec.write(out, data));
  }

  private static int bit(boolean set, int bit) {
    return set ? bit : 0;
  }
}
