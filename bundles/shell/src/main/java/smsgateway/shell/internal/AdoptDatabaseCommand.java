package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Database;
import smsgateway.api.StoreException;

/** {@code sms:adopt-database}: makes the configured database the gateway's own. */
@Service
@Command(
    scope = "sms",
    name = "adopt-database",
    description = "Goes on with the configured database, whatever the former one was")
public class AdoptDatabaseCommand extends SmsCommand {
  @Reference(optional = true)
  Database database;

  @Argument(
      name = "ID",
      required = true,
      description = "Installation id as sms:status names it, or new for an empty database")
  String id = "";

  @Override
  List<String> answer() throws StoreException {
    return need(database, "store").adopt(id);
  }
}
