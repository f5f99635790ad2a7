package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Modem.State;
import smsgateway.api.SubmitOutcome.Submitted;

@Timeout(60)
class ModemRecoveryTest {
  /** Steps of the ladder take minutes. */
  private static final Timing SHORT = new Timing(Duration.ofMillis(8));

  @TempDir private Path folder;

  @Test
  void aRebootedModemIsSetUpAnew() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.await("AT+CNMI=2");
      bench.modem.say("RDY");
      assertThat(bench.modem.await("AT+CNMI=2")).isEqualTo("AT+CNMI=2,1,0,1,0");
    }
  }

  @Test
  void aSilentModemIsOpenedAgain() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.opened.clear();
      bench.modem.on("AT");
      assertThat(bench.opened.poll(20, TimeUnit.SECONDS)).isNotNull();
      assertThat(bench.board().status().detail()).contains("reopening the port (step 3 of 7)");
      bench.modem.on("AT", "OK");
      bench.awaitState(State.READY);
    }
  }

  @Test
  void aSilentModemIsSpokenToAnewBeforeItsPortIsOpenedAgain() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.opened.clear();
      bench.modem.on("AT");
      bench.modem.await("+++ATH");
      assertThat(bench.board().status().detail())
          .contains("starting the dialogue anew (step 2 of 7)");
      bench.modem.on("AT", "OK");
      bench.awaitState(State.READY);
      assertThat(bench.opened).isEmpty();
    }
  }

  @Test
  void aModemThatStaysSilentIsRestartedByItsCommandThenByDtrAndThenFromTimeToTime()
      throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.timing = SHORT;
      bench.drivers = List.of(Bench.candidate("generic", 1, Map.of("reset", "AT^RESET")));
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.on("AT");
      assertThat(bench.modem.await("AT^RESET")).isEqualTo("AT^RESET");
      assertThat(bench.board().status().detail()).endsWith("restarting the modem (step 5 of 7)");
      assertThat(bench.modem.await("DTR down")).isEqualTo("DTR down");
      assertThat(bench.modem.await("DTR up")).isEqualTo("DTR up");
      bench.awaitState(State.FAILED);
      assertThat(bench.board().findings())
          .anyMatch(f -> f.message().contains("step 7 of 7") && f.message().contains("silent for"));
      assertThat(bench.modem.await("AT^RESET")).isEqualTo("AT^RESET");
      bench.modem.on("AT", "OK");
      bench.awaitState(State.READY);
    }
  }

  @Test
  void aModemWithoutNetworkReceivesAndItsRadioIsRestartedThenTheModem() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.timing = SHORT;
      bench.modem.on("AT+CREG?", "+CREG: 0,2", "OK").on("AT+CEREG?", "ERROR");
      bench.start();
      bench.awaitState(State.DEGRADED);
      assertThat(bench.modem.await("AT+CFUN=4")).isEqualTo("AT+CFUN=4");
      assertThat(bench.modem.await("AT+COPS=0")).isEqualTo("AT+COPS=0");
      assertThat(bench.modem.await("AT+CFUN=1,1")).isEqualTo("AT+CFUN=1,1");
      bench.modem.on("AT+CREG?", "+CREG: 0,1", "OK");
      bench.awaitState(State.READY);
    }
  }

  @Test
  void aSimThatTheNetworkRefusesCausesNoRestart() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.timing = SHORT;
      bench.modem.on("AT+CREG?", "+CREG: 0,3", "OK").on("AT+CEREG?", "ERROR");
      bench.start();
      bench.awaitState(State.DEGRADED);
      // Eighty looks, one each five seconds, take longer than five minutes.
      for (int looks = 0; looks < 80; ) {
        String command = bench.modem.await("AT+C");
        assertThat(command).doesNotStartWith("AT+CFUN=");
        looks += command.equals("AT+CREG?") ? 1 : 0;
      }
      assertThat(bench.board().state()).isEqualTo(State.DEGRADED);
    }
  }

  @Test
  void threeSubmitsInARowThatTheNetworkCouldNotTakeRestartTheRadio() throws Exception {
    try (Bench bench = new Bench(folder)) {
      for (int i = 0; i < 5; i++) {
        // The second one is refused for good, which starts the count anew.
        bench.modem.nextResult("+CMS ERROR: " + (i == 1 ? 1 : 38));
        bench.queue.add(i, "AA");
      }
      bench.start();
      for (int i = 0; i < 5; i++) {
        assertThat(bench.modem.await("PDU")).startsWith("PDU");
      }
      assertThat(bench.modem.await("AT+CFUN=4")).isEqualTo("AT+CFUN=4");
      assertThat(bench.modem.commands()).noneMatch(c -> c.equals("AT+CFUN=1,1"));
      bench.awaitState(State.READY);
    }
  }

  @Test
  void aBetterDriverTakesOverAndItsDepartureGivesTheModemBack() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      var generic = bench.drivers;
      bench.drivers =
          List.of(generic.get(0), Bench.candidate("maker", 80, Map.of("init", "AT+MAKER=1")));
      assertThat(bench.modem.await("AT+MAKER=1")).isEqualTo("AT+MAKER=1");
      bench.drivers = generic;
      bench.modem.await("ATI");
      bench.awaitState(State.READY);
      assertThat(bench.board().status().driver()).isEqualTo("generic");
    }
  }

  @Test
  void withoutDriverTheModemWaits() throws Exception {
    try (Bench bench = new Bench(folder)) {
      var generic = bench.drivers;
      bench.drivers = List.of();
      bench.start();
      bench.awaitState(State.RECOVERING);
      bench.drivers = generic;
      bench.awaitState(State.READY);
    }
  }

  @Test
  void anAbsentPortIsFoundWhenItComes() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.present = false;
      bench.start();
      bench.awaitState(State.RECOVERING);
      bench.present = true;
      bench.awaitState(State.READY);
    }
  }

  @Test
  void anInterruptedStopStillAwaitsTheResult() throws Exception {
    Bench bench = new Bench(folder).start();
    bench.awaitState(State.READY);
    bench.modem.nextResult();
    bench.queue.add(1, "AA");
    bench.wake();
    bench.modem.await("PDU");
    new Thread(() -> bench.modem.say("+CMGS: 4", "OK")).start();
    Thread.currentThread().interrupt();
    assertThat(bench.stop()).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(bench.queue.nextEnded().outcome()).isEqualTo(new Submitted(4));
  }
}
