package smsgateway.modem.internal.check;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

  private final Trial trial;

  SmsStep(Trial trial) {
    this.trial = trial;
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
      trial.findings().verdict(Verdict.COMPATIBLE, sending);
    } else {
      trial
          .findings()
          .verdict(Verdict.SEND_ONLY, sending + ", but what it receives cannot be read");
    }
    if (trial.request().sendTo().isPresent()) {
      sendOne(trial.request().sendTo().get(), driver, network);
    }
  }

  private void serviceCentre() throws IOException {
    trial.transcript().step("Service centre");
    Answer answer = trial.line().command("AT+CSCA?", LONG);
    List<String> fields = AtFields.split(answer.value("+CSCA:").orElse(""));
    if (!answer.ok()) {
      trial
          .transcript()
          .warn("The device does not tell its service centre number; a trial SMS would show.");
    } else if (fields.get(0).isEmpty()) {
      trial.findings().serviceCentre(false);
      trial
          .transcript()
          .warn(
              "There is no service centre number, and nothing can be sent without: ask the SIM's"
                  + " operator for it and set smsc in the modem's file.");
    } else {
      trial.transcript().ok("The SIM has a service centre number.");
    }
  }

  /** Null when the device has no PDU mode. */
  private TestLine.Setup setUp(Choice driver) throws IOException {
    trial.transcript().step("Set-up for SMS as the gateway does it");
    TestLine.Setup setup;
    try {
      setup = trial.line().setUp(trial.request().port(), driver.profile());
    } catch (IOException e) {
      if (trial
          .transcript()
          .answer("AT+CMGF=0")
          .filter(a -> !a.ok() && !a.result().silent())
          .isEmpty()) {
        throw e;
      }
      trial.transcript().fail("The device has no PDU mode (AT+CMGF=0), so it cannot be used.");
      trial.findings().verdict(Verdict.NOT_COMPATIBLE, "it has no PDU mode");
      return null;
    }
    trial.transcript().ok("PDU mode works.");
    storages(setup);
    announcements(setup);
    return setup;
  }

  private void storages(TestLine.Setup setup) throws IOException {
    Answer answer = trial.line().command("AT+CPMS?", LONG);
    List<String> fields = AtFields.split(answer.value("+CPMS:").orElse(""));
    int used = AtFields.number(fields, 1, -1);
    int slots = AtFields.number(fields, 2, -1);
    if (setup.storages().isEmpty() || slots <= 0) {
      trial.transcript().warn("The device does not tell where it stores messages.");
    } else {
      String place = used + " of " + slots + " places in " + fields.get(0) + " are used";
      trial
          .transcript()
          .ok(
              "Messages are read from "
                  + String.join(" and ", setup.storages())
                  + "; "
                  + place
                  + ".");
      if (used >= slots) {
        trial.transcript().warn("The storage is full: the gateway empties it when it starts.");
      }
    }
  }

  private void announcements(TestLine.Setup setup) {
    if (setup.polling()) {
      trial.transcript().warn("The device announces nothing; the gateway will look every 10 s.");
      return;
    }
    String values = trial.transcript().accepted("AT+CNMI=").orElse("AT+CNMI=").substring(8);
    int reports = AtFields.number(AtFields.split(values), 3, 0);
    trial
        .transcript()
        .ok(
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
    boolean lists = trial.line().command("AT+CMGL=?", SHORT).ok();
    if (!lists) {
      trial
          .transcript()
          .fail("Received messages can neither be announced nor listed: it can only send.");
    }
    return lists;
  }

  private Registration network() throws IOException {
    trial.transcript().step("Network");
    long end = trial.timing().after(trial.request().patient() ? SEARCH : 0);
    Registration network = trial.line().registration();
    while (!network.problem().isEmpty() && !Timing.passed(end)) {
      trial.line().pause(POLL);
      network = trial.line().registration();
    }
    String signal =
        network.dbm().isPresent() ? ", signal " + network.dbm().getAsInt() + " dBm" : "";
    if (!network.problem().isEmpty()) {
      trial.transcript().warn("It has " + network.problem() + ".");
    } else if (network.dbm().isPresent() && network.dbm().getAsInt() < WEAK) {
      trial.transcript().warn("Registered" + signal + ", which is weak: move the antenna.");
    } else {
      String name = network.operator().isEmpty() ? "" : " with " + network.operator();
      trial.transcript().ok("Registered" + name + signal + ".");
    }
    return network;
  }

  private void sendOne(Msisdn number, Choice driver, Registration network) throws IOException {
    trial.transcript().step("Trial SMS to " + number);
    if (!network.problem().isEmpty()) {
      trial.transcript().fail("Nothing is sent without network.");
      return;
    }
    trial.transcript().asked("AT+CMGS");
    TestLine.Sent sent;
    try {
      sent = trial.line().send(number, TEXT, driver.profile());
    } catch (PduFormatException e) {
      throw new IOException(e.getMessage(), e);
    }
    trial.transcript().answered(Findings.plain(sent.failure().isEmpty()));
    if (!sent.failure().isEmpty()) {
      trial.transcript().fail("It was not sent: " + sent.failure() + ".");
      return;
    }
    boolean kept = sent.reference() == sent.given();
    trial
        .transcript()
        .ok(
            "The network has taken it; the device "
                + (kept
                    ? "keeps the reference (TP-MR) it is given, so a repetition can be refused."
                    : "counts references (TP-MR) itself."));
    report(sent.reference(), driver);
  }

  private void report(int reference, Choice driver) throws IOException {
    trial.transcript().step("Status report");
    Optional<TestLine.Report> report = trial.line().report(reference, REPORT, driver.fix());
    if (report.isPresent()) {
      trial
          .transcript()
          .ok(
              String.format(
                  Locale.ROOT,
                  "It came (%s) with status %d.",
                  report.get().route(),
                  report.get().report().status()));
    } else {
      trial
          .transcript()
          .warn(
              "None came in 90 s: the phone may be off, or the device does not pass reports on; without"
                  + " them confirmations say \"sent\", not \"delivered\".");
    }
  }
}
