package smsgateway.pdu.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import smsgateway.pdu.Command;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.Deliver;
import smsgateway.pdu.DeliverReport;
import smsgateway.pdu.Parameters;
import smsgateway.pdu.StatusReport;
import smsgateway.pdu.Submit;
import smsgateway.pdu.SubmitReport;
import smsgateway.pdu.TimeStamp;
import smsgateway.pdu.Tpdu;
import smsgateway.pdu.UserData;
import smsgateway.pdu.UserDataHeader;

/** The fields of a TPDU by name, in the order of the message. */
final class TpduView {
  private static final int UDHI = 0x40;

  private final Map<String, Object> fields = new LinkedHashMap<>();

  void put(String name, Object value) {
    fields.put(name, value);
  }

  /**
   * All fields.
   *
   * @param firstOctet as received, because the values of the codec do not keep unused bits
   */
  Map<String, Object> of(Tpdu tpdu, int firstOctet) {
    put("fo", firstOctet);
    put("udhi", (firstOctet & UDHI) != 0);
    if (tpdu instanceof Deliver deliver) {
      deliver(deliver);
    } else if (tpdu instanceof Submit submit) {
      submit(submit);
    } else if (tpdu instanceof StatusReport report) {
      statusReport(report);
    } else if (tpdu instanceof Command command) {
      command(command);
    } else if (tpdu instanceof DeliverReport report) {
      report.failureCause().ifPresent(cause -> put("fcs", cause));
      put("pi", report.parameters().indicators().at(0));
      parameters(report.parameters());
    } else if (tpdu instanceof SubmitReport report) {
      report.failureCause().ifPresent(cause -> put("fcs", cause));
      put("pi", report.parameters().indicators().at(0));
      time("scts", report.serviceCentreTime());
      parameters(report.parameters());
    }
    return fields;
  }

  private void deliver(Deliver deliver) {
    put("mms", deliver.moreMessages());
    put("lp", deliver.loopPrevention());
    put("sri", deliver.statusReportIndication());
    put("rp", deliver.replyPath());
    put("originator", ValueView.address(deliver.originator()));
    put("pid", deliver.pid());
    put("dcs", deliver.dcs().raw());
    coding(deliver.dcs());
    time("scts", deliver.serviceCentreTime());
    userData(deliver.userData());
  }

  private void submit(Submit submit) {
    put("rd", submit.rejectDuplicates());
    put("vpf", submit.validity().format());
    put("srr", submit.statusReportRequest());
    put("rp", submit.replyPath());
    put("mr", submit.messageReference());
    put("destination", ValueView.address(submit.destination()));
    put("pid", submit.pid());
    put("dcs", submit.dcs().raw());
    coding(submit.dcs());
    put("vp", ValueView.validity(submit.validity()));
    userData(submit.userData());
  }

  private void statusReport(StatusReport report) {
    put("mms", report.moreMessages());
    put("lp", report.loopPrevention());
    put("srq", report.forCommand());
    put("mr", report.messageReference());
    put("recipient", ValueView.address(report.recipient()));
    time("scts", report.serviceCentreTime());
    time("discharge", report.dischargeTime());
    put("status", report.status());
    report
        .parameters()
        .ifPresent(
            parameters -> {
              put("pi", parameters.indicators().at(0));
              parameters(parameters);
            });
  }

  private void command(Command command) {
    put("srr", command.statusReportRequest());
    put("mr", command.messageReference());
    put("pid", command.pid());
    put("command_type", command.type());
    put("message_number", command.messageNumber());
    put("destination", ValueView.address(command.destination()));
    userData(command.data());
  }

  private void parameters(Parameters parameters) {
    parameters.pid().ifPresent(pid -> put("pid", pid));
    parameters.dcs().ifPresent(dcs -> put("dcs", dcs.raw()));
    if (parameters.dcs().isPresent() || parameters.userData().isPresent()) {
      coding(parameters.dcs().orElse(Dcs.GSM7));
    }
    parameters.userData().ifPresent(this::userData);
  }

  private void coding(Dcs dcs) {
    put("alphabet", ValueView.alphabet(dcs.alphabet()));
    put("compressed", dcs.compressed());
    put("class", dcs.messageClass().isPresent() ? dcs.messageClass().getAsInt() : null);
    if (dcs.autoDelete()) {
      put("auto_delete", true);
    }
    if (dcs.reserved()) {
      put("reserved", true);
    }
    dcs.messageWaiting().ifPresent(waiting -> put("mwi", ValueView.waiting(waiting)));
  }

  private void time(String name, TimeStamp time) {
    put(name, ValueView.iso(time));
    put(name + "_raw", time.toHex());
  }

  private void userData(UserData data) {
    put("udl", data.length());
    data.header().ifPresent(this::header);
    if (data instanceof UserData.Binary binary) {
      put("data", binary.data().toHex());
    } else {
      put("text", data.text().orElse(""));
    }
  }

  private void header(UserDataHeader header) {
    put("udh", header.elements().stream().map(ValueView::element).toList());
    header.concatenation().ifPresent(c -> put("concat", ValueView.concatenation(c)));
    header.ports().ifPresent(p -> put("ports", ValueView.ports(p)));
    header.singleShift().ifPresent(language -> put("single_shift", language));
    header.lockingShift().ifPresent(language -> put("locking_shift", language));
  }
}
