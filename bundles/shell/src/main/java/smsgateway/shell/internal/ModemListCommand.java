package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Modem;

/** {@code sms:modem-list}: one line per configured modem. */
@Service
@Command(scope = "sms", name = "modem-list", description = "Lists the modems")
public class ModemListCommand extends SmsCommand {
  @Reference(optional = true)
  List<Modem> modems;

  @Option(name = "--json", description = "Print JSON")
  boolean json;

  @Override
  List<String> answer() {
    List<List<Object>> rows = new ArrayList<>();
    Stream.ofNullable(modems)
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Modem::name))
        .forEach(modem -> rows.add(row(modem.name(), modem.status())));
    List<String> titles =
        List.of(
            "NAME",
            "STATE",
            "DBM",
            "OPERATOR",
            "SIM",
            "DRIVER",
            "PORT",
            "SENT",
            "RECEIVED",
            "DETAIL");
    return print(new Table(titles, rows), json);
  }

  private static List<Object> row(String name, Modem.Status status) {
    String detail =
        Stream.of(status.lastError(), status.detail())
            .filter(s -> !s.isBlank())
            .distinct()
            .collect(Collectors.joining("; "));
    return Arrays.asList(
        name,
        status.state(),
        status.signalDbm().isPresent() ? (Object) status.signalDbm().getAsInt() : null,
        status.operator(),
        status.sim(),
        status.driver(),
        status.port(),
        status.submitted(),
        status.received(),
        detail);
  }
}
