package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Administration;
import smsgateway.api.StoreException;

/** {@code sms:release}: ends what {@code sms:hold} began. */
@Service
@Command(
    scope = "sms",
    name = "release",
    description = "Releases one held message; without ID lets all sending go on")
public class ReleaseCommand extends OrderCommand {
  @Argument(name = "ID", description = "As sms:list --state HELD shows it; left out: all sending")
  @Completion(IdCompleter.class)
  String id;

  @Override
  List<String> order(Administration store, String by) throws StoreException {
    if (id != null) {
      return List.of(store.release(MessageId.parse(id).value(), by));
    }
    return List.of(
        store
            .resumeSending(by)
            .map(
                stop ->
                    "Sending goes on; it was stopped since "
                        + Table.local(stop.since())
                        + ". Messages held one by one stay so: sms:list --state HELD.")
            .orElse(
                "Sending was not stopped. One message: sms:release ID, see sms:list --state"
                    + " HELD."));
  }
}
