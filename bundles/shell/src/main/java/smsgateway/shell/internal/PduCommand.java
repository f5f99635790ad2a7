package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.PduCodec;

/** {@code sms:pdu}: explains a PDU field by field. */
@Service
@Command(scope = "sms", name = "pdu", description = "Explains a PDU")
public class PduCommand extends SmsCommand {
  @Reference(optional = true)
  PduCodec codec;

  @Argument(name = "HEX", required = true, description = "The PDU with its SMSC address")
  String hex = "";

  @Override
  List<String> answer() {
    return need(codec, "pdu").explain(hex).stream().map(Visible::of).toList();
  }
}
