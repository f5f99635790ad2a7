package smsgateway.modem.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import smsgateway.api.Msisdn;
import smsgateway.api.PduCodec;
import smsgateway.api.PduCodec.PlanRequest;
import smsgateway.api.PduCodec.StatusReport;
import smsgateway.api.PduFormatException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.api.SubmitOutcome.Unknown;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.api.driver.ModemProfile;
import smsgateway.api.driver.Transport;
import smsgateway.modem.internal.Events.Event;
import smsgateway.modem.internal.Events.Line;

/**
 * A dialogue with a device that is being tested, by the same parts that the runtime uses. One
 * thread, except {@link #abort}. {@link IOException} means that the device is gone, does not answer
 * at all, or that the test was ended.
 */
public final class TestLine implements AutoCloseable {
  /** A TP-MR that no modem that counts by itself chooses first. */
  private static final int REFERENCE = 173;

  private static final String NAME = "under-test";
  private static final double READ = 10;
  private static final double LOOK = 1;
  private static final double SHORT = 5;

  /** Sees each command and its answer. */
  public interface Watcher {
    /** A command is about to be sent; it holds no secret. */
    void asked(String command);

    /** The command asked last was answered so. */
    void answered(Answer answer);
  }

  /**
   * What the set-up of the runtime came to.
   *
   * @param storages storages that can be read
   * @param polling whether the device announces nothing
   * @param serviceCentre whether it has a service centre number, or cannot tell
   */
  public record Setup(List<String> storages, boolean polling, boolean serviceCentre) {}

  /**
   * Whether it can send now.
   *
   * @param problem empty when registered
   */
  public record Registration(String problem, OptionalInt dbm, String operator) {}

  /**
   * What came of a submit.
   *
   * @param given TP-MR that was asked for
   * @param reference TP-MR of the device; -1 when it was not sent for certain
   * @param failure why it was not sent, or empty
   */
  public record Sent(int given, int reference, String failure) {}

  /**
   * A status report.
   *
   * @param route how it came: {@code +CDS}, or {@code +CDSI} and the storage
   */
  public record Report(String route, StatusReport report) {}

  private final Transport port;
  private final String usb;
  private final PduCodec codec;
  private final PinAttempts attempts;
  private final Timing timing;
  private final Events events = new Events();
  private final AtChannel at;
  private final Startup startup;

  TestLine(
      Transport port,
      String usb,
      Watcher watcher,
      PduCodec codec,
      PinAttempts attempts,
      Timing timing) {
    this.port = port;
    this.usb = usb;
    this.codec = codec;
    this.attempts = attempts;
    this.timing = timing;
    this.at = new AtChannel(port, events, "smsgateway-modem-test-reader", timing);
    this.startup = new Startup(at, timing);
    at.watch(shown(watcher));
  }

  private static AtWatcher shown(Watcher watcher) {
    return new AtWatcher() {
      @Override
      public void asked(String command) {
        watcher.asked(command.startsWith("AT+CPIN=") ? "AT+CPIN=\"****\"" : command);
      }

      @Override
      public void answered(Answer answer) {
        watcher.answered(answer);
      }
    };
  }

  /** Sends {@code AT} once and waits; whether something answers {@code OK}. */
  public boolean attention(double seconds) throws IOException {
    at.write("AT", "\r");
    long deadline = timing.after(seconds);
    for (Event event = at.next(deadline); event != null; event = at.next(deadline)) {
      if (event instanceof Line line && Startup.fine(line.text())) {
        at.doubt();
        return true;
      }
    }
    return false;
  }

  /** Leaves whatever the device was in the middle of, and has it answer in words. */
  public void begin() throws IOException {
    at.write("", "\u001b\r");
    at.pause(0.1);
  }

  /** Has the device answer in words and without echo. */
  public void words() throws IOException {
    startup.words();
    at.command("ATE0", SHORT);
    at.command("AT+CMEE=1", SHORT);
  }

  /** Sends a command; silence is an answer too. */
  public Answer command(String text, double seconds) throws IOException {
    return at.command(text, seconds);
  }

  /** As {@link #command(String, double)}, where some devices leave the final result out. */
  public Answer command(String text, double seconds, String prefix, double grace)
      throws IOException {
    return at.command(text, seconds, prefix, grace);
  }

