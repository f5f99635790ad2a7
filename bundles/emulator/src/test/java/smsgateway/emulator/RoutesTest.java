package smsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes of inbound PDUs (3GPP TS 27.005 §3.4.1), status reports, TP-MR and speed of the line. */
final class RoutesTest {
  private static final String NUMBER = "+393330000001";
  private static final String HEAD = "07919333000000F0040C9193332300103200";
  private static final String TAIL = "6211212100000002E834";
  private static final String PLAIN = HEAD + "00" + TAIL;
  private static final String CLASS_2 = HEAD + "F2" + TAIL;
  private static final String CLASS_3 = HEAD + "F3" + TAIL;
  private final Network network = new Network();
  private Modem modem;
  private Terminal terminal;

  private void start(ModemSettings settings) throws IOException {
    modem = network.add(settings);
    terminal = new Terminal(modem.connect()).prepared();
  }

  private void start() throws IOException {
    start(ModemSettings.generic("m", NUMBER));
  }

  @AfterEach
  void stop() {
    terminal.close();
    network.close();
  }

  @Test
  void mtZeroStoresInSilence() throws IOException {
    start();
    terminal.command("AT+CNMI=2,0,0,0,0");
    network.deliverRaw(modem, PLAIN);

    assertThat(terminal.command("AT+CPMS?")).startsWith("\r\n+CPMS: \"SM\",1,25");
  }

  @Test
  void mtTwoStoresWhatBelongsOnTheSim() throws IOException {
    start();
    terminal.command("AT+CNMI=2,2,0,0,0");
    network.deliverRaw(modem, CLASS_2);

    assertThat(terminal.readUntil(",1\r\n")).isEqualTo("\r\n+CMTI: \"SM\",1\r\n");
  }

  @Test
  void mtThreeRoutesOnlyClassThree() throws IOException {
    start();
    terminal.command("AT+CNMI=2,3,0,0,0");
    network.deliverRaw(modem, CLASS_3);
    network.deliverRaw(modem, PLAIN);

    assertThat(terminal.readUntil("+CMTI: \"SM\",1\r\n"))
        .isEqualTo("\r\n+CMT: ,21\r\n" + CLASS_3 + "\r\n\r\n+CMTI: \"SM\",1\r\n");
  }

  @Test
  void modeZeroHoldsIndicationsBackUntilItIsLeft() throws IOException {
    start();
    terminal.command("AT+CNMI=0,1,0,0,0");
    network.deliverRaw(modem, PLAIN);
    assertThat(terminal.command("AT")).isEqualTo("\r\nOK\r\n");

    assertThat(terminal.command("AT+CNMI=2,1,0,0,0"))
        .contains("OK")
        .doesNotContain("CMTI: \"SM\",2");
    assertThat(terminal.command("AT+CPMS?")).contains("\"SM\",1,25");
  }

  @Test
  void anIllegalIndicationIsRefusedAndNothingIsChanged() throws IOException {
    start();
    terminal.command("AT+CNMI=2,1,0,2,0");

    assertThat(terminal.command("AT+CNMI=2,1,0,3,0")).contains("+CMS ERROR: 304");
    assertThat(terminal.command("AT+CNMI?")).contains("+CNMI: 2,1,0,2,0");
  }

  @Test
  void aReportIsStoredInItsOwnStorageWhenThereIsOne() throws IOException {
    Map<String, Integer> storages = new LinkedHashMap<>();
    storages.put("SM", 5);
    storages.put("SR", 5);
    start(ModemSettings.generic("m", NUMBER).withStorages(storages));
    terminal.command("AT+CNMI=2,1,0,2,0");
    terminal.submit(Pdus.HELLO_WITH_REPORT);

    assertThat(terminal.readUntil(",1\r\n")).isEqualTo("\r\n+CDSI: \"SR\",1\r\n");
    assertThat(terminal.command("AT+CPMS=\"SR\"")).contains("+CPMS: 1,5,0,5,0,5");
    assertThat(terminal.command("AT+CMGR=1")).contains("+CMGR: 0,,25");
  }

