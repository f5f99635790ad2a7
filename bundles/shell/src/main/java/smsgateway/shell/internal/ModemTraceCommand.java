package smsgateway.shell.internal;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.ModemActions.Action;
import smsgateway.api.ModemActions.StartTrace;
import smsgateway.api.ModemActions.StopTrace;
import smsgateway.api.ModemActions.TraceState;

/** {@code sms:modem-trace}: records what passes between a modem and the gateway. */
@Service
@Command(
    scope = "sms",
    name = "modem-trace",
    description = "Records what passes between a modem and the gateway, with persons blanked")
public class ModemTraceCommand extends ActionCommand {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Argument(index = 0, name = "NAME", required = true, description = "Modem, see sms:modem-list")
  @Completion(ModemNameCompleter.class)
  String name = "";

  // Karaf reads options only before the first argument; this takes those that follow it.
  @Argument(
      index = 1,
      name = "FILE",
      multiValued = true,
      description = "New file; without it one in the folder trace of data. Options may follow")
  List<String> words = List.of();

  @Option(name = "--seconds", description = "Ends by itself after so many seconds; 300")
  int seconds = 300;

  @Option(name = "--stop", description = "Ends the trace")
  boolean stop;

  @Override
  List<String> answer() {
    boolean named = !words.isEmpty() && !words.get(0).startsWith("--");
    Following.apply(this, named ? words.subList(1, words.size()) : words);
    TraceState state = (TraceState) follow(order(named), SILENT);
    String file = Visible.of(state.file());
    return List.of(
        stop
            ? "Ended: " + state.lines() + " lines in " + file + "; look through it before sharing."
            : "Recording to "
                + file
                + " for "
                + seconds
                + " s; sms:modem-trace "
                + name
                + " --stop ends it.");
  }

  private Action order(boolean named) {
    if (stop) {
      return new StopTrace(name);
    }
    Path folder = Path.of(System.getProperty("karaf.data", "data"), "trace");
    Path own =
        folder.resolve(
            Visible.of(name)
                + "-"
                + STAMP.format(LocalDateTime.now(ZoneId.systemDefault()))
                + ".txt");
    String file = named ? Path.of(words.get(0)).toAbsolutePath().toString() : own.toString();
    return new StartTrace(name, file, seconds);
  }
}