  /** Waits; what comes meanwhile is kept. */
  public void pause(double seconds) throws IOException {
    at.pause(seconds);
  }

  /**
   * Enters the PIN where that is safe.
   *
   * @return empty when the SIM is usable, else why not
   */
  public Optional<String> unlock(String portName, String pin, ModemProfile profile)
      throws IOException {
    ModemSettings settings = settings(portName, pin);
    return new PinGuard(at, settings, profile, attempts, timing)
        .unlock()
        .map(reason -> reason.replace("pin in " + settings.file(), "--pin"));
  }

  /** Asks the device who it is. */
  public ModemIdentity identify() throws IOException {
    return startup.identify(usb);
  }

  /**
   * Sets the device up as the runtime does.
   *
   * @throws IOException also when it has no PDU mode
   */
  public Setup setUp(String portName, ModemProfile profile) throws IOException {
    startup.prepare(profile);
    StatusBoard board = new StatusBoard(NAME, portName);
    SmsSetup.Result result = new SmsSetup(at, settings(portName, ""), profile, board, timing).run();
    return new Setup(result.storages(), result.polling(), board.findings().size() == 1);
  }

  private static ModemSettings settings(String portName, String pin) {
    return new ModemSettings(NAME, portName, 0, ModemSettings.AUTO, pin, "", 0);
  }

  /** Asks for registration, signal and operator. */
  public Registration registration() throws IOException {
    StatusBoard board = new StatusBoard(NAME, "");
    Network network = new Network(at, board);
    network.refresh();
    return new Registration(
        network.problem(), board.status().signalDbm(), board.status().operator());
  }

  /** Sends one SMS with a status report requested. */
  public Sent send(Msisdn number, String text, ModemProfile profile) throws PduFormatException {
    String tpdu = codec.plan(new PlanRequest(number, text, false, true, 0)).tpdus().get(0);
    Submit submit = new Submit(1, 1, tpdu, REFERENCE, false, Duration.ofHours(1));
    Submitter submitter = new Submitter(at, codec, profile, new SubmitTimes(), timing);
    SubmitOutcome outcome = submitter.submit(submit).outcome();
    return outcome instanceof Submitted submitted
        ? new Sent(REFERENCE, submitted.messageReference(), "")
        : new Sent(REFERENCE, -1, reason(outcome));
  }

  private static String reason(SubmitOutcome outcome) {
    return outcome instanceof Unknown
        ? "it may have been sent or not, for there was no final result"
        : Sender.error(outcome);
  }

  /**
   * Waits for the status report of a submit. What else comes stays where it is.
   *
   * @param reference TP-MR from {@code +CMGS}
   * @param fix repairs a PDU
   */
  public Optional<Report> report(int reference, double seconds, UnaryOperator<String> fix)
      throws IOException {
    long deadline = timing.after(seconds);
    while (!Timing.passed(deadline)) {
      for (Urc urc = at.pollUrc(); urc != null; urc = at.pollUrc()) {
        Optional<Report> found = report(urc, reference, fix);
        if (found.isPresent()) {
          return found;
        }
      }
      at.idle(Math.min(deadline, timing.after(LOOK)));
      if (events.stopping()) {
        throw new StopRequested();
      }
    }
    return Optional.empty();
  }

  private Optional<Report> report(Urc urc, int reference, UnaryOperator<String> fix)
      throws IOException {
    if (urc instanceof Urc.Direct direct) {
      return decoded("+CDS", fix.apply(direct.hex()), reference);
    }
    if (urc instanceof Urc.Stored stored && stored.index() >= 0) {
      at.command("AT+CPMS=\"" + stored.memory() + "\"", READ);
      for (String line : at.command("AT+CMGR=" + stored.index(), READ).lines()) {
        Optional<Report> report = decoded("storage " + stored.memory(), fix.apply(line), reference);
        if (report.isPresent()) {
          at.command("AT+CMGD=" + stored.index(), READ);
          return report;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Report> decoded(String route, String hex, int reference) {
    try {
      return codec.decode(hex) instanceof StatusReport report
              && report.messageReference() == reference
          ? Optional.of(new Report(route, report))
          : Optional.empty();
    } catch (PduFormatException e) {
      return Optional.empty();
    }
  }

  /** Ends the dialogue at once; any thread. */
  public void abort() {
    events.stop();
    port.close();
  }

  @Override
  public void close() {
    at.close();
  }
}
