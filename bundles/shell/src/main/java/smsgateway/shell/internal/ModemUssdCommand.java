package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.ModemActions.Ussd;
import smsgateway.api.ModemActions.UssdAnswer;

/** {@code sms:modem-ussd}: sends a USSD code, for example to ask for the balance of the SIM. */
@Service
@Command(
    scope = "sms",
    name = "modem-ussd",
    description = "Sends a USSD code such as *100#, or the answer to the menu it has opened")
public class ModemUssdCommand extends ActionCommand {
  @Argument(index = 0, name = "NAME", required = true, description = "Modem, see sms:modem-list")
  @Completion(ModemNameCompleter.class)
  String name = "";

  @Argument(
      index = 1,
      name = "CODE",
      description = "In quotes, such as '*100#'; or the choice in a menu; left out: ends the menu")
  String code = "";

  @Override
  List<String> answer() {
    UssdAnswer answer = (UssdAnswer) follow(new Ussd(name, code.strip()), SILENT);
    List<String> lines = new ArrayList<>();
    answer.text().lines().map(Visible::of).forEach(lines::add);
    if (answer.more()) {
      lines.add("");
      lines.add("The menu waits: sms:modem-ussd " + name + " CHOICE, or without choice to end it.");
    } else if (answer.text().isBlank()) {
      lines.add(code.isBlank() ? "The menu is closed." : "The network has taken the code.");
    }
    return lines;
  }
}
