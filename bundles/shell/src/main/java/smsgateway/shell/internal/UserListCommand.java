package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Directory;
import smsgateway.api.Msisdn;
import smsgateway.api.StoreException;
import smsgateway.api.User;

/** {@code sms:user-list}: all users with their full numbers. */
@Service
@Command(scope = "sms", name = "user-list", description = "Lists the users")
public class UserListCommand extends SmsCommand {
  @Reference(optional = true)
  Directory directory;

  @Option(name = "--json", description = "Print JSON")
  boolean json;

  @Override
  List<String> answer() throws StoreException {
    List<String> titles = new ArrayList<>();
    UserEdit.FIELDS.forEach(field -> titles.add(field.toUpperCase(Locale.ROOT)));
    titles.addAll(List.of("USED", "ALIASES", "LONGTEXT", "URGENT"));
    List<List<Object>> rows = new ArrayList<>();
    need(directory, "store").users().forEach(user -> rows.add(row(user)));
    return print(new Table(titles, rows), json);
  }

  private static List<Object> row(User user) {
    return Arrays.asList(
        user.email(),
        user.name(),
        user.number().map(Msisdn::value).orElse(null),
        user.nickname().orElse(null),
        UserEdit.rights(user.rights()),
        Quota.shown(user),
        user.confirm().name().toLowerCase(Locale.ROOT),
        user.fallback(),
        user.language(),
        user.used(),
        String.join(" ", user.aliases()),
        user.longText().map(mode -> mode.name().toLowerCase(Locale.ROOT)).orElse(null),
        user.urgent().name().toLowerCase(Locale.ROOT));
  }
}
