package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smsgateway.api.Modem.State;
import smsgateway.api.SubmitOutcome.ModemFault;
import smsgateway.api.SubmitOutcome.Submitted;

@Timeout(60)
class UpkeepTest {
  @TempDir private Path folder;

  @Test
  void indicationsThatAModemForgotAreSetAnewWithinTenMinutes() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.timing = new Timing(Duration.ofMillis(4));
      bench.modem.on("AT+CNMI?", "+CNMI: 2,1,0,1,0", "OK");
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.await("AT+CNMI=2");
      bench.modem.on("AT+CNMI?", "+CNMI: 0,0,0,0,0", "OK");
      assertThat(bench.modem.await("AT+CNMI=2")).isEqualTo("AT+CNMI=2,1,0,1,0");
    }
  }

  @Test
  void anEchoThatComesBackShowsARestartWithoutAWord() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.log.clear();
      bench.modem.on("AT", "AT", "OK");
      assertThat(bench.modem.await("AT+CMGF=0")).isEqualTo("AT+CMGF=0");
    }
  }

  @Test
  void aModemWhoseEchoStaysOnIsSetUpOnce() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.echo();
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.log.clear();
      bench.queue.add(1, "AA");
      bench.wake();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
      for (int i = 0; i < 4; i++) {
        assertThat(bench.modem.await("AT")).isNotEqualTo("AT+CMGF=0");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AT+CIMI", "AT+CNMI=?", "AT+CPMS=?", "AT+CSCA?"})
  void whatIsBelievedOfAModemIsAskedTwiceWhereTheFirstAnswerIsLost(String command) {
    try (Bench bench = new Bench(folder)) {
      bench.modem.loseAnswer(command);
      bench.start();
      bench.awaitState(State.READY);
      assertThat(bench.modem.commands().stream().filter(command::equals).count()).isGreaterThan(1);
      assertThat(bench.queue.steps).contains("open north 222011234567890");
    }
  }

  @Test
  void aPromptThatDoesNotComeIsNoReasonToSetTheModemUpAnew() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.on("AT+CNMI?", "+CNMI: 2,1,0,1,0", "OK");
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.log.clear();
      bench.modem.mutePrompt();
      bench.queue.add(1, "AA");
      bench.queue.add(2, "AA");
      bench.wake();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(ModemFault.class);
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
      assertThat(bench.modem.commands()).contains("AT+CNMI?").doesNotContain("AT+CMGF=0");
    }
  }
}
