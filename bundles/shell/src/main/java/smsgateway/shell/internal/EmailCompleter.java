package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import smsgateway.api.Directory;
import smsgateway.api.StoreException;
import smsgateway.api.User;

/** Offers the addresses of all users. */
@Service
public class EmailCompleter implements Completer {
  @Reference(optional = true)
  Directory directory;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    return new StringsCompleter(offers()).complete(session, line, candidates);
  }

  /** What may be typed; empty while the store does not answer. */
  List<String> offers() {
    try {
      return directory == null ? List.of() : directory.users().stream().map(User::email).toList();
    } catch (StoreException e) {
      return List.of();
    }
  }
}
