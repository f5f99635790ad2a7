package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Journal;
import smsgateway.api.StoreException;

/** {@code sms:show}: one message with its text and its segments. */
@Service
@Command(scope = "sms", name = "show", description = "Shows one message with its text and segments")
public class ShowCommand extends SmsCommand {
  @Reference(optional = true)
  Journal journal;

  @Argument(name = "ID", required = true, description = "As sms:list shows it: 17 or in5")
  @Completion(IdCompleter.class)
  String id = "";

  @Override
  List<String> answer() throws StoreException {
    MessageId message = MessageId.parse(id);
    Journal.Detail detail =
        need(journal, "store")
            .show(message.value())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no message " + message + "; see sms:list."));
    List<String> lines = new ArrayList<>(ListCommand.table(List.of(detail.entry())).lines());
    lines.add("");
    detail.text().lines().forEach(line -> lines.add("  " + Visible.of(line)));
    addTable(segments(detail), lines);
    lines.add("");
    lines.add("sms:why " + message + " tells what happened to it.");
    return lines;
  }

  private static void addTable(Table table, List<String> lines) {
    if (!table.rows().isEmpty()) {
      lines.add("");
      lines.addAll(table.lines());
    }
  }

  private static Table segments(Journal.Detail detail) {
    List<List<Object>> rows = new ArrayList<>();
    for (Journal.Segment s : detail.segments()) {
      rows.add(
          Arrays.asList(
              s.sequence(),
              s.state(),
              s.attempts(),
              s.modem(),
              s.messageReference().orElse(null),
              s.possibleDuplicate() ? "yes" : "",
              s.reason()));
    }
    return new Table(
        List.of("SEGMENT", "STATE", "TRIES", "MODEM", "TP-MR", "MAYBE TWICE", "REASON"), rows);
  }
}
