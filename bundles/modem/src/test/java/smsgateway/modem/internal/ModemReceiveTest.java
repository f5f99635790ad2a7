package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Modem.State;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.SubmitOutcome.Submitted;

@Timeout(60)
class ModemReceiveTest {
  private static final String PDU = "07911234567890F1040B91";

  @TempDir private Path folder;

  @Test
  void anAnnouncedPduIsStoredBeforeItIsDeleted() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.store(3, PDU);
      bench.modem.say("+CMTI: \"SM\",3");
      assertStoredThenDeleted(bench, PDU);
      assertThat(bench.modem.empty()).isTrue();
    }
  }

  @Test
  void aSlotWhoseContentIsNoHexIsStoredAndFreedToo() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      String damaged = "0791 2345: #$";
      bench.modem.store(3, damaged);
      bench.modem.say("+CMTI: \"SM\",3");
      assertStoredThenDeleted(bench, damaged);
      assertThat(bench.modem.empty()).isTrue();
    }
  }

  @Test
  void whatCannotBeStoredStaysInTheModem() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.store(3, PDU);
      bench.queue.failNext(2);
      bench.modem.say("+CMTI: \"SM\",3");
      assertStoredThenDeleted(bench, PDU);
      assertThat(bench.modem.commands().indexOf("AT+CMGD=3"))
          .isGreaterThan(bench.modem.commands().indexOf("AT+CMGR=3"));
    }
  }

  @Test
  void manyAnnouncedPdusAreReadByOneCommandAndWhatItLeavesOutByItself() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      for (int i = 1; i <= 5; i++) {
        bench.modem.store(i, PDU + "0" + i);
      }
      bench.modem.on(
          "AT+CMGL=4",
          "+CMGL: 2,0,,20",
          PDU + "02",
          "+CMGL: 3,0,,20",
          PDU + "03",
          "+CMGL: 4,0,,20",
          PDU + "04",
          "OK");
      bench.modem.on(
          "AT+CMGR=1",
          "+CMTI: \"SM\",2",
          "+CMTI: \"SM\",3",
          "+CMTI: \"SM\",4",
          "+CMTI: \"SM\",5",
          "+CMGR: 0,,20",
          PDU + "01",
          "OK");
      bench.modem.say("+CMTI: \"SM\",1");
      for (int i = 1; i <= 5; i++) {
        assertThat(bench.queue.nextReceived()).isEqualTo(new ReceivedPdu(PDU + "0" + i, true));
      }
      assertThat(bench.modem.commands())
          .contains("AT+CMGR=5")
          .doesNotContain("AT+CMGR=2", "AT+CMGR=3", "AT+CMGR=4");
    }
  }

  @Test
  void aDirectPduIsKeptUntilItIsStoredAndThenAcknowledged() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.on("AT+CSMS?", "+CSMS: 1,1,1,1", "OK");
      bench.start();
      bench.awaitState(State.READY);
      bench.queue.failNext(1);
      bench.modem.say("+CDS: 25", "^RSSI: 12", PDU);
      assertThat(bench.queue.nextReceived()).isEqualTo(new ReceivedPdu(PDU, false));
      assertThat(bench.modem.await("AT+CNMA")).isEqualTo("AT+CNMA");
      bench.modem.say("+CDS: 25", PDU + "33");
      assertThat(bench.queue.nextReceived()).isEqualTo(new ReceivedPdu(PDU + "33", false));
    }
  }

  @Test
  void whatLiesInTheStoragesIsTakenAtTheStart() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.store(1, PDU);
      bench.modem.store(2, PDU + "22");
      bench.modem.store(3, "00FFFFFF");
      bench.start();
      assertThat(bench.queue.nextReceived().hex()).isEqualTo(PDU);
      assertThat(bench.queue.nextReceived().hex()).isEqualTo(PDU + "22");
      bench.modem.store(4, PDU + "44");
      bench.modem.say("+CMTI: \"SM\",4");
      assertThat(bench.queue.nextReceived().hex()).isEqualTo(PDU + "44");
    }
  }

  @Test
  void inboundPdusGetTheirTurnWhileSegmentsWait() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.store(3, PDU);
      for (int i = 0; i < 200; i++) {
        bench.queue.add(i, "AA");
      }
      bench.modem.say("+CMTI: \"SM\",3");
      bench.wake();
      bench.queue.nextReceived();
      assertThat(bench.queue.idle()).isFalse();
    }
  }

  @Test
  void aDirectPduOutlivesALostPort() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.nextResult("+CDS: 25", PDU);
      bench.queue.add(1, "AA");
      bench.wake();
      bench.modem.await("PDU");
      bench.modem.await("AT");
      bench.modem.unplug();
      assertThat(bench.queue.nextReceived()).isEqualTo(new ReceivedPdu(PDU, false));
    }
  }

  @Test
  void aModemThatOnlySendsIsNeverAskedForWhatItHolds() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.drivers = List.of(Bench.candidate("generic", 1, Map.of("receive", "false")));
      bench.queue.add(1, "AA");
      bench.start();
      // It is ready only after what would be its first sweep.
      bench.awaitState(State.READY);
      assertThat(bench.queue.nextEnded().outcome()).isEqualTo(new Submitted(0));
      assertThat(bench.modem.commands())
          .isNotEmpty()
          .noneMatch(c -> c.startsWith("AT+CMGL") || c.startsWith("AT+CMGR"))
          .noneMatch(c -> c.startsWith("AT+CNMI="));
    }
  }

  @Test
  void draftsStayAlsoWhereTheModemCannotListWhatItHolds() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench
          .modem
          .on("AT+CMGL=4", "+CMS ERROR: 303")
          .on("AT+CMGR=1", "+CMGR: 2,,20", "0011000B91", "OK")
          .on("AT+CMGR=2", "+CMGR: 0,,20", PDU, "OK");
      bench.start();
      assertStoredThenDeleted(bench, PDU);
      assertThat(bench.modem.commands()).contains("AT+CMGR=1").doesNotContain("AT+CMGD=1");
    }
  }

  @Test
  void aStorageFullOfDraftsIsToldUntilThereIsRoom() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench
          .modem
          .on("AT+CMGL=4", "+CMGL: 1,2,,20", PDU, "OK")
          .on("AT+CPMS?", "+CPMS: \"SM\",20,20", "OK");
      bench.start();
      bench.awaitState(State.READY);
      assertThat(awaitFindings(bench, 3))
          .anyMatch(f -> f.message().startsWith("modem north: storage SM is full of messages"));
      bench.modem.on("AT+CMGL=4", "OK");
      bench.modem.say("^SMMEMFULL");
      assertThat(awaitFindings(bench, 1)).hasSize(1);
    }
  }

  private static List<Finding> awaitFindings(Bench bench, int count) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (bench.board().findings().size() != count && System.nanoTime() - limit < 0) {
      Thread.onSpinWait();
    }
    return bench.board().findings();
  }

  private static void assertStoredThenDeleted(Bench bench, String pdu) throws Exception {
    assertThat(bench.queue.nextReceived()).isEqualTo(new ReceivedPdu(pdu, true));
    assertThat(bench.queue.deleted.poll(20, TimeUnit.SECONDS))
        .isEqualTo(new ReceivedPdu(pdu, true));
  }
}
