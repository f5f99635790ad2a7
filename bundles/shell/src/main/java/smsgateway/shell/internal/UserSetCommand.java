package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.StoreException;
import smsgateway.api.User;

/** {@code sms:user-set}: changes the given fields of a user and no others. */
@Service
@Command(scope = "sms", name = "user-set", description = "Changes a user")
public class UserSetCommand extends UserOptions {

  @Override
  List<String> answer() throws StoreException {
    String address = UserEdit.email(email);
    User user =
        need(directory, "store")
            .byEmail(address)
            .orElseThrow(() -> UserRemoveCommand.unknown(address));
    directory.put(UserEdit.apply(user, fields()));
    return List.of("Changed " + address + ".");
  }
}
