package smsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smsgateway.api.driver.Transport;

/** What holds for a modem on every kind of port. */
abstract class DialogueContract {
  private static final String NUMBER = "+393330000001";
  private static final String INBOUND = "07919333000000F0040C91933323001032000062112121000000";
  private static final String INBOUND_HI = INBOUND + "02E834";
  private Network network;
  private Modem modem;
  private Terminal terminal;

  /** Opens the modem's port. */
  abstract Transport open(Modem target) throws IOException;

  @BeforeEach
  void start() throws IOException {
    network = new Network();
    connect(ModemSettings.generic("m", NUMBER));
  }

  private void connect(ModemSettings settings) throws IOException {
    network.close();
    network = new Network();
    modem = network.add(settings);
    terminal = new Terminal(open(modem)).prepared();
  }

  @AfterEach
  void stop() {
    terminal.close();
    network.close();
  }

  @Test
  void commandsAreEchoedUntilEchoIsSwitchedOff() throws IOException {
    terminal.command("ATZ");

    assertThat(terminal.command("AT")).isEqualTo("AT\r\r\nOK\r\n");
    assertThat(terminal.command("ATE0")).isEqualTo("ATE0\r\r\nOK\r\n");
    assertThat(terminal.command("AT")).isEqualTo("\r\nOK\r\n");
  }

  @Test
  void itTellsWhatItIs() throws IOException {
    assertThat(terminal.command("AT+CGMI")).isEqualTo("\r\nGeneric\r\n\r\nOK\r\n");
    assertThat(terminal.command("AT+CGMM")).contains("GM-1");
    assertThat(terminal.command("AT+CGSN")).containsPattern("\r\n35[0-9]{13}\r\n");
    assertThat(terminal.command("AT+CIMI")).containsPattern("\r\n00101[0-9]{10}\r\n");
    assertThat(terminal.command("AT+CNUM")).contains("+CNUM: \"\",\"" + NUMBER + "\",145");
    assertThat(terminal.command("AT+CREG?")).contains("+CREG: 0,1");
    assertThat(terminal.command("AT+NONSENSE")).isEqualTo("\r\nERROR\r\n");
  }

  @Test
  void severalCommandsShareALine() throws IOException {
    assertThat(terminal.command("ATE0V1+CMEE=2;+CMEE?")).isEqualTo("\r\n+CMEE: 2\r\n\r\nOK\r\n");
  }

  @Test
  void anAcceptedSubmitIsInTheJournalAndOnThePhone() throws Exception {
    assertThat(terminal.submit(Pdus.HELLO)).isEqualTo("\r\n+CMGS: 1\r\n\r\nOK\r\n");
    assertThat(terminal.submit(Pdus.HELLO)).contains("+CMGS: 2");

    assertThat(network.accepted()).isEqualTo(2);
    assertThat(network.journal().get(1))
        .extracting(Submit::tpdu, Submit::messageReference, Submit::destination, Submit::text)
        .containsExactly(Pdus.HELLO, 2, Pdus.PHONE, "hellohello");
    assertThat(network.phone(Pdus.PHONE).await(2, Duration.ofSeconds(5)))
        .extracting(Sms::from, Sms::text)
        .containsOnly(org.assertj.core.groups.Tuple.tuple(NUMBER, "hellohello"));
    assertThat(modem.counters().typedNanos()).hasSize(2);
    assertThat(modem.counters().acceptedNanos()).hasSize(2);
    assertThat(network.mostConcurrentSubmits()).isEqualTo(1);
  }

