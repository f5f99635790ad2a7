package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import smsgateway.api.Directory;
import smsgateway.api.Msisdn;
import smsgateway.api.StoreException;
import smsgateway.api.User;

/** {@code sms:phonebook}: the numbers of users, masked unless asked for, and who changed them. */
@Service
@Command(scope = "sms", name = "phonebook", description = "Shows and changes the users' numbers")
public class PhonebookCommand extends SmsCommand {
  private static final int NEWEST = 100;

  @Reference(optional = true)
  Directory directory;

  @Reference(optional = true)
  Session session;

  @Argument(index = 0, name = "ACTION", description = "list, set, remove or changes")
  @Completion(
      value = StringsCompleter.class,
      values = {"list", "set", "remove", "changes"})
  String action = "list";

  @Argument(index = 1, name = "EMAIL", description = "Mail address of the user")
  @Completion(EmailCompleter.class)
  String email = "";

  @Argument(index = 2, name = "NUMBER", description = "Number to set")
  String number = "";

  @Option(name = "--numbers", description = "Show whole numbers")
  boolean numbers;

  @Option(name = "--json", description = "Print JSON")
  boolean json;

  @Override
  List<String> answer() throws StoreException {
    need(directory, "store");
    return switch (action) {
      case "list" -> print(list(), json);
      case "set" -> set(Optional.of(NumberInput.parse(number)));
      case "remove" -> set(Optional.empty());
      case "changes" -> print(changes(), json);
      default ->
          throw new IllegalArgumentException(
              Visible.of(action) + " is none of list, set, remove, changes.");
    };
  }

  private Table list() throws StoreException {
    UnaryOperator<String> shown = numbers ? UnaryOperator.identity() : Msisdn::mask;
    List<List<Object>> rows = new ArrayList<>();
    for (User user : directory.users()) {
      if (user.number().isPresent()) {
        rows.add(
            Arrays.asList(user.email(), user.name(), shown.apply(user.number().get().value())));
      }
    }
    return new Table(List.of("EMAIL", "NAME", "NUMBER"), rows);
  }

  private Table changes() throws StoreException {
    List<List<Object>> rows = new ArrayList<>();
    for (Directory.NumberChange change : directory.numberChanges(NEWEST)) {
      rows.add(
          Arrays.asList(change.at(), change.email(), change.by(), change.before(), change.after()));
    }
    return new Table(List.of("TIME", "EMAIL", "BY", "BEFORE", "AFTER"), rows);
  }

  private List<String> set(Optional<Msisdn> wanted) throws StoreException {
    String address = UserEdit.email(email);
    User user = directory.byEmail(address).orElseThrow(() -> UserRemoveCommand.unknown(address));
    if (!directory.setNumber(user.email(), wanted, Operator.name(session))) {
      throw UserRemoveCommand.unknown(address);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        wanted
            .map(given -> "The number of " + user.email() + " is " + given + ".")
            .orElse(user.email() + " has no number any more."));
    if (wanted.isPresent()) {
      for (User other : directory.byNumber(wanted.get())) {
        if (!other.email().equals(user.email())) {
          lines.add("Note: " + other.email() + " has the same number.");
        }
      }
    }
    return lines;
  }
}
