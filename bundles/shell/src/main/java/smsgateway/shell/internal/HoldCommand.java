package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Administration;
import smsgateway.api.StoreException;

/** {@code sms:hold}: one message, or all sending. */
@Service
@Command(
    scope = "sms",
    name = "hold",
    description = "Holds one message until sms:release; without ID stops all sending")
public class HoldCommand extends OrderCommand {
  @Argument(name = "ID", description = "As sms:list shows it; left out: all sending")
  @Completion(IdCompleter.class)
  String id;

  @Override
  List<String> order(Administration store, String by) throws StoreException {
    if (id != null) {
      return List.of(store.hold(MessageId.parse(id).value(), by));
    }
    Administration.Stop stop = store.stopSending(by);
    return List.of(
        "All sending is stopped since "
            + Table.local(stop.since())
            + " by "
            + Visible.of(stop.by())
            + "; sms:release without ID ends that.",
        "Mails and SMS are still received; what a modem has in hand is finished.");
  }
}
