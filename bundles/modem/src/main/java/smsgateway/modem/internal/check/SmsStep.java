package smsgateway.modem.internal.check;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import smsgateway.api.ModemActions.TestPort;
import smsgateway.api.ModemActions.Verdict;
import smsgateway.api.Msisdn;
import smsgateway.api.PduFormatException;
import smsgateway.modem.internal.Answer;
import smsgateway.modem.internal.AtFields;
import smsgateway.modem.internal.TestBench.Choice;
import smsgateway.modem.internal.TestLine;
import smsgateway.modem.internal.TestLine.Registration;
import smsgateway.modem.internal.Timing;

/** The part of a device test that is about SMS: service centre, set-up, network, a trial SMS. */
final class SmsStep {
  private static final double SHORT = 5;
  private static final double LONG = 10;
  private static final double SEARCH = 45;
  private static final double POLL = 3;
  private static final double REPORT = 90;
  private static final int WEAK = -105;
  private static final String TEXT = "Test of the SMS gateway";

  private final TestLine line;
  private final Transcript transcript;
  private final Timing timing;
  private final TestPort request;
  private final Findings findings;

  SmsStep(
      TestLine line, Transcript transcript, Timing timing, TestPort request, Findings findings) {
    this.line = line;
    this.transcript = transcript;
    this.timing = timing;
    this.request = request;
    this.findings = findings;
  }

  /** Does it, and comes to a verdict. */
  void run(Choice driver) throws IOException {
    serviceCentre();
    TestLine.Setup setup = setUp(driver);
    if (setup == null) {
      return;
    }
    Registration network = network();
    String sending = "it answers, names its maker and has PDU mode";
    if (receives(setup)) {
      findings.verdict(Verdict.COMPATIBLE, sending);
    } else {
      findings.verdict(Verdict.SEND_ONLY, sending + ", but what it receives cannot be read");
    }
    if (request.sendTo().isPresent()) {
      trial(request.sendTo().get(), driver, network);
    }
  }

  private void serviceCentre() throws IOException {
    transcript.step("Service centre");
    Answer answer = line.command("AT+CSCA?", LONG);
    List<String> fields = AtFields.split(answer.value("+CSCA:").orElse(""));
    if (!answer.ok()) {
      transcript.warn(
          "The device does not tell its service centre number; a trial SMS would show.");
    } else if (fields.get(0).isEmpty()) {
      findings.serviceCentre(false);
      transcript.warn(
          "There is no service centre number, and nothing can be sent without: ask the SIM's"
              + " operator for it and set smsc in the modem's file.");
    } else {
      transcript.ok("The SIM has a service centre number.");
    }
  }

  /** Null when the device has no PDU mode. */
  private TestLine.Setup setUp(Choice driver) throws IOException {
    transcript.step("Set-up for SMS as the gateway does it");
    TestLine.Setup setup;
    try {
      setup = line.setUp(request.port(), driver.profile());
    } catch (IOException e) {
      if (transcript.answer("AT+CMGF=0").filter(a -> !a.ok() && !a.result().silent()).isEmpty()) {
        throw e;
      }
      transcript.fail("The device has no PDU mode (AT+CMGF=0), so it cannot be used.");
      findings.verdict(Verdict.NOT_COMPATIBLE, "it has no PDU mode");
      return null;
    }
    transcript.ok("PDU mode works.");
    storages(setup);
    announcements(setup);
    return setup;
  }

  private void storages(TestLine.Setup setup) throws IOException {
    Answer answer = line.command("AT+CPMS?", LONG);
    List<String> fields = AtFields.split(answer.value("+CPMS:").orElse(""));
    int used = AtFields.number(fields, 1, -1);
    int slots = AtFields.number(fields, 2, -1);
    if (setup.storages().isEmpty() || slots <= 0) {
      transcript.warn("The device does not tell where it stores messages.");
    } else {
      String place = used + " of " + slots + " places in " + fields.get(0) + " are used";
      transcript.ok(
          "Messages are read from " + String.join(" and ", setup.storages()) + "; " + place + ".");
      if (used >= slots) {
        transcript.warn("The storage is full: the gateway empties it when it starts.");
      }
    }
  }

  private void announcements(TestLine.Setup setup) {
    if (setup.polling()) {
      transcript.warn("The device announces nothing; the gateway will look every 10 s.");
      return;
    }
    String values = transcript.accepted("AT+CNMI=").orElse("AT+CNMI=").substring(8);
    int reports = AtFields.number(AtFields.split(values), 3, 0);
    transcript.ok(
        "It announces received SMS; status reports come "
            + switch (reports) {
              case 1 -> "directly (+CDS).";
              case 2 -> "into a storage (+CDSI).";
              default -> "without announcement, if at all.";
            });
  }

  private boolean receives(TestLine.Setup setup) throws IOException {
    if (!setup.storages().isEmpty() || !setup.polling()) {
      return true;
    }
    boolean lists = line.command("AT+CMGL=?", SHORT).ok();
    if (!lists) {
      transcript.fail("Received messages can neither be announced nor listed: it can only send.");
    }
    return lists;
  }

  private Registration network() throws IOException {
    transcript.step("Network");
    long end = timing.after(request.patient() ? SEARCH : 0);
    Registration network = line.registration();
    while (!network.problem().isEmpty() && !Timing.passed(end)) {
      line.pause(POLL);
      network = line.registration();
    }
    String signal =
        network.dbm().isPresent() ? ", signal " + network.dbm().getAsInt() + " dBm" : "";
    if (!network.problem().isEmpty()) {
      transcript.warn("It has " + network.problem() + ".");
    } else if (network.dbm().isPresent() && network.dbm().getAsInt() < WEAK) {
      transcript.warn("Registered" + signal + ", which is weak: move the antenna.");
    } else {
      String name = network.operator().isEmpty() ? "" : " with " + network.operator();
      transcript.ok("Registered" + name + signal + ".");
    }
    return network;
  }

  private void trial(Msisdn number, Choice driver, Registration network) throws IOException {
    transcript.step("Trial SMS to " + number);
    if (!network.problem().isEmpty()) {
      transcript.fail("Nothing is sent without network.");
      return;
    }
    transcript.asked("AT+CMGS");
    TestLine.Sent sent;
    try {
      sent = line.send(number, TEXT, driver.profile());
    } catch (PduFormatException e) {
      throw new IOException(e.getMessage(), e);
    }
    transcript.answered(Findings.plain(sent.failure().isEmpty()));
    if (!sent.failure().isEmpty()) {
      transcript.fail("It was not sent: " + sent.failure() + ".");
      return;
    }
    boolean kept = sent.reference() == sent.given();
    transcript.ok(
        "The network has taken it; the device "
            + (kept
                ? "keeps the reference (TP-MR) it is given, so a repetition can be refused."
                : "counts references (TP-MR) itself."));
    report(sent.reference());
  }

  private void report(int reference) throws IOException {
    transcript.step("Status report");
    Optional<TestLine.Report> report = line.report(reference, REPORT);
    if (report.isPresent()) {
      transcript.ok(
          String.format(
              Locale.ROOT,
              "It came (%s) with status %d.",
              report.get().route(),
              report.get().report().status()));
    } else {
      transcript.warn(
          "None came in 90 s: the phone may be off, or the device does not pass reports on; without"
              + " them confirmations say \"sent\", not \"delivered\".");
    }
  }
}
