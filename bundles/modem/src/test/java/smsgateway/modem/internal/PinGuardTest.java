package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smsgateway.api.Modem.State;

@Timeout(60)
class PinGuardTest {
  private static final String ENTER = "AT+CPIN=\"1234\"";

  @TempDir private Path folder;

  private Bench bench() {
    Bench bench = new Bench(folder);
    bench.modem.on("AT+CPIN?", "+CPIN: SIM PIN", "OK");
    return bench;
  }

  @Test
  void theRightPinIsEnteredAndMayBeUsedAgain() throws Exception {
    for (int start = 0; start < 2; start++) {
      try (Bench bench = bench().start(Bench.settings("1234"))) {
        assertThat(bench.modem.await("AT+CPIN=")).isEqualTo(ENTER);
        bench.modem.on("AT+CPIN?", "+CPIN: READY", "OK");
        bench.awaitState(State.READY);
      }
    }
  }

  @Test
  void aWrongPinIsNeverSentTwiceEvenAfterARestart() throws Exception {
    try (Bench bench = bench()) {
      bench.modem.on(ENTER, "+CME ERROR: 16");
      bench.start(Bench.settings("1234"));
      bench.awaitState(State.BLOCKED);
      assertThat(bench.modem.commands()).contains(ENTER);
    }
    try (Bench bench = bench().start(Bench.settings("1234"))) {
      bench.awaitState(State.BLOCKED);
      assertThat(bench.modem.commands()).doesNotContain(ENTER);
      assertThat(bench.board().status().detail()).contains("etc/smsgateway.modem-north.cfg");
    }
  }

  @Test
  void anotherPinMayBeTriedAfterAWrongOne() throws Exception {
    try (Bench bench = bench()) {
      bench.modem.on(ENTER, "+CME ERROR: 16");
      bench.start(Bench.settings("1234"));
      bench.awaitState(State.BLOCKED);
    }
    try (Bench bench = bench().start(Bench.settings("5678"))) {
      assertThat(bench.modem.await("AT+CPIN=")).isEqualTo("AT+CPIN=\"5678\"");
    }
  }

  @Test
  void aSimThatTellsItsNumberOnlyNowAndThenIsNotTriedTwice() throws Exception {
    String[][] answers = {{"ERROR"}, {"+CCID: 89390000000000000001", "OK"}, {"ERROR"}};
    long entered = 0;
    for (String[] answer : answers) {
      try (Bench bench = bench()) {
        bench.modem.on("AT+CCID", answer).on(ENTER, "+CME ERROR: 16");
        bench.start(Bench.settings("1234"));
        bench.awaitState(State.BLOCKED);
        entered += bench.modem.commands().stream().filter(ENTER::equals).count();
      }
    }
    assertThat(entered).isEqualTo(1);
  }

  @Test
  void anotherSimInTheSamePortMayTryTheSamePin() throws Exception {
    try (Bench bench = bench()) {
      bench.modem.on(ENTER, "+CME ERROR: 16");
      bench.start(Bench.settings("1234"));
      bench.awaitState(State.BLOCKED);
    }
    try (Bench bench = bench()) {
      bench.modem.on("AT+CCID", "+CCID: 89390000000000000002", "OK");
      bench.start(Bench.settings("1234"));
      assertThat(bench.modem.await("AT+CPIN=")).isEqualTo(ENTER);
    }
  }

  @Test
  void theAttemptIsOnDiskBeforeThePinIsSent() throws Exception {
    try (Bench bench = bench()) {
      bench.modem.on(ENTER);
      bench.start(Bench.settings("1234"));
      bench.modem.await(ENTER);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).hasSize(2).allMatch(f -> !f.getFileName().toString().contains("1234"));
      }
    }
  }

  @Test
  void aPinThatCannotBeNotedIsNotSent() throws Exception {
    Path file = Files.createFile(folder.resolve("db"));
    try (Bench bench = new Bench(file)) {
      bench.modem.on("AT+CPIN?", "+CPIN: SIM PIN", "OK");
      bench.start(Bench.settings("1234"));
      bench.awaitState(State.BLOCKED);
      assertThat(bench.modem.commands()).doesNotContain(ENTER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIM PUK", "PH-SIM PIN", "SIM PUK-LIKE"})
  void nothingIsSentForAnyOtherCode(String code) throws Exception {
    try (Bench bench = bench()) {
      bench.modem.on("AT+CPIN?", "+CPIN: " + code, "OK");
      bench.start(Bench.settings("1234"));
      bench.awaitState(State.BLOCKED);
      assertThat(bench.modem.commands()).noneMatch(c -> c.startsWith("AT+CPIN="));
    }
  }

  @Test
  void withFewerThanThreeTriesLeftNoneIsMade() throws Exception {
    try (Bench bench = bench()) {
      bench.modem.on("AT+CPINR", "+CPINR: SIM PIN,2,3", "+CPINR: SIM PUK,10,10", "OK");
      bench.start(Bench.settings("1234"));
      bench.awaitState(State.BLOCKED);
      assertThat(bench.modem.commands()).doesNotContain(ENTER);
    }
  }

  @Test
  void aMissingPinIsAskedForAndOneEnteredByHandEndsTheWait() throws Exception {
    try (Bench bench = bench().start()) {
      bench.awaitState(State.BLOCKED);
      assertThat(bench.board().findings().get(0).message())
          .isEqualTo("modem north: SIM needs a PIN; set pin in etc/smsgateway.modem-north.cfg");
      bench.modem.on("AT+CPIN?", "+CPIN: READY", "OK");
      bench.awaitState(State.READY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIM PIN2", "SIM PUK2"})
  void theSecondPinIsNotNeededForSms(String code) throws Exception {
    try (Bench bench = bench()) {
      bench.modem.on("AT+CPIN?", "+CPIN: " + code, "OK");
      bench.start();
      bench.awaitState(State.READY);
    }
  }

  @Test
  void aMissingSimIsToldWhicheverTableTheModemHas() throws Exception {
    for (String error : new String[] {"+CME ERROR: 10", "+CMS ERROR: 310"}) {
      try (Bench bench = new Bench(folder)) {
        bench.modem.on("AT+CPIN?", error);
        bench.start();
        bench.awaitState(State.BLOCKED);
        assertThat(bench.board().status().detail()).isEqualTo("there is no SIM; insert one");
      }
    }
  }

  @Test
  void aModemThatDoesNotAnswerTheQuestionIsUsed() throws Exception {
    try (Bench bench = bench()) {
      bench.modem.on("AT+CPIN?");
      bench.start();
      bench.awaitState(State.READY);
    }
  }

  @Test
  void anAnswerWithoutFinalResultIsAnAnswer() throws Exception {
    try (Bench bench = bench()) {
      bench.modem.on("AT+CPIN?", "+CPIN: READY");
      bench.start();
      bench.awaitState(State.READY);
    }
  }
}
