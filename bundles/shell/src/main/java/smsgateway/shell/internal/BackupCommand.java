package smsgateway.shell.internal;

import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Database;
import smsgateway.api.StoreException;

/** {@code sms:backup}: writes a verified copy of the database while the gateway works. */
@Service
@Command(scope = "sms", name = "backup", description = "Writes and verifies a backup")
public class BackupCommand extends SmsCommand {
  @Reference(optional = true)
  Database database;

  @Argument(
      name = "DIR",
      description = "Folder that gets a new folder with the backup; backup in the gateway's folder")
  String folder = "backup";

  @Override
  List<String> answer() throws StoreException {
    return need(database, "store").backup(Path.of(folder));
  }
}
