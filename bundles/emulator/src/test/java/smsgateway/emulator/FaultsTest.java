package smsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault does what it says, and the modem is usable afterwards. */
final class FaultsTest {
  private static final String NUMBER = "+393330000001";
  private static final String OK = "\r\nOK\r\n";
  private static final String INBOUND =
      "07919333000000F0040C9193332300103200006211212100000002E834";
  private static final Duration SHORT = Duration.ofMillis(50);
  private final Network network = new Network();
  private Modem modem;
  private Terminal terminal;

  @BeforeEach
  void start() throws IOException {
    modem = network.add(ModemSettings.generic("m", NUMBER));
    terminal = new Terminal(modem.connect()).prepared();
  }

  @AfterEach
  void stop() {
    terminal.close();
    network.close();
  }

  private void works() throws IOException {
    long before = network.accepted();
    assertThat(terminal.submit(Pdus.HELLO)).contains("+CMGS: ").endsWith(OK);
    assertThat(network.accepted()).isEqualTo(before + 1);
  }

  @Test
  void aLostResultMeansAcceptedButUnansweredAndTheNextCommandIsAnswered() throws IOException {
    modem.fault(new Fault.NoResult(1));
    terminal.type(Pdus.HELLO);

    assertThat(terminal.command("AT")).isEqualTo(OK);
    assertThat(network.accepted()).isEqualTo(1);
    works();
  }

  @Test
  void aMissingReferenceLeavesOnlyOk() throws IOException {
    modem.fault(new Fault.NoReference(1));

    assertThat(terminal.submit(Pdus.HELLO)).isEqualTo(OK);
    assertThat(network.accepted()).isEqualTo(1);
    works();
  }

