package smsgateway.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.ModemActions.TestPort;
import smsgateway.api.ModemActions.Tested;
import smsgateway.api.Msisdn;

/** {@code sms:modem-test}: tests the device at a port step by step. */
@Service
@Command(
    scope = "sms",
    name = "modem-test",
    description = "Tests the device at a port, shows every step and says whether it can be used")
public class ModemTestCommand extends ActionCommand {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final Pattern PIN = Pattern.compile("([0-9]{4,8})?");

  @Argument(
      index = 0,
      name = "PORT",
      required = true,
      description = "Such as /dev/ttyUSB0, COM5, tcp://host:port; sms:modem-detect finds it")
  @Completion(PortCompleter.class)
  String port = "";

  // Karaf reads options only before the first argument; this takes those that follow it.
  @Argument(index = 1, name = "OPTIONS", multiValued = true, description = "Options may follow")
  List<String> following = List.of();

  @Option(name = "--baud", description = "Line speed; without it the usual ones, 9600 first")
  int baud;

  @Option(
      name = "--pin",
      description = "PIN of the SIM; sent only when the SIM asks, and once; hidden before PORT",
      censor = true)
  String pin = "";

  @Option(name = "--send-to", description = "Sends one SMS with status report to this number")
  String sendTo = "";

  @Option(name = "--create", description = "Writes the modem's file under this name")
  String create = "";

  @Option(name = "--report", description = "Writes an anonymised recording for driver makers")
  String report = "";

  @Override
  List<String> answer() {
    Following.apply(this, following);
    if (!PIN.matcher(pin).matches()) {
      throw new IllegalArgumentException("A PIN has 4 to 8 digits.");
    }
    if (!create.isEmpty()) {
      checkNew();
    }
    if (!report.isEmpty() && Files.exists(Path.of(report))) {
      throw new IllegalArgumentException("There is a file " + report + " already.");
    }
    Optional<Msisdn> number =
        sendTo.isEmpty() ? Optional.empty() : Optional.of(NumberInput.parse(sendTo));
    Tested tested =
        (Tested) follow(new TestPort(port, baud, pin, number, true), new Printer(System.out));
    List<String> lines = new ArrayList<>(List.of(""));
    lines.add(Visible.of("Verdict: " + words(tested) + ": " + tested.summary() + "."));
    if (!report.isEmpty()) {
      lines.add(writeReport(tested.report()));
    }
    lines.addAll(configuration(tested));
    return lines;
  }

  private static String words(Tested tested) {
    return tested.verdict().name().replace('_', ' ');
  }

  private List<String> configuration(Tested tested) {
    List<String> lines = new ArrayList<>();
    if (tested.configuration().isEmpty()) {
      return create.isEmpty()
          ? List.of()
          : List.of("No file was written; test again when that is put right.");
    }
    lines.add("");
    if (create.isEmpty()) {
      lines.add(
          "To use it, save this as etc/smsgateway.modem-NAME.cfg, or test with --create NAME:");
      tested.configuration().forEach(l -> lines.add("  " + Visible.of(l)));
      if (!pin.isEmpty()) {
        lines.add("  pin = ****");
      }
    } else {
      List<String> file = new ArrayList<>(tested.configuration());
      if (!pin.isEmpty()) {
        file.add("pin = " + pin);
      }
      lines.add(writeFile(file));
    }
    return lines;
  }

  private Path file() {
    String etc = System.getProperty("karaf.etc", "etc");
    return Path.of(etc, "smsgateway.modem-" + create + ".cfg");
  }

  private void checkNew() {
    if (!NAME.matcher(create).matches()) {
      throw new IllegalArgumentException(
          "The name must be 1 to 40 letters, digits, dots, hyphens or underscores.");
    }
    if (Files.exists(file())) {
      throw new IllegalArgumentException(
          "There is a modem " + create + " already (" + file() + "); choose another name.");
    }
  }

  private String writeFile(List<String> lines) {
    try {
      OwnerFile.create(file(), String.join("\n", lines) + "\n");
      return "Written to " + file() + "; the modem starts now: sms:modem-list.";
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot write " + file() + ": " + e.getMessage() + ".", e);
    }
  }

  private String writeReport(List<String> lines) {
    try {
      Files.write(Path.of(report), lines, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return "Report written to " + report + "; look through it before you share it.";
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot write " + report + ": " + e.getMessage() + ".", e);
    }
  }
}
