package smsgateway.shell.internal;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import smsgateway.api.Modem;

/** Offers the names of the configured modems. */
@Service
public class ModemNameCompleter implements Completer {
  @Reference(optional = true)
  List<Modem> modems;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    return new StringsCompleter(offers()).complete(session, line, candidates);
  }

  /** What may be typed. */
  List<String> offers() {
    return Stream.ofNullable(modems).flatMap(List::stream).map(Modem::name).sorted().toList();
  }
}