  @Test
  void aHeldSubmitIsNotAcceptedBeforeItMayGoOn() throws Exception {
    modem.fault(new Fault.HoldSubmits(true));
    terminal.type(Pdus.HELLO);
    while (modem.counters().typedNanos().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(network.awaitAccepted(1, SHORT)).isFalse();

    modem.fault(new Fault.HoldSubmits(false));
    assertThat(terminal.readUntil(OK)).contains("+CMGS: 1");
    works();
  }

  @Test
  void aLateResultComesAfterTheAcceptance() throws Exception {
    modem.fault(new Fault.LateResult(Duration.ofMillis(100), 1));
    terminal.type(Pdus.HELLO);

    assertThat(network.awaitAccepted(1, Duration.ofSeconds(5))).isTrue();
    assertThat(terminal.command("AT")).isEqualTo("\r\n+CMGS: 1\r\n\r\nOK\r\n");
    assertThat(terminal.readUntil(OK)).isEqualTo(OK);
    works();
  }

  @Test
  void aCmsErrorRefusesTheNextSubmitsAndNoMore() throws IOException {
    modem.fault(new Fault.CmsError(500, false, 2));

    assertThat(terminal.submit(Pdus.HELLO)).isEqualTo("\r\n+CMS ERROR: 500\r\n");
    assertThat(terminal.submit(Pdus.HELLO)).isEqualTo("\r\n+CMS ERROR: 500\r\n");
    assertThat(network.accepted()).isZero();
    works();
  }

  @Test
  void aCmsErrorMayHideAnAcceptance() throws IOException {
    modem.fault(new Fault.CmsError(332, true, 1));

    assertThat(terminal.submit(Pdus.HELLO)).isEqualTo("\r\n+CMS ERROR: 332\r\n");
    assertThat(network.accepted()).isEqualTo(1);
  }

  @Test
  void aHangInThePromptSwallowsEscapeAndEndsByItself() throws IOException {
    modem.fault(new Fault.HangInPrompt(Duration.ofMillis(600)));
    terminal.type(Pdus.HELLO);
    terminal.write("\u001bAT\r");

    assertThat(terminal.isSilent()).isTrue();
    assertThat(network.accepted()).isZero();
    awake();
    works();
  }

  @Test
  void aRestartForgetsSettingsAndAcceptsOnlyIfToldSo() throws IOException {
    modem.fault(new Fault.RebootInSubmit(true, SHORT));
    terminal.type(Pdus.HELLO);

    assertThat(awake()).startsWith("AT+CGMM\r");
    assertThat(network.accepted()).isEqualTo(1);
    terminal.command("ATE0");
    works();
  }

  @Test
  void anUnplugInSubmitEndsThePort() throws IOException {
    modem.fault(new Fault.UnplugInSubmit(true));
    terminal.type(Pdus.HELLO);

    assertThatThrownBy(() -> terminal.readUntil("never")).isInstanceOf(IOException.class);
    assertThat(network.accepted()).isEqualTo(1);
    modem.replug();
    terminal = new Terminal(modem.connect()).prepared();
    works();
  }

  @Test
  void garbageStandsBeforeTheAnswer() throws IOException {
    modem.fault(new Fault.Garbage("\u00ff\u0000?"));

    assertThat(terminal.command("AT")).isEqualTo("\u00ff\u0000?" + OK);
    assertThat(terminal.command("AT")).isEqualTo(OK);
  }

  @Test
  void anUnsolicitedLineMayStandBetweenHeaderAndPdu() throws IOException {
    network.deliverRaw(modem, INBOUND);
    modem.fault(new Fault.UrcInAnswer("^RSSI: 20"));

    assertThat(terminal.command("AT+CMGL=4"))
        .isEqualTo("\r\n+CMGL: 1,0,,21\r\n\r\n^RSSI: 20\r\n" + INBOUND + "\r\n" + OK);
  }

  @Test
  void anUnsolicitedLineWaitsForTheEndOfAPrompt() throws IOException {
    terminal.write("AT+CMGS=" + Pdus.HELLO.length() / 2 + "\r");
    terminal.readUntil("\r\n> ");
    modem.unsolicited("RING");
    terminal.write("00" + Pdus.HELLO + "\u001a");

    assertThat(terminal.readUntil("RING\r\n")).isEqualTo("\r\n+CMGS: 1\r\n\r\nOK\r\n\r\nRING\r\n");
  }

  @Test
  void aLostAnswerLosesNothingElse() throws IOException {
    modem.fault(new Fault.LostAnswer(1));
    terminal.write("AT+CMEE=2\r");

    assertThat(terminal.command("AT+CMEE?")).contains("+CMEE: 2");
  }

  @Test
  void aHangIsSilentAndEnds() throws IOException {
    modem.fault(new Fault.Hang(Duration.ofMillis(600)));
    terminal.write("AT\r");

    assertThat(terminal.isSilent()).isTrue();
    awake();
    works();
  }

  @Test
  void aRebootAsksForThePinAgain() throws IOException {
    terminal.close();
    Modem locked = network.add(ModemSettings.generic("l", "+393330000002").withPin("1234"));
    terminal = new Terminal(locked.connect()).prepared();
    terminal.command("AT+CPIN=1234");
    terminal.command("AT+CPMS=\"ME\"");
    locked.fault(new Fault.Reboot(SHORT));

    awake();
    assertThat(terminal.command("AT+CPIN?")).contains("SIM PIN");
    terminal.command("AT+CPIN=1234");
    assertThat(terminal.command("AT+CPMS?")).contains("+CPMS: \"SM\",");
  }

  @Test
  void aFullStorageKeepsMessagesWaitingUntilItEnds() throws IOException {
    terminal.command("AT+CNMI=2,1");
    modem.fault(new Fault.StorageFull(true));
    network.deliverRaw(modem, INBOUND);

    assertThat(terminal.command("AT+CPMS?")).contains("\"SM\",25,25");
    assertThat(modem.waiting()).isEqualTo(1);
    modem.fault(new Fault.StorageFull(false));
    assertThat(terminal.readUntil(",1\r\n")).contains("+CMTI: \"SM\",1");
  }

  /** Asks until the modem answers again; what was swallowed before is part of the answer. */
  private String awake() throws IOException {
    for (int i = 0; i < 100; i++) {
      terminal.write("AT\r");
      if (!terminal.isSilent()) {
        terminal.write("AT+CGMM\r");
        return terminal.readUntil("GM-1\r\n\r\nOK\r\n");
      }
    }
    throw new AssertionError("the modem stays silent");
  }

  @Test
  void lossyAnswersLoseSomeAndTheCommandsWorkAllTheSame() throws IOException {
    modem.fault(new Fault.LossyAnswers(1, 1));
    terminal.write("AT+CMEE=2\r");
    modem.fault(new Fault.LossyAnswers(0, 1));

    assertThat(terminal.command("AT+CMEE?")).contains("+CMEE: 2").endsWith(OK);
    works();
  }

  @Test
  void aDripDelaysTheAnswerAndLeavesItWhole() throws IOException {
    modem.fault(new Fault.Drip(Duration.ofMillis(5), SHORT));

    assertThat(terminal.command("AT+CGMM")).contains("GM-1").endsWith(OK);
    works();
  }
}
