package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Modem.State;
import smsgateway.api.SubmitOutcome.Submitted;

@Timeout(60)
class ModemRecoveryTest {
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
      bench.awaitState(State.RECOVERING);
      bench.modem.on("AT", "OK");
      bench.awaitState(State.READY);
      assertThat(bench.opened).isNotEmpty();
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