  @Test
  void partsAreJoinedInAnyOrder() throws Exception {
    terminal.submit(Pdus.PART_2);
    terminal.submit(Pdus.PART_1);

    assertThat(network.phone(Pdus.PHONE).inbox())
        .extracting(Sms::text, Sms::parts)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("A€", 2));
  }

  @Test
  void aWrongLengthOrWrongHexIsRefused() throws IOException {
    for (String typed : new String[] {"00" + Pdus.HELLO + "00", "0", "zz" + Pdus.HELLO, ""}) {
      terminal.write("AT+CMGS=" + Pdus.HELLO.length() / 2 + "\r");
      terminal.readUntil("\r\n> ");
      terminal.write(typed + "\u001a");
      assertThat(terminal.readUntil("\r\n+CMS ERROR: 304\r\n")).isNotEmpty();
    }
    assertThat(network.accepted()).isZero();
    assertThat(terminal.command("AT")).isEqualTo("\r\nOK\r\n");
  }

  @Test
  void escapeLeavesThePromptWithoutSending() throws IOException {
    terminal.write("AT+CMGS=22\r");
    terminal.readUntil("\r\n> ");
    terminal.write("00" + Pdus.HELLO + "\u001b");

    assertThat(terminal.readUntil("OK\r\n")).isEqualTo("\r\nOK\r\n");
    assertThat(network.accepted()).isZero();
  }

  @Test
  void withoutNetworkASubmitIsRefused() throws IOException {
    terminal.command("AT+CREG=1");
    modem.fault(new Fault.NoNetwork(true));
    terminal.readUntil("\r\n+CREG: 2\r\n");

    assertThat(terminal.submit(Pdus.HELLO)).isEqualTo("\r\n+CMS ERROR: 331\r\n");
    assertThat(network.accepted()).isZero();
  }

  @Test
  void aLockedSimWantsItsPinAndCountsTheTries() throws IOException {
    terminal.close();
    connect(ModemSettings.generic("locked", NUMBER).withPin("4321"));

    assertThat(terminal.command("AT+CPIN?")).contains("+CPIN: SIM PIN");
    assertThat(terminal.command("AT+CMGS=10")).isEqualTo("\r\n+CMS ERROR: 311\r\n");
    assertThat(terminal.command("AT+CIMI")).isEqualTo("\r\n+CME ERROR: 11\r\n");
    assertThat(terminal.command("AT+CPIN=\"0000\"")).isEqualTo("\r\n+CME ERROR: 16\r\n");
    assertThat(terminal.command("AT+CPINR")).contains("+CPINR: SIM PIN,2,3");
    assertThat(terminal.command("AT+CPIN=\"4321\"")).isEqualTo("\r\nOK\r\n");
    assertThat(terminal.command("AT+CPIN?")).contains("+CPIN: READY");
    assertThat(modem.sim().pinTries()).isEqualTo(3);
    assertThat(terminal.submit(Pdus.HELLO)).contains("+CMGS: 1");
  }

  @Test
  void threeWrongPinsNeedThePuk() throws IOException {
    terminal.close();
    connect(ModemSettings.generic("locked", NUMBER).withPin("4321"));
    for (int i = 0; i < 3; i++) {
      terminal.command("AT+CPIN=1111");
    }

    assertThat(terminal.command("AT+CPIN?")).contains("+CPIN: SIM PUK");
    assertThat(terminal.command("AT+CPIN=4321")).isEqualTo("\r\n+CME ERROR: 12\r\n");
    assertThat(terminal.command("AT+CPIN=\"" + Sim.PUK + "\",\"9999\"")).isEqualTo("\r\nOK\r\n");
    assertThat(modem.sim().state()).isEqualTo(Sim.State.READY);
  }

  @Test
  void aMessageIsStoredAnnouncedReadAndDeleted() throws IOException {
    terminal.command("AT+CNMI=2,1,0,0,0");
    network.deliverRaw(modem, INBOUND_HI);

    assertThat(terminal.readUntil(",1\r\n")).isEqualTo("\r\n+CMTI: \"SM\",1\r\n");
    assertThat(terminal.command("AT+CPMS?")).contains("+CPMS: \"SM\",1,25,\"SM\",1,25,\"SM\",1,25");
    assertThat(terminal.command("AT+CMGL=0"))
        .isEqualTo("\r\n+CMGL: 1,0,,21\r\n" + INBOUND_HI + "\r\n\r\nOK\r\n");
    assertThat(terminal.command("AT+CMGL=0")).isEqualTo("\r\nOK\r\n");
    assertThat(terminal.command("AT+CMGR=1"))
        .isEqualTo("\r\n+CMGR: 1,,21\r\n" + INBOUND_HI + "\r\n\r\nOK\r\n");
    assertThat(terminal.command("AT+CMGD=1")).isEqualTo("\r\nOK\r\n");
    assertThat(terminal.command("AT+CMGR=1")).isEqualTo("\r\n+CMS ERROR: 321\r\n");
  }

  @Test
  void aRoutedMessageIsHandedOverWithItsPdu() throws IOException {
    terminal.command("AT+CNMI=2,2,0,0,0");
    network.deliverRaw(modem, INBOUND_HI);

    assertThat(terminal.readUntil(INBOUND_HI + "\r\n"))
        .isEqualTo("\r\n+CMT: ,21\r\n" + INBOUND_HI + "\r\n");
    assertThat(terminal.command("AT+CPMS?")).contains("\"SM\",0,25");
  }

  @Test
  void aPhonesTextArrivesAsConcatenatedPdusInTheOrderAskedFor() throws IOException {
    terminal.command("AT+CNMI=2,2,0,0,0");
    var pdus = network.send("+39333", NUMBER, "x".repeat(200), 2, 1, 2);

    assertThat(pdus).hasSize(2);
    assertThat(pdus.get(0)).contains("A0" + "050003010201");
    for (int part : new int[] {1, 0, 1}) {
      assertThat(terminal.readUntil(pdus.get(part))).contains("+CMT: ,");
    }
  }

  @Test
  void aStatusReportComesAfterTheAnswerOfItsSubmit() throws IOException {
    terminal.command("AT+CNMI=2,1,0,1,0");
    String answer = terminal.submit(Pdus.HELLO_WITH_REPORT);
    String report = terminal.readUntil(java.util.regex.Pattern.compile("[0-9A-F]{50,}\r\n"));

    assertThat(answer).isEqualTo("\r\n+CMGS: 1\r\n\r\nOK\r\n");
    assertThat(report)
        .startsWith("\r\n+CDS: 25\r\n07919333000000F0" + "0601" + "0C91933323001032")
        .endsWith("00\r\n");
  }

  @Test
  void aFullStorageLeavesMessagesInTheServiceCentre() throws IOException {
    terminal.close();
    connect(ModemSettings.generic("small", NUMBER).withStorages(Map.of("SM", 1)));
    terminal.command("AT+CNMI=2,1");
    network.deliverRaw(modem, INBOUND_HI);
    network.deliverRaw(modem, INBOUND + "02C834");
    terminal.readUntil("+CMTI: \"SM\",1\r\n");
    assertThat(terminal.command("AT+CMGL=4")).doesNotContain("C834");
    assertThat(modem.waiting()).isEqualTo(1);

    terminal.write("AT+CMGD=1\r");

    assertThat(terminal.readUntil("+CMTI: \"SM\",1\r\n")).contains("OK");
    assertThat(terminal.command("AT+CMGL=4")).contains("C834");
    assertThat(modem.waiting()).isZero();
  }

  @Test
  void anUnpluggedModemEndsItsPortAndComesBackWithItsMessages() throws IOException {
    network.deliverRaw(modem, INBOUND_HI);
    assertThat(terminal.command("AT+CMGL=4")).contains("E834");

    modem.unplug();

    assertThatThrownBy(() -> terminal.readUntil("never")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> modem.connect()).hasMessageContaining("unplugged");
    terminal.close();
    network.deliverRaw(modem, INBOUND + "02C834");
    modem.replug();
    terminal = new Terminal(open(modem)).prepared();
    assertThat(terminal.command("AT+CMGL=4")).contains("E834").contains("C834");
  }
}
