package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import smsgateway.api.Modem.State;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.Result;
import smsgateway.api.ModemActions.Ussd;
import smsgateway.api.ModemActions.UssdAnswer;
import smsgateway.api.SubmitOutcome.Submitted;

/** USSD over a running modem, with the answers that modems and networks give. */
@Timeout(60)
class UssdTest {
  private static final String ASK = "AT+CUSD=1,\"*100#\",15";

  @TempDir private Path folder;
  private Bench bench;
  private Desk desk;

  @BeforeEach
  void start() {
    bench = new Bench(folder).start();
    bench.awaitState(State.READY);
    desk =
        new Desk(
            folder,
            (address, baud) -> {
              throw new IOException("no port is opened for USSD");
            });
  }

  @AfterEach
  void stop() {
    bench.close();
    desk.close();
  }

  private Result ussd(String code) {
    return desk.run(new Ussd("north", code));
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        told("+CUSD: 0,\"Balance: 5 EUR\",15", "Balance: 5 EUR"),
        told("+CUSD: 2,\"Balance: 5 EUR\"", "Balance: 5 EUR"),
        told("+CUSD: 0,\"0047007500740020D83DDE00\",72", "Gut \uD83D\uDE00"),
        told("+CUSD: 0,\"04110430043B0430043D0441\",72", "\u0411\u0430\u043B\u0430\u043D\u0441"),
        told("+CUSD: 0,\"00420061006C\",15", "Bal"),
        told("+CUSD: 0,\"C8329BFD06\",15", "Hello"),
        told("+CUSD: 0,\"123456\",15", "123456"),
        told("+CUSD: 0,\"a, b\",15", "a, b"));
  }

  private static Arguments told(String line, String text) {
    return Arguments.of(line, text);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersAreReadInEveryCodingThatModemsUse(String line, String text) {
    bench.modem.on(ASK, "OK", line);
    assertThat(ussd("*100#")).isEqualTo(new UssdAnswer(text, false));
  }

  @Test
  void anAnswerMayComeBeforeTheFinalResult() {
    bench.modem.on(ASK, "+CUSD: 0,\"quick\",15", "OK");
    assertThat(ussd("*100#")).isEqualTo(new UssdAnswer("quick", false));
  }

  @Test
  void aMenuOfSeveralLinesWaitsForItsAnswer() {
    bench
        .modem
        .on(ASK, "OK", "+CUSD: 1,\"Menu", "1 Balance", "2 Top up\",15")
        .on("AT+CUSD=1,\"1\",15", "OK", "+CUSD: 0,\"5 EUR\",15");
    assertThat(ussd("*100#")).isEqualTo(new UssdAnswer("Menu\n1 Balance\n2 Top up", true));
    assertThat(ussd("1")).isEqualTo(new UssdAnswer("5 EUR", false));
  }

  @Test
  void anEmptyCodeEndsTheMenu() {
    bench.modem.on("AT+CUSD=2", "OK");
    assertThat(ussd("")).isEqualTo(new UssdAnswer("", false));
    assertThat(bench.modem.commands()).contains("AT+CUSD=2");
  }

  @Test
  void aModemThatWantsPackedCodesGetsThem() {
    bench
        .modem
        .on(ASK, "ERROR")
        .on("AT+CUSD=1,\"*100#\"", "+CME ERROR: 50")
        .on("AT+CUSD=1,\"AA180C3602\",15", "OK", "+CUSD: 0,\"D3E614E4B697D92036\",15");
    assertThat(ussd("*100#")).isInstanceOf(UssdAnswer.class);
  }

  @Test
  void aCodeThatTheNetworkRefusesIsNotSentInAnotherForm() {
    bench.modem.on(ASK, "+CME ERROR: 30");
    assertThat(ussd("*100#")).isEqualTo(new Failed("The code was not sent: +CME ERROR: 30."));
    assertThat(bench.modem.commands().stream().filter(c -> c.startsWith("AT+CUSD"))).hasSize(1);
  }

  @Test
  void aModemWithoutUssdSaysSo() {
    bench
        .modem
        .on(ASK, "ERROR")
        .on("AT+CUSD=1,\"*100#\"", "ERROR")
        .on("AT+CUSD=1,\"AA180C3602\",15", "ERROR");
    assertThat(ussd("*100#"))
        .isEqualTo(new Failed("This modem cannot send USSD codes (it refuses AT+CUSD)."));
  }

  @Test
  void anUnknownCodeAndASlowNetworkAreToldApart() {
    bench.modem.on(ASK, "OK", "+CUSD: 4");
    assertThat(ussd("*100#")).isEqualTo(new Failed("The network does not support this code."));
    bench.modem.on(ASK, "OK", "+CUSD: 5");
    assertThat(ussd("*100#")).isEqualTo(new Failed("The network took too long."));
    bench.modem.on(ASK, "OK");
    assertThat(ussd("*100#")).isEqualTo(new Failed("The network gave no answer within 40 s."));
  }

  @Test
  void afterACodeWithoutAnswerTheModemStillSends() throws Exception {
    bench.modem.on(ASK);
    assertThat(ussd("*100#"))
        .isEqualTo(new Failed("The code was not sent: the modem gives no answer."));
    bench.queue.add(1, "1100");
    bench.wake();
    assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
    List<String> commands = bench.modem.commands();
    assertThat(commands.get(commands.indexOf(ASK) + 1))
        .as("makes sure that no late answer comes")
        .isEqualTo("AT");
  }

  @Test
  void aCodeDoesNotWaitForAllSegments() throws Exception {
    CompletableFuture<Integer> submitsBefore = new CompletableFuture<>();
    AtomicInteger submits = new AtomicInteger();
    // Another one for each that is sent: the queue is never empty.
    bench.modem.after(
        "AT+CMGS=3",
        () -> {
          bench.queue.add(submits.incrementAndGet() + 1, "AA");
          if (submits.get() == 3) {
            Errands.of("north").orElseThrow().order(counting(submits, submitsBefore));
          }
        });
    bench.queue.add(1, "AA");
    bench.wake();
    assertThat(submitsBefore.get(20, TimeUnit.SECONDS)).isEqualTo(3);
  }

  private static Errands.Errand counting(AtomicInteger submits, CompletableFuture<Integer> told) {
    return new Errands.Errand() {
      @Override
      public void run(Errands.Talk talk) {
        told.complete(submits.get());
      }

      @Override
      public void refused(String reason) {
        told.completeExceptionally(new IllegalStateException(reason));
      }
    };
  }

  @Test
  void aModemThatIsNotReadyOrNotThereRefusesAtOnce() {
    assertThat(desk.run(new Ussd("south", "*100#")))
        .isEqualTo(new Failed("There is no running modem south; see sms:modem-list."));
    bench.present = false;
    bench.modem.unplug();
    bench.awaitState(State.RECOVERING);
    assertThat(ussd("*100#"))
        .isEqualTo(new Failed("Modem north: the modem is not ready; sms:modem-list says why."));
  }

  @Test
  void aCodeWithOtherCharactersIsRefusedBeforeTheModemGetsIt() {
    assertThat(ussd("*100#\"\r")).isInstanceOf(Failed.class);
    assertThat(bench.modem.commands()).noneMatch(c -> c.startsWith("AT+CUSD"));
  }
}
