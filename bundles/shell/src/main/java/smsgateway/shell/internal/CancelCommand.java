package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Administration;
import smsgateway.api.StoreException;

/** {@code sms:cancel}: what has not left never will. */
@Service
@Command(scope = "sms", name = "cancel", description = "Withdraws a message that waits")
public class CancelCommand extends OrderCommand {
  @Argument(name = "ID", required = true, description = "As sms:list shows it")
  @Completion(IdCompleter.class)
  String id = "";

  @Override
  List<String> order(Administration store, String by) throws StoreException {
    return List.of(store.cancel(MessageId.parse(id).value(), by));
  }
}
