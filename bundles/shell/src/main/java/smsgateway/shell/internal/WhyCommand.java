package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Journal;
import smsgateway.api.StoreException;

/**
 * {@code sms:why}: what happened to a message in order of time, and what to do next. Numbers and
 * addresses are hidden from everybody but administrators.
 */
@Service
@Command(
    scope = "sms",
    name = "why",
    description = "Tells what happened to a message and what to do next")
public class WhyCommand extends SmsCommand {
  @Reference(optional = true)
  Journal journal;

  @Argument(name = "ID", required = true, description = "As sms:list shows it: 17 or in5")
  @Completion(IdCompleter.class)
  String id = "";

  @Option(name = "--json", description = "Print JSON")
  boolean json;

  @Override
  List<String> answer() throws StoreException {
    MessageId message = MessageId.parse(id);
    Journal.Story story =
        need(journal, "store")
            .why(message.value())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no message " + message + "; see sms:list."));
    return told(Operator.admin() ? story : Hidden.of(story), json);
  }

  /** The story as lines or as JSON. */
  static List<String> told(Journal.Story story, boolean json) {
    Table steps = steps(story);
    String advice = Advice.of(story);
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("id", new MessageId(story.entry().id()));
      object.put("state", story.entry().state());
      object.put("advice", advice);
      object.put("sends_again", story.former().map(MessageId::new).orElse(null));
      object.put("sent_again_as", story.later().map(MessageId::new).orElse(null));
      object.put("steps", steps.json());
      return List.of(Json.of(object));
    }
    List<String> lines = new ArrayList<>();
    lines.add(Visible.of(head(story)));
    lines.add("");
    lines.addAll(steps.lines());
    lines.add("");
    lines.add(Visible.of(advice));
    return lines;
  }

  private static String head(Journal.Story story) {
    Journal.Entry entry = story.entry();
    boolean out = entry.direction() == Journal.Direction.OUT;
    List<String> words = new ArrayList<>(List.of(entry.state() + ":"));
    words.add("message " + new MessageId(entry.id()));
    if (!(out ? entry.party() : entry.number()).isEmpty()) {
      words.add("from " + (out ? entry.party() : entry.number()));
    }
    if (!(out ? entry.number() : entry.party()).isEmpty()) {
      words.add("to " + (out ? entry.number() : entry.party()));
    }
    story.former().ifPresent(former -> words.add("(sends message " + former + " again)"));
    story.later().ifPresent(later -> words.add("(sent again as message " + later + ")"));
    return String.join(" ", words);
  }

  private static Table steps(Journal.Story story) {
    List<List<Object>> rows = new ArrayList<>();
    for (Journal.Step step : story.steps()) {
      rows.add(Arrays.asList(step.at(), step.subject(), step.what(), step.cause()));
    }
    return new Table(List.of("TIME", "WHAT", "STATE", "CAUSE"), rows);
  }
}
