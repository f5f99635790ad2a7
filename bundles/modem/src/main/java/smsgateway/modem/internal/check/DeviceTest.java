package smsgateway.modem.internal.check;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.Result;
import smsgateway.api.ModemActions.TestPort;
import smsgateway.api.ModemActions.Verdict;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.api.driver.Transport;
import smsgateway.modem.internal.Answer;
import smsgateway.modem.internal.TestBench;
import smsgateway.modem.internal.TestLine;
import smsgateway.modem.internal.trace.Tap;

/**
 * The test of a device as a person does it with a terminal: open the port, {@code AT}, {@code
 * AT+CPIN?}, the PIN, {@code AT+CGMI}, {@code AT+CSCA?}; then what the gateway needs beyond that.
 * Works on the port itself, which it closes whatever happens.
 */
final class DeviceTest implements Runs.Work {
  private static final List<Integer> RATES = List.of(9_600, 115_200, 57_600, 38_400, 19_200);
  private static final int TRIES = 3;
  private static final double ANSWER = 1;

  private final TestBench bench;
  private final SerialPorts ports;
  private final TestPort request;
  private final Findings findings;
  private final Tap tap = new Tap();
  private volatile boolean aborted;
  private volatile TestLine line;

  DeviceTest(TestBench bench, SerialPorts ports, TestPort request) {
    this.bench = bench;
    this.ports = ports;
    this.request = request;
    this.findings = new Findings(ports.stable(request.port()));
  }

  @Override
  public void abort() {
    aborted = true;
    TestLine open = line;
    if (open != null) {
      open.abort();
    }
  }

  @Override
  public Result run(Transcript transcript) throws IOException {
    Optional<String> holder = ports.holder(request.port());
    if (holder.isPresent()) {
      return new Failed(held(holder.get()));
    }
    tap.record(findings::recorded);
    try {
      test(transcript);
    } catch (IOException e) {
      if (aborted) {
        throw e;
      }
      transcript.fail("The device went away: " + e.getMessage() + ".");
      findings.verdict(Verdict.UNDECIDED, "the device went away during the test");
    } finally {
      close();
    }
    return findings.result();
  }

  private void close() {
    if (line != null) {
      line.close();
    }
    tap.stop();
  }

  private String held(String modem) {
    return "Modem "
        + modem
        + " holds "
        + ports.heldBy(modem)
        + ": sms:modem-list shows how it is. To test the device, move etc/smsgateway.modem-"
        + modem
        + ".cfg away for that time; its messages wait.";
  }

  private void test(Transcript transcript) throws IOException {
    if (!answers(transcript)) {
      return;
    }
    line.words();
    Trial trial = new Trial(line, transcript, bench, request, findings);
    boolean sim = new SimStep(trial).run();
    Optional<TestBench.Choice> driver = identity(transcript);
    if (driver.isEmpty()) {
      return;
    }
    if (!sim) {
      findings.verdict(Verdict.UNDECIDED, "the SIM cannot be used (" + findings.sim() + ")");
      return;
    }
    new SmsStep(trial).run(driver.get());
  }

  private boolean answers(Transcript transcript) throws IOException {
    for (int baud : rates()) {
      transcript.step("Port " + request.port() + speed(baud));
      Transport port;
      try {
        port = bench.open(request.port(), baud);
      } catch (IOException e) {
        transcript.fail("It cannot be opened: " + e.getMessage() + ".");
        findings.verdict(Verdict.UNDECIDED, "the port cannot be opened");
        return false;
      }
      line = bench.line(tap.around(port), transcript);
      if (aborted) {
        line.abort();
      }
      opened(transcript, bench.handshake(port));
      if (attention(transcript)) {
        findings.baud(bench.hasSpeed(request.port()) ? baud : 0);
        transcript.ok("The device answers.");
        return true;
      }
      transcript.fail("Nothing answers" + speed(baud).replace(",", "") + ".");
      line.close();
    }
    transcript.fail(
        "No device answers: try another port, and check cable, power and that no other program"
            + " uses the device.");
    findings.verdict(Verdict.NO_MODEM, "nothing answers AT on this port");
    return false;
  }

  private void opened(Transcript transcript, Optional<Boolean> handshake) {
    if (handshake.isEmpty() || ports.modem(request.port())) {
      transcript.ok("The port is open.");
    } else if (handshake.get()) {
      transcript.ok("The port is open, with RTS/CTS handshake.");
    } else {
      transcript.warn(
          "The port is open, but without RTS/CTS handshake because CTS does not rise: if answers"
              + " are damaged, check the cable.");
    }
  }

  private List<Integer> rates() {
    if (request.baud() > 0) {
      return List.of(request.baud());
    }
    return bench.hasSpeed(request.port()) && !ports.modem(request.port())
        ? RATES
        : RATES.subList(0, 1);
  }

  private String speed(int baud) {
    return bench.hasSpeed(request.port())
        ? ", " + baud + " bit/s, 8 data bits, no parity, 1 stop bit"
        : "";
  }

  private boolean attention(Transcript transcript) throws IOException {
    line.begin();
    boolean answered = false;
    for (int attempt = 0; attempt < TRIES && !answered; attempt++) {
      transcript.asked("AT");
      answered = line.attention(ANSWER);
      transcript.answered(Findings.plain(answered));
    }
    return answered;
  }

  private Optional<TestBench.Choice> identity(Transcript transcript) throws IOException {
    transcript.step("Who it is");
    ModemIdentity identity = line.identify();
    findings.identity(identity);
    if (!transcript.answer("AT+CGMI").map(Answer::ok).orElse(false)) {
      transcript.fail(
          "It does not tell its maker (AT+CGMI must end in OK): it cannot be used; try its newest"
              + " firmware or another device.");
      findings.verdict(Verdict.NOT_COMPATIBLE, "AT+CGMI does not end in OK");
      return Optional.empty();
    }
    transcript.ok("It is " + findings.name() + ".");
    Optional<TestBench.Choice> choice = bench.choose(identity);
    if (choice.isEmpty()) {
      transcript.fail("No modem driver is installed: install feature smsgateway-driver-generic.");
      findings.verdict(Verdict.UNDECIDED, "no modem driver is installed");
    } else {
      transcript.ok("Driver " + choice.get().family() + ": " + choice.get().why() + ".");
      findings.driver(choice.get());
    }
    return choice;
  }
}
