package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Administration;
import smsgateway.api.StoreException;

/** {@code sms:retry}: sends again what ended without the phone. */
@Service
@Command(
    scope = "sms",
    name = "retry",
    description = "Sends a message that ended undelivered once more, as a new one")
public class RetryCommand extends OrderCommand {
  @Argument(name = "ID", required = true, description = "As sms:list shows it: 17 or in5")
  @Completion(IdCompleter.class)
  String id = "";

  @Override
  List<String> order(Administration store, String by) throws StoreException {
    MessageId former = MessageId.parse(id);
    Administration.Retried retried = store.retry(former.value(), by);
    MessageId fresh = new MessageId(retried.id());
    List<String> lines = new ArrayList<>();
    lines.add(
        fresh.equals(former)
            ? "Message " + former + " will be decided again; see sms:why " + fresh + "."
            : "Message " + former + " is sent again as " + fresh + "; see sms:why " + fresh + ".");
    if (retried.possibleDuplicate()) {
      lines.add("Warning: the phone may have got the former one, and then shows it twice.");
    }
    return lines;
  }
}