  @Test
  void aReportWithoutRouteIsLostAndCounted() throws IOException {
    start();
    terminal.submit(Pdus.HELLO_WITH_REPORT);
    terminal.command("AT");

    assertThat(modem.counters().lostReports()).isEqualTo(1);
  }

  @Test
  void aFailedMessageIsReportedAndDoesNotReachThePhone() throws IOException {
    start();
    network.reports(Reports.failed(0x46, Duration.ofMillis(1)));
    terminal.command("AT+CNMI=2,1,0,1,0");
    terminal.submit(Pdus.HELLO_WITH_REPORT);

    assertThat(terminal.readUntil("46\r\n")).contains("+CDS: 25");
    assertThat(network.phone(Pdus.PHONE).inbox()).isEmpty();
    assertThat(network.accepted()).isEqualTo(1);
  }

  @Test
  void aTemporaryStatusIsFollowedByAFinalOne() throws IOException {
    start();
    network.reports(Reports.delayed(0x30, Duration.ofMillis(1)));
    terminal.command("AT+CNMI=2,1,0,1,0");
    terminal.submit(Pdus.HELLO_WITH_REPORT);

    assertThat(terminal.readUntil("30\r\n")).contains("+CDS: 25");
    assertThat(terminal.readUntil("00\r\n")).contains("+CDS: 25");
  }

  @Test
  void withServiceOneTheNextMessageWaitsForTheAcknowledgement() throws IOException {
    start();
    terminal.command("AT+CSMS=1");
    terminal.command("AT+CNMI=2,2,0,0,0");
    network.deliverRaw(modem, PLAIN);
    network.deliverRaw(modem, CLASS_3);
    terminal.readUntil(PLAIN + "\r\n");

    assertThat(terminal.command("AT")).isEqualTo("\r\nOK\r\n");
    terminal.write("AT+CNMA\r");
    assertThat(terminal.readUntil(CLASS_3)).contains("OK");
    assertThat(terminal.command("AT+CNMA")).contains("OK");
    assertThat(terminal.command("AT+CNMA")).contains("+CMS ERROR: 340");
    assertThat(modem.waiting()).isZero();
  }

  @Test
  void aRefusedMessageIsDeliveredAgain() throws IOException {
    start();
    terminal.command("AT+CSMS=1");
    terminal.command("AT+CNMI=2,2,0,0,0");
    network.deliverRaw(modem, PLAIN);
    terminal.readUntil(PLAIN + "\r\n");
    assertThat(terminal.command("AT+CNMA=2")).contains("OK");
    assertThat(terminal.command("AT+CNMA")).contains("+CMS ERROR: 340");

    assertThat(terminal.readUntil(PLAIN + "\r\n")).contains("+CMT: ,21");
    assertThat(terminal.command("AT+CNMA")).contains("OK");
    assertThat(modem.waiting()).isZero();
  }

  @Test
  void withoutAcknowledgementRoutingEndsAndTheMessageIsStored() throws IOException {
    start(ModemSettings.generic("m", NUMBER).withAcknowledgeTimeout(Duration.ofMillis(20)));
    terminal.command("AT+CSMS=1");
    terminal.command("AT+CNMI=2,2,0,1,0");
    network.deliverRaw(modem, PLAIN);
    terminal.readUntil(PLAIN);

    String settings = "";
    while (!settings.contains("+CNMI: 2,0,0,0,0")) {
      settings = terminal.command("AT+CNMI?");
    }
    assertThat(terminal.command("AT+CMGL=4")).contains(PLAIN);
  }

  @Test
  void aPduWithoutMeaningIsHandedOverAsItIs() throws IOException {
    start();
    terminal.command("AT+CNMI=2,1");
    for (String pdu : new String[] {"", "00", "FF", "zz", "07919333000000F0"}) {
      network.deliverRaw(modem, pdu);
      terminal.readUntil("+CMTI: \"SM\",1\r\n");
      assertThat(terminal.command("AT+CMGR=1")).contains("\r\n" + pdu + "\r\n");
      terminal.command("AT+CMGD=1,4");
    }
  }

