package smsgateway.pdu.internal;

import java.util.ArrayList;
import java.util.List;
import smsgateway.pdu.AtPdu;
import smsgateway.pdu.Command;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.Decoded;
import smsgateway.pdu.Deliver;
import smsgateway.pdu.DeliverReport;
import smsgateway.pdu.InformationElement;
import smsgateway.pdu.Parameters;
import smsgateway.pdu.StatusReport;
import smsgateway.pdu.Submit;
import smsgateway.pdu.SubmitReport;
import smsgateway.pdu.Tpdu;
import smsgateway.pdu.UserData;
import smsgateway.pdu.UserDataHeader;
import smsgateway.pdu.Warning;

/** A PDU in lines for a person: name of the field, value, meaning. */
final class Explanation {
  private final List<String> lines = new ArrayList<>();

  private Explanation() {}

  static List<String> of(Decoded<AtPdu> decoded) {
    Explanation explanation = new Explanation();
    AtPdu pdu = decoded.value();
    explanation.line("SMSC", pdu.smsc().map(Meaning::address).orElse("set in the modem"));
    explanation.tpdu(pdu.tpdu());
    decoded.warnings().forEach(explanation::warning);
    return List.copyOf(explanation.lines);
  }

  private void tpdu(Tpdu tpdu) {
    if (tpdu instanceof Deliver deliver) {
      deliver(deliver);
    } else if (tpdu instanceof Submit submit) {
      submit(submit);
    } else if (tpdu instanceof StatusReport report) {
      statusReport(report);
    } else if (tpdu instanceof Command command) {
      command(command);
    } else if (tpdu instanceof DeliverReport report) {
      line("TP-MTI", "SMS-DELIVER-REPORT");
      report.failureCause().ifPresent(cause -> line("TP-FCS", Meaning.hex(cause)));
      parameters(report.parameters());
    } else if (tpdu instanceof SubmitReport report) {
      line("TP-MTI", "SMS-SUBMIT-REPORT");
      report.failureCause().ifPresent(cause -> line("TP-FCS", Meaning.hex(cause)));
      line("TP-SCTS", Meaning.time(report.serviceCentreTime()));
      parameters(report.parameters());
    }
  }

  private void deliver(Deliver deliver) {
    line("TP-MTI", "SMS-DELIVER");
    line("TP-MMS", deliver.moreMessages() ? "more messages wait" : "no more messages wait");
    flag("TP-LP", deliver.loopPrevention());
    flag("TP-SRI", deliver.statusReportIndication());
    flag("TP-RP", deliver.replyPath());
    line("TP-OA", Meaning.address(deliver.originator()));
    line("TP-PID", Meaning.protocol(deliver.pid()));
    coding(deliver.dcs());
    line("TP-SCTS", Meaning.time(deliver.serviceCentreTime()));
    userData(deliver.userData());
  }

  private void submit(Submit submit) {
    line("TP-MTI", "SMS-SUBMIT");
    flag("TP-RD", submit.rejectDuplicates());
    flag("TP-SRR", submit.statusReportRequest());
    flag("TP-RP", submit.replyPath());
    line("TP-MR", Integer.toString(submit.messageReference()));
    line("TP-DA", Meaning.address(submit.destination()));
    line("TP-PID", Meaning.protocol(submit.pid()));
    coding(submit.dcs());
    line("TP-VP", Meaning.validity(submit.validity()));
    userData(submit.userData());
  }

  private void statusReport(StatusReport report) {
    line("TP-MTI", "SMS-STATUS-REPORT");
    line("TP-MMS", report.moreMessages() ? "more messages wait" : "no more messages wait");
    flag("TP-LP", report.loopPrevention());
    line("TP-SRQ", report.forCommand() ? "for an SMS-COMMAND" : "for an SMS-SUBMIT");
    line("TP-MR", Integer.toString(report.messageReference()));
    line("TP-RA", Meaning.address(report.recipient()));
    line("TP-SCTS", Meaning.time(report.serviceCentreTime()));
    line("TP-DT", Meaning.time(report.dischargeTime()));
    line("TP-ST", Meaning.hex(report.status()) + ", " + StatusWords.of(report.status()));
    report.parameters().ifPresent(this::parameters);
  }

  private void command(Command command) {
    line("TP-MTI", "SMS-COMMAND");
    flag("TP-SRR", command.statusReportRequest());
    line("TP-MR", Integer.toString(command.messageReference()));
    line("TP-PID", Meaning.protocol(command.pid()));
    line("TP-CT", Meaning.command(command.type()));
    line("TP-MN", Integer.toString(command.messageNumber()));
    line("TP-DA", Meaning.address(command.destination()));
    command.data().header().ifPresent(this::header);
    line("TP-CD", command.data().data().toHex());
  }

  private void parameters(Parameters parameters) {
    line("TP-PI", parameters.indicators().toHex());
    parameters.pid().ifPresent(pid -> line("TP-PID", Meaning.protocol(pid)));
    parameters.dcs().ifPresent(this::coding);
    parameters.userData().ifPresent(this::userData);
  }

  private void coding(Dcs dcs) {
    line("TP-DCS", Meaning.coding(dcs));
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
      line("TP-UDH", Meaning.element(element));
    }
    header
        .concatenation()
        .ifPresent(
            c ->
                line(
                    "segment", c.sequence() + " of " + c.total() + ", reference " + c.reference()));
    header.ports().ifPresent(p -> line("ports", "to " + p.destination() + " from " + p.source()));
    header.specialIndications().forEach(i -> line("waiting", i.count() + " of type " + i.type()));
    header.lockingShift().ifPresent(id -> line("locking shift", "language " + id));
    header.singleShift().ifPresent(id -> line("single shift", "language " + id));
  }

  private void warning(Warning warning) {
    line("forgiven", warning.field() + " at octet " + warning.offset() + ": " + warning.detail());
  }

  private void flag(String name, boolean set) {
    line(name, set ? "set" : "not set");
  }

  private void line(String name, String value) {
    lines.add(name + ": " + value);
  }
}
