package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Journal;
import smsgateway.api.Journal.Direction;
import smsgateway.api.StoreException;

/** {@code sms:list}: the newest messages first. */
@Service
@Command(scope = "sms", name = "list", description = "Lists messages, the newest first")
public class ListCommand extends SmsCommand {
  private static final int MOST = 1000;

  @Reference(optional = true)
  Journal journal;

  @Option(name = "--in", description = "Only messages from phones")
  boolean in;

  @Option(name = "--out", description = "Only messages to phones")
  boolean out;

  @Option(name = "--state", description = "Only this state, such as DELIVERED")
  @Completion(StateCompleter.class)
  String state;

  @Option(name = "-n", description = "How many, 1 to 1000")
  int max = 20;

  @Option(name = "--json", description = "Print JSON")
  boolean json;

  @Override
  List<String> answer() throws StoreException {
    if (max < 1 || max > MOST) {
      throw new IllegalArgumentException("-n takes 1 to 1000.");
    }
    Optional<Direction> direction =
        in == out ? Optional.empty() : Optional.of(in ? Direction.IN : Direction.OUT);
    Optional<String> only = Optional.ofNullable(state).map(s -> s.toUpperCase(Locale.ROOT));
    if (only.isPresent() && !StateCompleter.offers().contains(only.get())) {
      throw new IllegalArgumentException(
          "There is no state "
              + Visible.of(only.get())
              + "; there are "
              + String.join(", ", StateCompleter.offers())
              + ".");
    }
    return print(table(need(journal, "store").find(direction, only, max)), json);
  }

  /** The messages in columns. */
  static Table table(List<Journal.Entry> entries) {
    List<List<Object>> rows = new ArrayList<>();
    for (Journal.Entry e : entries) {
      rows.add(
          Arrays.asList(
              new MessageId(e.id()),
              e.at(),
              e.state(),
              e.number(),
              e.party(),
              e.segments(),
              e.modem(),
              e.reason()));
    }
    return new Table(
        List.of("ID", "TIME", "STATE", "NUMBER", "MAIL", "SMS", "MODEM", "REASON"), rows);
  }
}
