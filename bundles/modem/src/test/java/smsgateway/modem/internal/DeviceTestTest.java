package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.Mark;
import smsgateway.api.ModemActions.Tested;
import smsgateway.api.ModemActions.Verdict;

/** Every verdict of the device test and every advice, with a modem whose answers are replaced. */
@Timeout(60)
class DeviceTestTest {
  private static final String PORT = "fake:x";
  private static final String ENTER = "AT+CPIN=\"1234\"";

  @TempDir private Path folder;
  private final FakeModem modem = new FakeModem();
  private Desk desk;

  private Desk desk() {
    desk = new Desk(folder, (address, baud) -> modem.plug());
    return desk;
  }

  @AfterEach
  void close() {
    if (desk != null) {
      desk.close();
    }
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        told("AT+CPIN?", "+CPIN: SIM PIN", Verdict.UNDECIDED, "test again with --pin"),
        told("AT+CPIN?", "+CPIN: SIM PUK", Verdict.UNDECIDED, "enter it in a phone"),
        told("AT+CPIN?", "+CPIN: PH-SIM PIN", Verdict.UNDECIDED, "unlocked by who sold it"),
        told("AT+CPIN?", "+CPIN: SIM PIN-LIKE", Verdict.UNDECIDED, "try it in a phone"),
        told("AT+CPIN?", "+CME ERROR: 10", Verdict.UNDECIDED, "no SIM in the device: insert one"),
        told("AT+CPIN?", "+CMS ERROR: 310", Verdict.UNDECIDED, "no SIM in the device: insert one"),
        told("AT+CPIN?", "+CME ERROR: 14", Verdict.UNDECIDED, "seated well"),
        told("AT+CPIN?", "ERROR", Verdict.COMPATIBLE, "enter it at the device first"),
        told("AT+CGMI", "ERROR", Verdict.NOT_COMPATIBLE, "does not tell its maker"),
        told("AT+CMGF=0", "+CMS ERROR: 303", Verdict.NOT_COMPATIBLE, "no PDU mode"),
        told("AT+CSCA?", "ERROR", Verdict.COMPATIBLE, "does not tell its service centre"),
        told("AT+CREG?", "+CREG: 0,2", Verdict.COMPATIBLE, "check antenna and SIM"),
        told("AT+CREG?", "+CREG: 0,3", Verdict.COMPATIBLE, "refuses this SIM"),
        told("AT+CSQ", "+CSQ: 2,99", Verdict.COMPATIBLE, "move the antenna"),
        told("AT+CPMS?", "+CPMS: \"SM\",20,20", Verdict.COMPATIBLE, "The storage is full"),
        told("AT+CPMS=?", "ERROR", Verdict.COMPATIBLE, "does not tell where it stores"));
  }

  private static Arguments told(String command, String answer, Verdict verdict, String advice) {
    return Arguments.of(command, answer, verdict, advice);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void eachAnswerLeadsToItsVerdictAndAdvice(
      String command, String answer, Verdict verdict, String advice) {
    modem.on(
        command, answer.startsWith("+C") && !answer.contains("ERROR") ? ok(answer) : no(answer));
    Tested tested = desk().tested(Desk.test(PORT));
    assertThat(tested.verdict()).as(tested.summary()).isEqualTo(verdict);
    assertThat(Stream.concat(desk.told(Mark.WARN).stream(), desk.told(Mark.FAIL).stream()))
        .anyMatch(l -> l.contains(advice));
    assertThat(modem.commands()).noneMatch(c -> c.startsWith("AT+CPIN="));
  }

  private static String[] ok(String answer) {
    return new String[] {answer, "OK"};
  }

  private static String[] no(String answer) {
    return new String[] {answer};
  }

  @Test
  void aModemThatDoesAllIsCompatibleAndToldWithoutWarning() {
    modem.on("AT+CPMS?", "+CPMS: \"SM\",1,20,\"SM\",1,20,\"SM\",1,20", "OK");
    Tested tested = desk().tested(Desk.test(PORT));
    assertThat(tested.verdict()).isEqualTo(Verdict.COMPATIBLE);
    assertThat(desk.told(Mark.WARN)).isEmpty();
    assertThat(desk.told(Mark.FAIL)).isEmpty();
    assertThat(tested.maker() + " " + tested.model()).isEqualTo("Maker Model");
    assertThat(tested.configuration())
        .containsExactly("port = fake:x", "baud = 0", "driver = auto");
  }

  @Test
  void theStepsComeInTheOrderInWhichAPersonWouldTakeThem() {
    desk().tested(Desk.test(PORT));
    assertThat(desk.commands())
        .containsSubsequence("AT", "AT+CPIN?", "AT+CGMI", "AT+CGSN", "AT+CSCA?", "AT+CMGF=0");
  }

  @Test
  void aDeviceThatSaysNothingAboutItsPinIsRecognisedByItsMaker() {
    modem.on("AT+CPIN?");
    assertThat(desk().tested(Desk.test(PORT)).verdict()).isEqualTo(Verdict.COMPATIBLE);
    assertThat(desk.told(Mark.WARN)).anyMatch(l -> l.contains("enter it at the device first"));
  }

  @Test
  void withoutServiceCentreTheFileSaysWhatIsMissing() {
    modem.on("AT+CSCA?", "+CSCA: \"\",129", "OK");
    Tested tested = desk().tested(Desk.test(PORT));
    assertThat(desk.told(Mark.WARN)).anyMatch(l -> l.contains("set smsc"));
    assertThat(tested.configuration()).anyMatch(l -> l.startsWith("# smsc ="));
  }

  @Test
  void aPhoneThatCannotListMessagesCanOnlySend() {
    modem
        .on("AT+CPMS=?", "+CPMS: (),(),()", "OK")
        .on("AT+CNMI=?", "ERROR")
        .on("AT+CMGL=?", "ERROR");
    Stream.of("2,1,0,2,0", "2,1,0,1,0", "2,1", "1,1", "3,1")
        .forEach(v -> modem.on("AT+CNMI=" + v, "ERROR"));
    assertThat(desk().tested(Desk.test(PORT)).verdict()).isEqualTo(Verdict.SEND_ONLY);
  }

  @Test
  void aModemThatAnnouncesNothingIsPolled() {
    modem.on("AT+CNMI=?", "ERROR");
    Stream.of("2,1,0,2,0", "2,1,0,1,0", "2,1", "1,1", "3,1")
        .forEach(v -> modem.on("AT+CNMI=" + v, "ERROR"));
    assertThat(desk().tested(Desk.test(PORT)).verdict()).isEqualTo(Verdict.COMPATIBLE);
    assertThat(desk.told(Mark.WARN)).anyMatch(l -> l.contains("look every 10 s"));
  }

  @Test
  void theDriverIsNamedWithTheScoresThatChoseIt() {
    desk().drivers =
        List.of(Bench.candidate("generic", 1, Map.of()), Bench.candidate("special", 70, Map.of()));
    Tested tested = desk.tested(Desk.test(PORT));
    assertThat(tested.driver()).isEqualTo("special");
    assertThat(tested.choice()).contains("special 70, generic 1");
  }

  @Test
  void withoutAnyDriverItIsSaidWhichFeatureToInstall() {
    desk().drivers = List.of();
    assertThat(desk.tested(Desk.test(PORT)).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(desk.told(Mark.FAIL)).anyMatch(l -> l.contains("smsgateway-driver-generic"));
  }

  @Test
  void theRightPinIsEnteredAndNeverShown() {
    modem.on("AT+CPIN?", "+CPIN: SIM PIN", "OK");
    modem.after(ENTER, () -> modem.on("AT+CPIN?", "+CPIN: READY", "OK"));
    Tested tested = desk().tested(Desk.test(PORT, "1234"));
    assertThat(tested.verdict()).isEqualTo(Verdict.COMPATIBLE);
    assertThat(tested.sim()).isEqualTo("ready with PIN");
    assertThat(desk.commands()).contains("AT+CPIN=\"****\"").noneMatch(c -> c.contains("1234"));
    assertThat(tested.report()).anyMatch(l -> l.contains("AT+CPIN=\"0000\""));
  }

  @Test
  void aWrongPinIsSentOnceHoweverOftenTheTestIsRepeated() {
    modem.on("AT+CPIN?", "+CPIN: SIM PIN", "OK").on(ENTER, "+CME ERROR: 16");
    desk();
    for (int i = 0; i < 3; i++) {
      assertThat(desk.tested(Desk.test(PORT, "1234")).verdict()).isEqualTo(Verdict.UNDECIDED);
      assertThat(desk.told(Mark.FAIL)).anyMatch(l -> l.contains("correct --pin"));
    }
    assertThat(modem.commands().stream().filter(ENTER::equals)).hasSize(1);
  }

  @Test
  void aPortThatAModemHoldsIsNotOpened() throws IOException {
    Path device = Files.createFile(folder.resolve("ttyUSB0"));
    Path link = Files.createSymbolicLink(folder.resolve("by-id"), device);
    desk().held = Map.of("north", device.toString());
    assertThat(desk.run(Desk.test(link.toString())))
        .isInstanceOfSatisfying(
            Failed.class,
            f ->
                assertThat(f.reason())
                    .startsWith("Modem north holds")
                    .contains("smsgateway.modem-north.cfg"));
    assertThat(desk.commands()).isEmpty();
    assertThat(desk.run(Desk.test("north")))
        .as("the name of a modem instead of its port")
        .isInstanceOfSatisfying(
            Failed.class,
            f -> assertThat(f.reason()).startsWith("Modem north holds " + device + ":"));
  }

  @Test
  void aPortThatCannotBeOpenedIsToldWithTheReason() {
    desk =
        new Desk(
            folder,
            (address, baud) -> {
              throw new IOException("in use by ppp");
            });
    assertThat(desk.tested(Desk.test(PORT)).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(desk.told(Mark.FAIL)).containsExactly("It cannot be opened: in use by ppp.");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aSilentLineIsTriedAtEverySpeedFrom9600On() throws IOException {
    modem.on("AT");
    try (PtyLine line = new PtyLine(modem)) {
      Tested tested = desk().tested(Desk.test(line.path()));
      assertThat(tested.verdict()).isEqualTo(Verdict.NO_MODEM);
      assertThat(tested.configuration()).isEmpty();
    }
    assertThat(desk.told(Mark.STEP))
        .extracting(s -> s.replaceAll(".*, ([0-9]+) bit/s.*", "$1"))
        .containsExactly("9600", "115200", "57600", "38400", "19200");
    assertThat(desk.commands()).hasSize(15);
    assertThat(desk.told(Mark.FAIL)).last().asString().contains("try another port");
  }

  @Test
  void aDeviceThatGoesAwayIsToldAndTheReportKept() {
    modem.after("AT+CSCA?", modem::unplug);
    Tested tested = desk().tested(Desk.test(PORT));
    assertThat(tested.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(desk.told(Mark.FAIL)).anyMatch(l -> l.startsWith("The device went away"));
    assertThat(tested.report()).anyMatch(l -> l.contains("AT+CGMI"));
  }

  @Test
  void aCancelledTestClosesItsPortAtOnce() throws Exception {
    modem.on("AT+CSCA?");
    desk = new Desk(folder, (address, baud) -> modem.plug(), Timing.REAL);
    long id = desk.actions.start(Desk.test(PORT));
    modem.await("AT+CSCA?");
    desk.actions.cancel(id);
    desk.close();
    assertThat(desk.actions.progress(id, 0).result())
        .hasValueSatisfying(r -> assertThat(r).isEqualTo(new Failed("it was ended")));
    assertThat(modem.plugged()).isFalse();
  }

  @Test
  void thePortIsClosedAfterTheTest() {
    desk().tested(Desk.test(PORT));
    assertThat(modem.plugged()).isFalse();
  }
}