  @Test
  void deletingByFlagSparesUnreadMessages() throws IOException {
    start();
    network.deliverRaw(modem, PLAIN);
    network.deliverRaw(modem, CLASS_3);
    terminal.command("AT+CMGR=1");
    terminal.command("AT+CMGD=0,1");

    assertThat(terminal.command("AT+CMGL=4")).contains("+CMGL: 2,0,").doesNotContain("CMGL: 1");
    assertThat(terminal.command("AT+CMGD=77")).contains("+CMS ERROR: 321");
  }

  @Test
  void aTextToAnotherModemArrivesThere() throws IOException {
    start();
    Modem other = network.add(ModemSettings.generic("other", Pdus.PHONE));
    terminal.submit(Pdus.HELLO);
    try (Terminal there = new Terminal(other.connect())) {
      assertThat(there.command("AT+CMGL=4"))
          .contains("040C91" + "933303000010")
          .contains("0AE8329BFD4697D9EC37");
    }
  }

  @Test
  void duplicatesAreAcceptedUnlessTheServiceCentreIsToldToRejectThem() throws IOException {
    start(ModemSettings.generic("m", NUMBER).withKeptMessageReference());
    assertThat(terminal.submit(Pdus.HELLO_SEVEN)).contains("+CMGS: 7");
    assertThat(terminal.submit(Pdus.HELLO_AGAIN)).contains("+CMGS: 7");
    network.rejectDuplicates(true);

    assertThat(terminal.submit(Pdus.HELLO_AGAIN)).contains("+CMS ERROR: 197");
    assertThat(terminal.submit(Pdus.HELLO_SEVEN)).contains("+CMGS: 7");
    assertThat(network.accepted()).isEqualTo(3);
  }

  @Test
  void aModemThatCountsItselfReplacesTheGivenReference() throws IOException {
    start();
    network.rejectDuplicates(true);

    assertThat(terminal.submit(Pdus.HELLO_SEVEN)).contains("+CMGS: 1");
    assertThat(terminal.submit(Pdus.HELLO_AGAIN)).contains("+CMGS: 2");
  }

  @Test
  void aSlowLineTakesAboutAsLongAsItsOctetsNeed() throws IOException {
    start(ModemSettings.generic("m", NUMBER).withOctetsPerSecond(2000));
    long start = System.nanoTime();
    terminal.command("AT+CGMI" + " ".repeat(93));
    double seconds = (System.nanoTime() - start) / 1e9;

    // 101 octets in and 17 octets out at 2000 octets/s: 59 ms.
    assertThat(seconds).isBetween(0.0589, 3.0);
  }

  @Test
  void theLineIsBusyExactlyAsLongAsItsOctetsNeed() throws IOException {
    start();
    Pacer pacer = new Pacer(960);
    long due = 0;
    for (int i = 0; i < 960 * 7; i++) {
      due = pacer.pass(1, 1000);
    }

    assertThat(due).isEqualTo(7_000_001_000L);
    assertThat(pacer.pass(96, 9_000_000_000L)).isEqualTo(9_100_000_000L);
  }

  @Test
  void submitsOfTwoModemsAreCountedWhileTheyOverlap() throws Exception {
    start(ModemSettings.generic("m", NUMBER).withLatency(Duration.ofMillis(200)));
    Modem other =
        network.add(
            ModemSettings.generic("other", "+393330000002").withLatency(Duration.ofMillis(200)));
    try (Terminal second = new Terminal(other.connect()).prepared()) {
      terminal.type(Pdus.HELLO);
      second.type(Pdus.HELLO);
      assertThat(network.awaitAccepted(2, Duration.ofSeconds(5))).isTrue();
    }

    assertThat(network.mostConcurrentSubmits()).isEqualTo(2);
  }
}
