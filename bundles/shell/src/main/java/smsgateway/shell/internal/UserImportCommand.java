package smsgateway.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import smsgateway.api.Directory;
import smsgateway.api.StoreException;
import smsgateway.api.User;

/** {@code sms:user-import}: adds or replaces all users of a file, or none. */
@Service
@Command(
    scope = "sms",
    name = "user-import",
    description = "Reads users from a CSV file or of MDaemon")
public class UserImportCommand extends SmsCommand {
  @Reference(optional = true)
  Directory directory;

  @Argument(
      index = 0,
      name = "FILE",
      required = true,
      description = "CSV, export of MDaemon or its UserList.dat; write / in its path")
  @Completion(FileCompleter.class)
  String file = "";

  // Karaf reads options only before the first argument; this takes the one that follows it.
  @Argument(index = 1, name = "OPTION", description = "--dry-run may follow")
  String following = "";

  @Option(name = "--dry-run", description = "Only check the file")
  boolean dryRun;

  @Override
  List<String> answer() throws StoreException {
    if (!following.isEmpty() && !following.equals("--dry-run")) {
      throw new IllegalArgumentException("Unknown option " + Visible.of(following) + ".");
    }
    List<User> before = need(directory, "store").users();
    Optional<MdaemonUsers> mdaemon = mdaemon();
    UserFile users =
        mdaemon
            .map(accounts -> accounts.users(before))
            .orElseGet(() -> UserFile.read(content(), before));
    if (!users.errors().isEmpty()) {
      List<String> lines = new ArrayList<>(users.errors());
      lines.add("Nothing was imported.");
      throw new IllegalArgumentException(String.join(System.lineSeparator(), lines));
    }
    List<String> lines = new ArrayList<>(mdaemon.map(MdaemonUsers::leftOut).orElse(List.of()));
    if (dryRun || !following.isEmpty()) {
      lines.add("The file is in order: " + summary(users.users(), before) + ". Nothing changed.");
    } else {
      directory.putAll(users.users());
      lines.add("Imported " + summary(users.users(), before) + ".");
    }
    return lines;
  }

  private static String summary(List<User> users, List<User> before) {
    Set<String> known = before.stream().map(User::email).collect(Collectors.toSet());
    long fresh = users.stream().filter(u -> !known.contains(u.email())).count();
    long same = users.stream().filter(before::contains).count();
    return users.size()
        + " users: "
        + fresh
        + " new, "
        + (users.size() - fresh - same)
        + " changed, "
        + same
        + " as before";
  }

  private Optional<MdaemonUsers> mdaemon() {
    try {
      return MdaemonUsers.read(Path.of(file));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private String content() {
    try {
      return Csv.decode(Files.readAllBytes(Path.of(file)));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private IllegalArgumentException unreadable(IOException e) {
    return new IllegalArgumentException(
        "Cannot read " + Visible.of(file) + ": " + e.getClass().getSimpleName() + ".", e);
  }
}
