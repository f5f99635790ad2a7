package smsgateway.pdu;

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
    } else if (tpdu instanceof DeliverReport report) {
      out.octet(FirstOctet.DELIVER_REPORT | header(report.parameters()));
      report.failureCause().ifPresent(out::octet);
      out.octets(report.parameters().indicators());
      write(out, report.parameters());
    } else if (tpdu instanceof SubmitReport report) {
      out.octet(FirstOctet.SUBMIT_REPORT | header(report.parameters()));
      report.failureCause().ifPresent(out::octet);
      out.octets(report.parameters().indicators());
      out.sevenOctets(report.serviceCentreTime().raw());
      write(out, report.parameters());
    } else if (tpdu instanceof Command command) {
      write(out, command);
    }
  }

  private static void write(OctetWriter out, Command command) {
    out.octet(
        FirstOctet.COMMAND
            | bit(command.statusReportRequest(), FirstOctet.STATUS_REPORT_FLAG)
            | bit(command.data().header().isPresent(), FirstOctet.UDHI));
    out.octet(command.messageReference()).octet(command.pid());
    out.octet(command.type()).octet(command.messageNumber());
    AddressCodec.write(out, command.destination());
    UserDataCodec.write(out, command.data());
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
    out.octet(
        FirstOctet.STATUS_REPORT
            | bit(!report.moreMessages(), FirstOctet.NO_MORE_MESSAGES)
            | bit(report.loopPrevention(), FirstOctet.LOOP_PREVENTION)
            | bit(report.forCommand(), FirstOctet.STATUS_REPORT_FLAG)
            | report.parameters().map(TpduWriter::header).orElse(0));
    out.octet(report.messageReference());
    AddressCodec.write(out, report.recipient());
    out.sevenOctets(report.serviceCentreTime().raw());
    out.sevenOctets(report.dischargeTime().raw());
    out.octet(report.status());
    report.parameters().ifPresent(parameters -> out.octets(parameters.indicators()));
    report.parameters().ifPresent(parameters -> write(out, parameters));
  }

  private static int header(Parameters parameters) {
    return bit(parameters.userData().flatMap(UserData::header).isPresent(), FirstOctet.UDHI);
  }

  /** What follows TP-PI, in a submit report after the time. */
  private static void write(OctetWriter out, Parameters parameters) {
    parameters.pid().ifPresent(out::octet);
    parameters.dcs().ifPresent(dcs -> out.octet(dcs.raw()));
    parameters.userData().ifPresent(data -> UserDataCodec.write(out, data));
  }

  private static int bit(boolean set, int bit) {
    return set ? bit : 0;
  }
}
