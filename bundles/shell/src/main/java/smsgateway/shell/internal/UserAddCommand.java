package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.StoreException;

/** {@code sms:user-add}: adds a user; an existing one is left alone. */
@Service
@Command(scope = "sms", name = "user-add", description = "Adds a user")
public class UserAddCommand extends UserOptions {

  @Override
  List<String> answer() throws StoreException {
    String address = UserEdit.email(email);
    if (need(directory, "store").byEmail(address).isPresent()) {
      throw new IllegalArgumentException(
          "User " + address + " exists; sms:user-set changes a user.");
    }
    directory.put(UserEdit.apply(UserEdit.fresh(address), fields()));
    return List.of("Added " + address + ".");
  }
}
