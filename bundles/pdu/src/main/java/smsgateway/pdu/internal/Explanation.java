package smsgateway.pdu.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smsgateway.pdu.Address;
import smsgateway.pdu.AtPdu;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.Decoded;
import smsgateway.pdu.Deliver;
import smsgateway.pdu.InformationElement;
import smsgateway.pdu.Parameters;
import smsgateway.pdu.StatusReport;
import smsgateway.pdu.Submit;
import smsgateway.pdu.TimeStamp;
import smsgateway.pdu.UserData;
import smsgateway.pdu.UserDataHeader;
import smsgateway.pdu.ValidityPeriod;
import smsgateway.pdu.Warning;

/** A PDU in lines for a person: name of the field, value, meaning. */
final class Explanation {
  private final List<String> lines = new ArrayList<>();

  private Explanation() {}

  static List<String> of(Decoded<AtPdu> decoded) {
    Explanation explanation = new Explanation();
    AtPdu pdu = decoded.value();
    explanation.line("SMSC", pdu.smsc().map(Explanation::address).orElse("set in the modem"));
    if (pdu.tpdu() instanceof Deliver deliver) {
      explanation.deliver(deliver);
    } else if (pdu.tpdu() instanceof Submit submit) {
      explanation.submit(submit);
    } else if (pdu.tpdu() instanceof StatusReport report) {
      explanation.report(report);
    }
    decoded.warnings().forEach(explanation::warning);
    return List.copyOf(explanation.lines);
  }

  private void deliver(Deliver deliver) {
    line("TP-MTI", "SMS-DELIVER");
    line("TP-MMS", deliver.moreMessages() ? "more messages wait" : "no more messages wait");
    flag("TP-LP", deliver.loopPrevention());
    flag("TP-SRI", deliver.statusReportIndication());
    flag("TP-RP", deliver.replyPath());
    line("TP-OA", address(deliver.originator()));
    line("TP-PID", hex(deliver.pid()));
    coding(deliver.dcs());
    line("TP-SCTS", time(deliver.serviceCentreTime()));
    userData(deliver.userData());
  }

  private void submit(Submit submit) {
    line("TP-MTI", "SMS-SUBMIT");
    flag("TP-RD", submit.rejectDuplicates());
    flag("TP-SRR", submit.statusReportRequest());
    flag("TP-RP", submit.replyPath());
    line("TP-MR", Integer.toString(submit.messageReference()));
    line("TP-DA", address(submit.destination()));
    line("TP-PID", hex(submit.pid()));
    coding(submit.dcs());
    line("TP-VP", validity(submit.validity()));
    userData(submit.userData());
  }

  private void report(StatusReport report) {
    line("TP-MTI", "SMS-STATUS-REPORT");
    line("TP-MMS", report.moreMessages() ? "more messages wait" : "no more messages wait");
    flag("TP-LP", report.loopPrevention());
    line("TP-SRQ", report.forCommand() ? "for an SMS-COMMAND" : "for an SMS-SUBMIT");
    line("TP-MR", Integer.toString(report.messageReference()));
    line("TP-RA", address(report.recipient()));
    line("TP-SCTS", time(report.serviceCentreTime()));
    line("TP-DT", time(report.dischargeTime()));
    line("TP-ST", hex(report.status()) + ", " + StatusWords.of(report.status()));
    report.parameters().ifPresent(this::parameters);
  }

  private void parameters(Parameters parameters) {
    line("TP-PI", parameters.indicators().toHex());
    parameters.pid().ifPresent(pid -> line("TP-PID", hex(pid)));
    parameters.dcs().ifPresent(this::coding);
    parameters.userData().ifPresent(this::userData);
  }

  private void coding(Dcs dcs) {
    String alphabet =
        switch (dcs.alphabet()) {
          case GSM7 -> "GSM 7-bit";
          case OCTETS -> "octets";
          case UCS2 -> "UCS-2";
        };
    line(
        "TP-DCS",
        hex(dcs.raw())
            + ", "
            + alphabet
            + (dcs.compressed() ? ", compressed" : "")
            + (dcs.reserved() ? ", reserved group" : "")
            + (dcs.autoDelete() ? ", to be deleted once read" : "")
            + dcs.messageWaiting().map(Object::toString).map(s -> ", " + s).orElse(""));
    dcs.messageClass()
        .ifPresent(c -> line("class", c == 0 ? "0, shown at once" : Integer.toString(c)));
  }

  private void userData(UserData data) {
    String unit = data instanceof UserData.Septets ? " septets" : " octets";
    line("TP-UDL", data.length() + unit);
    data.header().ifPresent(this::header);
    if (data instanceof UserData.Binary binary) {
      line("TP-UD", binary.data().toHex());
    } else {
      line("TP-UD", ReceivedView.readable(data.text().orElse("")));
    }
  }

  private void header(UserDataHeader header) {
    for (InformationElement element : header.elements()) {
      line("TP-UDH", "element " + hex(element.id()) + ": " + element.data().toHex());
    }
    header
        .concatenation()
        .ifPresent(
            c ->
                line(
                    "segment", c.sequence() + " of " + c.total() + ", reference " + c.reference()));
    header.ports().ifPresent(p -> line("ports", "to " + p.destination() + " from " + p.source()));
    header.lockingShift().ifPresent(id -> line("locking shift", "language " + id));
    header.singleShift().ifPresent(id -> line("single shift", "language " + id));
  }

  private void warning(Warning warning) {
    line("forgiven", warning.field() + " at octet " + warning.offset() + ": " + warning.detail());
  }

  private static String address(Address address) {
    String number = address.display();
    return (number.isEmpty() ? "empty" : number) + " (type of address " + hex(address.toa()) + ")";
  }

  private static String time(TimeStamp time) {
    return time.time().map(Object::toString).orElse("no date: " + time.toHex());
  }

  private static String validity(ValidityPeriod period) {
    if (period instanceof ValidityPeriod.Relative relative) {
      return relative.duration() + " from acceptance";
    }
    if (period instanceof ValidityPeriod.Absolute absolute) {
      return "until " + time(absolute.time());
    }
    if (period instanceof ValidityPeriod.Enhanced enhanced) {
      Optional<String> duration = enhanced.duration().map(Object::toString);
      return duration.orElse("none") + (enhanced.singleShot() ? ", one attempt only" : "");
    }
    return "none";
  }

  private static String hex(int octet) {
    return String.format("0x%02X", octet);
  }

  private void flag(String name, boolean set) {
    line(name, set ? "set" : "not set");
  }

  private void line(String name, String value) {
    lines.add(name + ": " + value);
  }
}
