package smsgateway.shell.internal;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import smsgateway.api.Journal;
import smsgateway.api.StoreException;

/** Offers the ids of the newest hundred messages. */
@Service
public class IdCompleter implements Completer {
  @Reference(optional = true)
  Journal journal;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    return new StringsCompleter(offers()).complete(session, line, candidates);
  }

  /** What may be typed; empty while the store does not answer. */
  List<String> offers() {
    try {
      return journal == null
          ? List.of()
          : journal.find(Optional.empty(), Optional.empty(), 100).stream()
              .map(e -> new MessageId(e.id()).toString())
              .toList();
    } catch (StoreException e) {
      return List.of();
    }
  }
}
