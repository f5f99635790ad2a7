package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import smsgateway.api.ModemActions;
import smsgateway.api.ModemActions.PortList;
import smsgateway.api.ModemActions.Result;

/** Offers the serial ports that no configured modem holds. */
@Service
public class PortCompleter implements Completer {
  private static final int TRIES = 20;
  private static final long POLL_MILLIS = 50;

  @Reference(optional = true)
  ModemActions actions;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    return new StringsCompleter(offers()).complete(session, line, candidates);
  }

  /** What may be typed; empty when looking for ports takes longer than a second. */
  List<String> offers() {
    if (actions == null) {
      return List.of();
    }
    try {
      long id = actions.start(new ModemActions.ListPorts(List.of()));
      for (int i = 0; i < TRIES; i++) {
        Result result = actions.progress(id, 0).result().orElse(null);
        if (result instanceof PortList list) {
          return list.ports().stream()
              .filter(p -> p.holder().isEmpty())
              .map(ModemActions.Port::path)
              .toList();
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (IllegalStateException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }
}
