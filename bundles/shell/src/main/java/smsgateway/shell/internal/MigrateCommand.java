package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Database;
import smsgateway.api.StoreException;

/** {@code sms:migrate}: moves all data to another database and works with that one. */
@Service
@Command(
    scope = "sms",
    name = "migrate",
    description = "Moves all data to another, empty database; all wait meanwhile")
public class MigrateCommand extends SmsCommand {
  @Reference(optional = true)
  Database database;

  @Option(
      name = "--to",
      required = true,
      description = "A data source file, or jdbc:postgresql://HOST:PORT/NAME")
  String to = "";

  @Argument(index = 0, name = "USER", description = "Login for a URL")
  String user = "";

  @Argument(index = 1, name = "PASSWORD", description = "Password for a URL", censor = true)
  String password = "";

  @Override
  List<String> answer() throws StoreException {
    return need(database, "store").migrate(to, user, password);
  }
}
