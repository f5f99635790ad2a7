package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.Modem.State;
import smsgateway.api.SubmitOutcome.Rejected;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.api.driver.Transport;

/** What the keys of a profile make of the dialogue. */
@Timeout(60)
class ProfileKeysTest {
  private static final String PDU = "0791934329002000040C919333214365870000";

  @TempDir private Path folder;

  private Bench bench(Map<String, String> profile) {
    Bench bench = new Bench(folder);
    bench.drivers = List.of(Bench.candidate("generic", 1, profile));
    return bench;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "submit.seconds | a minute | key submit.seconds = a minute is not a number from 0 to 999999",
        "cnmi.mode | 2,x | key cnmi.mode = 2,x is not a list of numbers",
        "errors | 512:Q | key errors = 512:Q is not a list of code:P, T, R or S",
        "urc.reboot | ^(BOOT | key urc.reboot = ^(BOOT is not a pattern (Unclosed group)"
      })
  void aProfileThatCannotBeReadIsToldInOneSentenceAndNothingIsSent(
      String key, String value, String sentence) {
    try (Bench bench = bench(Map.of(key, value)).start()) {
      bench.awaitState(State.MISCONFIGURED);
      assertThat(bench.board().status().detail())
          .startsWith("driver generic: " + sentence + "; update it, or choose another in ");
      assertThat(bench.modem.commands()).doesNotContain("AT+CMGF=0");
      bench.drivers = List.of(Bench.candidate("generic", 1, Map.of()));
      bench.awaitState(State.READY);
    }
  }

  @Test
  void aFamilysRestartCodeHasTheModemSetUpAnew() throws Exception {
    try (Bench bench = bench(Map.of("urc.reboot", "^\\*NEWBOOT")).start()) {
      bench.awaitState(State.READY);
      bench.modem.log.clear();
      bench.modem.say("*NEWBOOT: 1");
      assertThat(bench.modem.await("AT+CMGF=0")).isEqualTo("AT+CMGF=0");
    }
  }

  @Test
  void aFamilysNoiseBetweenHeaderAndPduIsPassedOver() throws Exception {
    try (Bench bench = bench(Map.of("urc.ignore", "^rssi"))) {
      bench.modem.on("AT+CMGR=3", "+CMGR: 0,,20", "RSSI 12", PDU, "OK");
      bench.start().awaitState(State.READY);
      bench.modem.say("+CMTI: \"SM\",3");
      assertThat(bench.queue.nextReceived().hex()).isEqualTo(PDU);
    }
  }

  @Test
  void aFamilysWordForAFullStorageHasItEmptied() throws Exception {
    try (Bench bench = bench(Map.of("urc.full", "^storage full"))) {
      // The next sweep would come after 30 seconds, when nobody waits any more.
      bench.timing = new Timing(Duration.ofMillis(500));
      bench.start().awaitState(State.READY);
      bench.modem.store(1, PDU);
      bench.modem.say("STORAGE FULL");
      assertThat(bench.queue.nextReceived().hex()).isEqualTo(PDU);
    }
  }

  @Test
  void aModemThatSilentlyStopsAnnouncingIsSetUpAnew() throws Exception {
    try (Bench bench = bench(Map.of("cnmi.verifySeconds", "1"))) {
      bench.modem.on("AT+CNMI?", "+CNMI: 2,1,0,1,0", "OK");
      bench.start().awaitState(State.READY);
      bench.modem.log.clear();
      bench.modem.on("AT+CNMI?", "+CNMI: 2,0,0,0,0", "OK");
      assertThat(bench.modem.await("AT+CNMI=2")).startsWith("AT+CNMI=2,1,0,1");
    }
  }

  @Test
  void aFamilyMayGiveAnErrorItsOwnMeaning() throws Exception {
    try (Bench bench = bench(Map.of("errors", "512:T,500:P"))) {
      bench.modem.nextResult("+CMS ERROR: 500");
      bench.queue.add(1, "0011");
      bench.start();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void fewTriesToldInTheFamilysOwnWayStopThePin() throws Exception {
    Map<String, String> profile =
        Map.of("pin.counter", "AT^CPIN?", "pin.counterPattern", "\\^CPIN: [^,]*,,[0-9]+,([0-9]+)");
    try (Bench bench = bench(profile)) {
      bench.modem.on("AT+CPIN?", "+CPIN: SIM PIN", "OK");
      bench.modem.on("AT^CPIN?", "^CPIN: SIM PIN,,10,2,10,3", "OK");
      bench.start(Bench.settings("1234"));
      bench.awaitDetail("only 2 PIN tries are left");
      assertThat(bench.modem.commands()).doesNotContain("AT+CPIN=\"1234\"");
    }
  }

  @Test
  void whatCannotBeListedIsReadSlotBySlotFromZero() throws Exception {
    try (Bench bench = bench(Map.of())) {
      bench.modem.on("AT+CMGL=4", "+CMS ERROR: 303");
      bench.modem.on("AT+CPMS=\"SM\"", "+CPMS: 2,20,2,20,2,20", "OK");
      bench.modem.store(0, PDU);
      bench.modem.store(7, PDU + "00");
      bench.start();
      assertThat(bench.queue.nextReceived().hex()).isEqualTo(PDU);
      assertThat(bench.queue.nextReceived().hex()).isEqualTo(PDU + "00");
    }
  }

  @Test
  void noMoreStoragesAreNamedThanTheFamilyTakes() throws Exception {
    try (Bench bench = bench(Map.of("storage.arguments", "1", "storage.sweep", "ME")).start()) {
      bench.awaitState(State.READY);
      assertThat(bench.modem.commands())
          .contains("AT+CPMS=\"SM\"", "AT+CPMS=\"ME\"")
          .doesNotContain("AT+CPMS=\"SM\",\"SM\"", "AT+CPMS=\"SM\",\"SM\",\"SM\"");
    }
  }

  @Test
  void whatIsWrittenIsCutAndCtrlZComesAfterAPause() throws Exception {
    BlockingQueue<String> written = new LinkedBlockingQueue<>();
    try (Bench bench = bench(Map.of("write.chunk", "8", "submit.beforeEndMillis", "100"))) {
      bench.queue.add(1, "0011223344556677");
      bench.start(
          Bench.settings(""),
          Bench.ports((address, baud) -> recording(bench.modem.plug(), written)));
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
      List<String> all = List.copyOf(written);
      List<String> later = all.subList(all.indexOf("AT+CFUN?"), all.size());
      assertThat(later).allMatch(w -> w.length() <= 8).contains("\u001a");
    }
  }

  private static Transport recording(Transport port, BlockingQueue<String> written) {
    return new Transport() {
      @Override
      public int read(byte[] buffer) throws IOException {
        return port.read(buffer);
      }

      @Override
      public void write(byte[] octets) throws IOException {
        written.add(new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1));
        port.write(octets);
      }

      @Override
      public void close() {
        port.close();
      }
    };
  }
}
