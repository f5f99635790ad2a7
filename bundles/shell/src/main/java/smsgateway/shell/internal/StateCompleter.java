package smsgateway.shell.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import smsgateway.api.RequestState;
import smsgateway.api.SegmentState;

/** Offers the states that a message in the list can have. */
@Service
public class StateCompleter implements Completer {
  private static final List<String> INBOUND =
      List.of("RECEIVED", "WAITING", "PARTIAL", "ROUTED", "NOTICED", "DROPPED", "QUARANTINED");

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    return new StringsCompleter(offers()).complete(session, line, candidates);
  }

  /** States of messages from phones. */
  static List<String> inbound() {
    return INBOUND;
  }

  /** What may be typed. */
  static List<String> offers() {
    return Stream.of(
            Arrays.stream(RequestState.values())
                .filter(state -> state != RequestState.PLANNED)
                .map(Enum::name),
            Arrays.stream(SegmentState.values()).map(Enum::name),
            INBOUND.stream())
        .flatMap(names -> names)
        .distinct()
        .toList();
  }
}
