package smsgateway.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import smsgateway.api.Directory;
import smsgateway.api.StoreException;

/** {@code sms:user-import}: adds or replaces all users of a file, or none. */
@Service
@Command(scope = "sms", name = "user-import", description = "Reads users from a CSV file")
public class UserImportCommand extends SmsCommand {
  @Reference(optional = true)
  Directory directory;

  @Argument(
      index = 0,
      name = "FILE",
      required = true,
      description = "CSV file; write / in its path")
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
    UserFile users = UserFile.read(content(), need(directory, "store").users());
    if (!users.errors().isEmpty()) {
      List<String> lines = new ArrayList<>(users.errors());
      lines.add("Nothing was imported.");
      throw new IllegalArgumentException(String.join(System.lineSeparator(), lines));
    }
    if (dryRun || !following.isEmpty()) {
      return List.of("The file is in order: " + users.users().size() + " users. Nothing changed.");
    }
    directory.putAll(users.users());
    return List.of("Imported " + users.users().size() + " users.");
  }

  private String content() {
    try {
      return Csv.decode(Files.readAllBytes(Path.of(file)));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot read " + Visible.of(file) + ": " + e.getClass().getSimpleName() + ".", e);
    }
  }
}
