package smsgateway.shell.internal;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import smsgateway.api.Directory;

/** What {@code sms:user-add} and {@code sms:user-set} have in common. */
abstract class UserOptions extends SmsCommand {
  @Reference(optional = true)
  Directory directory;

  @Argument(index = 0, name = "EMAIL", required = true, description = "Mail address of the user")
  @Completion(EmailCompleter.class)
  String email = "";

  // Karaf reads options only before the first argument; this takes those that follow it.
  @Argument(index = 1, name = "OPTIONS", multiValued = true, description = "Options may follow")
  List<String> following = List.of();

  @Option(name = "--name", description = "Full name")
  String name;

  @Option(name = "--number", description = "Number of the user's phone")
  String number;

  @Option(name = "--nickname", description = "Word that an SMS to the user may begin with")
  String nickname;

  @Option(name = "--rights", description = "users+external+phonebook+reply+machine")
  String rights;

  @Option(name = "--quota", description = "Most SMS: 100, 100/month, +50 more, or unlimited")
  String quota;

  @Option(name = "--confirm", description = "never, asked, always or failure")
  String confirm;

  @Option(name = "--default", description = "Gets SMS nobody else gets; --default=false ends it")
  Boolean fallback;

  @Option(name = "--language", description = "Language of answers, two letters")
  String language;

  @Option(name = "--aliases", description = "Further mail addresses, separated by blanks")
  String aliases;

  @Option(name = "--longtext", description = "concatenated, numbered, truncate or refuse")
  String longText;

  @Option(name = "--urgent", description = "High priority is flash, priority, both or none")
  String urgent;

  /**
   * The given fields, keyed as in {@link UserEdit#FIELDS}.
   *
   * @throws IllegalArgumentException when what follows the address is no option with its value
   */
  final Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>();
    fields.put("name", name);
    fields.put("number", number);
    fields.put("nickname", nickname);
    fields.put("rights", rights);
    fields.put("quota", quota);
    fields.put("confirm", confirm);
    fields.put("default", fallback == null ? null : fallback.toString());
    fields.put("language", language);
    fields.put("aliases", aliases);
    fields.put("longtext", longText);
    fields.put("urgent", urgent);
    addFollowing(fields);
    return fields;
  }

  private void addFollowing(Map<String, String> fields) {
    Iterator<String> words = following.iterator();
    while (words.hasNext()) {
      String[] option = words.next().split("=", 2);
      String field = option[0].startsWith("--") ? option[0].substring(2) : "";
      if (!fields.containsKey(field)) {
        throw new IllegalArgumentException("Unknown option " + Visible.of(option[0]) + ".");
      }
      if (option.length == 2) {
        fields.put(field, option[1]);
      } else if (field.equals("default")) {
        fields.put(field, "true");
      } else if (words.hasNext()) {
        fields.put(field, words.next());
      } else {
        throw new IllegalArgumentException("Option --" + field + " needs a value.");
      }
    }
  }
}
