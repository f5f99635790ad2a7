package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Directory;
import smsgateway.api.StoreException;

/** {@code sms:user-remove}: removes a user. */
@Service
@Command(scope = "sms", name = "user-remove", description = "Removes a user")
public class UserRemoveCommand extends SmsCommand {
  @Reference(optional = true)
  Directory directory;

  @Argument(name = "EMAIL", required = true, description = "Mail address of the user")
  @Completion(EmailCompleter.class)
  String email = "";

  @Override
  List<String> answer() throws StoreException {
    String address = UserEdit.email(email);
    if (!need(directory, "store").remove(address)) {
      throw unknown(address);
    }
    return List.of("Removed " + address + ".");
  }

  /** There is no user with this address. */
  static IllegalArgumentException unknown(String address) {
    return new IllegalArgumentException("There is no user " + address + "; see sms:user-list.");
  }
}
