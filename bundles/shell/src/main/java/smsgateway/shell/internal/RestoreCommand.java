package smsgateway.shell.internal;

import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Database;
import smsgateway.api.StoreException;

/** {@code sms:restore}: puts a backup in the place of the configured database. */
@Service
@Command(
    scope = "sms",
    name = "restore",
    description = "Goes back to a backup and stops all sending until sms:release")
public class RestoreCommand extends SmsCommand {
  @Reference(optional = true)
  Database database;

  @Argument(name = "DIR", required = true, description = "Folder that sms:backup wrote")
  String folder = "";

  @Override
  List<String> answer() throws StoreException {
    return need(database, "store").restore(Path.of(folder));
  }
}
