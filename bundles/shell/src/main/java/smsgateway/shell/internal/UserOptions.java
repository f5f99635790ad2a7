package smsgateway.shell.internal;

import java.util.HashMap;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import smsgateway.api.Directory;

/** What {@code sms:user-add} and {@code sms:user-set} have in common. */
abstract class UserOptions extends SmsCommand {
  @Reference(optional = true)
  Directory directory;

  @Argument(name = "EMAIL", required = true, description = "Mail address of the user")
  String email = "";

  @Option(name = "--name", description = "Full name")
  String name;

  @Option(name = "--number", description = "Number of the user's phone")
  String number;

  @Option(name = "--nickname", description = "Word that an SMS to the user may begin with")
  String nickname;

  @Option(name = "--rights", description = "users+external+phonebook+reply")
  String rights;

  @Option(name = "--quota", description = "Most SMS in all, or unlimited")
  String quota;

  @Option(name = "--confirm", description = "never, asked, always or failure")
  String confirm;

  @Option(name = "--default", description = "Gets SMS nobody else gets; --default=false ends it")
  Boolean fallback;

  @Option(name = "--language", description = "Language of answers, two letters")
  String language;

  /** The given fields, keyed as in {@link UserEdit#FIELDS}. */
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
    return fields;
  }
}
