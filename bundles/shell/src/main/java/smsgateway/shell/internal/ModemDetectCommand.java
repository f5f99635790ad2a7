package smsgateway.shell.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.ListPorts;
import smsgateway.api.ModemActions.Port;
import smsgateway.api.ModemActions.PortList;
import smsgateway.api.ModemActions.Result;
import smsgateway.api.ModemActions.TestPort;
import smsgateway.api.ModemActions.Tested;
import smsgateway.api.ModemActions.Verdict;

/**
 * {@code sms:modem-detect}: looks for modems at all ports, the highest first. What is surely a
 * modem is tested; any other port only when a person says so, because the device there may not
 * expect AT commands.
 */
@Service
@Command(
    scope = "sms",
    name = "modem-detect",
    description = "Looks for modems at the serial ports of this machine")
public class ModemDetectCommand extends ActionCommand {
  private static final List<String> TITLES =
      List.of("PORT", "DESCRIPTION", "USB", "BAUD", "MAKER", "MODEL", "DRIVER", "SIM", "VERDICT");

  @Reference(optional = true)
  Session session;

  // Karaf reads options only before the first argument; this takes those that follow it.
  @Argument(
      name = "PORTS",
      multiValued = true,
      description = "Only these ports, such as COM5 or tcp://host:port; they are tested unasked")
  List<String> words = List.of();

  @Option(name = "--all", description = "Tests ports of unknown devices too, without asking")
  boolean all;

  @Option(name = "--json", description = "Print JSON")
  boolean json;

  @Override
  List<String> answer() {
    List<String> named = words.stream().filter(w -> !w.startsWith("--")).toList();
    Following.apply(this, words.stream().filter(w -> w.startsWith("--")).toList());
    List<Port> ports = ((PortList) follow(new ListPorts(named), SILENT)).ports();
    if (ports.isEmpty() && !json) {
      return List.of(
          "No serial port was found: plug the modem in; on Linux its kernel log (dmesg) says why"
              + " one does not appear. A port can be tested by name: sms:modem-test PORT.");
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Port port : ports) {
      progress("Looking at " + port.path() + " ...");
      rows.add(row(port, !named.isEmpty()));
    }
    List<String> lines = new ArrayList<>(print(new Table(TITLES, rows), json));
    if (!json) {
      lines.add("");
      lines.add("sms:modem-test PORT shows the test of one port and how to configure it.");
    }
    return lines;
  }

  private void progress(String text) {
    if (!json) {
      System.out.println(text);
    }
  }

  private List<Object> row(Port port, boolean agreed) {
    if (!port.holder().isEmpty()) {
      return untested(port, "used by modem " + port.holder());
    }
    if (!port.modem() && !agreed && !all && !consent(port)) {
      return untested(port, "not tested; --all tests it");
    }
    Result result = end(new TestPort(port.path(), 0, "", Optional.empty(), false), SILENT);
    if (result instanceof Failed failed) {
      return untested(port, failed.reason());
    }
    Tested tested = (Tested) result;
    return Arrays.asList(
        port.path(),
        port.description(),
        port.usb(),
        tested.baud() > 0 ? tested.baud() : null,
        tested.maker(),
        tested.model(),
        tested.driver(),
        tested.sim(),
        verdict(tested));
  }

  private static String verdict(Tested tested) {
    String word = tested.verdict().name().replace('_', ' ');
    return tested.verdict() == Verdict.COMPATIBLE ? word : word + ": " + tested.summary();
  }

  private static List<Object> untested(Port port, String why) {
    return Arrays.asList(port.path(), port.description(), port.usb(), null, "", "", "", "", why);
  }

  /** Only where somebody sits who can answer. */
  private boolean consent(Port port) {
    if (json || session == null || session.getTerminal() == null) {
      return false;
    }
    try {
      String answer =
          session.readLine(port.path() + " may be no modem. Send AT commands to it? (y/n) ", null);
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (IOException e) {
      return false;
    }
  }
}
