package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Journal;
import smsgateway.api.Modem;
import smsgateway.api.StoreException;

/** {@code sms:modem-list}: one line per configured modem. */
@Service
@Command(scope = "sms", name = "modem-list", description = "Lists the modems")
public class ModemListCommand extends SmsCommand {
  private static final List<String> TITLES =
      List.of(
          "NAME",
          "STATE",
          "DBM",
          "OPERATOR",
          "SIM",
          "DRIVER",
          "PORT",
          "QUEUE",
          "SENT",
          "RECEIVED",
          "REASON",
          "LAST ERROR");

  @Reference(optional = true)
  List<Modem> modems;

  @Reference(optional = true)
  Journal journal;

  @Option(name = "--json", description = "Print JSON")
  boolean json;

  @Override
  List<String> answer() {
    Long waiting = waiting();
    List<List<Object>> rows = new ArrayList<>();
    Stream.ofNullable(modems)
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Modem::name))
        .forEach(modem -> rows.add(row(modem.name(), modem.status(), waiting)));
    return print(new Table(TITLES, rows), json);
  }

  /** SMS that wait for any modem; null while the store does not answer. */
  private Long waiting() {
    try {
      return journal == null ? null : journal.counts().getOrDefault("segment.QUEUED", 0L);
    } catch (StoreException e) {
      return null;
    }
  }

  private static List<Object> row(String name, Modem.Status status, Long waiting) {
    return Arrays.asList(
        name,
        status.state(),
        status.signalDbm().isPresent() ? (Object) status.signalDbm().getAsInt() : null,
        status.operator(),
        status.sim(),
        status.driver(),
        status.port(),
        waiting,
        status.submitted(),
        status.received(),
        status.detail(),
        status.lastError());
  }
}
