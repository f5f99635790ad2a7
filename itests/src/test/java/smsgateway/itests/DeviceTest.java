package smsgateway.itests;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import smsgateway.emulator.DeviceProfile;
import smsgateway.emulator.Fault;
import smsgateway.emulator.Modem;
import smsgateway.emulator.ModemSettings;
import smsgateway.emulator.PtyPort;

/** What an administrator does about devices, typed as he types it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeviceTest {
  private static final String PHONE = "+393338890077";
  private final GatewayFixture gateway = new GatewayFixture("device");
  private Modem second;
  private PtyPort port;

  @BeforeAll
  void start() throws IOException {
    second =
        gateway.net.network().add(ModemSettings.generic("second", "+393330000099").withPin("1234"));
    port = PtyPort.open(second, Path.of("target", "second-" + System.nanoTime()).toAbsolutePath());
    gateway.start();
  }

  @AfterAll
  void stop() {
    gateway.close();
    port.close();
  }

  private String shell(String command) {
    return gateway.container.shell(command);
  }

  private String test(String options) {
    return shell("sms:modem-test " + port.path() + " " + options);
  }

  @Test
  @Order(1)
  void aDeviceIsTestedStepByStepAndThePinIsSentOnlyWhenGiven() {
    assertThat(test(""))
        .contains("9600 bit/s, 8 data bits, no parity, 1 stop bit", "AT+CPIN?", "+CPIN: SIM PIN")
        .contains("FAIL  The SIM asks for its PIN", "It is Generic GM-1", "Verdict: UNDECIDED");
    assertThat(second.sim().pinTries()).isEqualTo(3);
    Path report = gateway.container.base().resolve("report.txt");
    assertThat(test("--pin 1234 --send-to " + PHONE + " --report " + report))
        .contains("AT+CPIN=\"****\"", "OK    PDU mode works.", "Registered with Emulated")
        .contains("OK    It came (+CDS) with status 0.", "Verdict: COMPATIBLE")
        .contains("port = " + port.path(), "baud = 9600", "pin = ****")
        .doesNotContain("FAIL", "1234\"");
    assertThat(gateway.net.texts(PHONE)).containsExactly("Test of the SMS gateway");
    assertThat(Disk.read(report))
        .contains("# verdict: COMPATIBLE", "> AT+CGMI")
        .doesNotContain(second.imei(), second.iccid(), PHONE.substring(1));
  }

  @Test
  @Order(2)
  void aPortInUseIsNotTouchedAndWithoutDeviceTheReasonIsTold() {
    assertThat(shell("sms:modem-test " + gateway.net.path()))
        .startsWith("Modem north holds")
        .contains("smsgateway.modem-north.cfg");
    assertThat(shell("sms:modem-test /dev/nothing"))
        .contains("FAIL  It cannot be opened: there is no port /dev/nothing", "UNDECIDED");
  }

  @Test
  @Order(3)
  void ctrlCEndsATestAndFreesThePort() {
    second.fault(new Fault.Hang(Duration.ofSeconds(4)));
    String command = "sms:modem-test " + port.path();
    assertThat(gateway.container.interrupted(command, "no answer", "the port is free again."))
        .doesNotContain("Verdict");
    assertThat(test("--baud 115200")).contains("The port is open", "OK    The device answers.");
  }

  @Test
  @Order(3)
  void detectingListsEveryPortWithWhatItIs() {
    assertThat(shell("sms:modem-detect " + port.path() + " " + gateway.net.path()))
        .containsPattern("second-[0-9]+ +9600 +Generic +GM-1 +generic +ready +COMPATIBLE")
        .contains("used by modem north");
    assertThat(shell("sms:modem-detect --json")).startsWith("[");
  }

  @Test
  @Order(4)
  void aTraceRecordsWithoutPersons() {
    Path file = gateway.container.base().resolve("trace.txt");
    assertThat(shell("sms:modem-trace north " + file + " --seconds 100")).contains("for 100 s");
    gateway.mail("393338890078@sms.example.com", "", "traced and secret");
    gateway.net.awaitText("+393338890078", "traced and secret");
    assertThat(shell("sms:modem-trace north --stop")).contains("lines in " + file);
    assertThat(Disk.read(file))
        .contains("> AT+CMGS=", "+CMGS: ")
        .doesNotContain("393338890078", "393333880987");
    assertThat(shell("sms:modem-trace north --stop")).contains("is not being traced");
  }

  @Test
  @Order(5)
  void ussdCodesAreAnsweredAndMenusWait() {
    assertThat(shell("sms:modem-ussd north '*100#'")).contains("Your balance is 5.00 EUR.");
    assertThat(shell("sms:modem-ussd north '*111#'"))
        .contains("1 Balance", "2 Top up", "The menu waits");
    assertThat(shell("sms:modem-ussd north 1")).contains("Your balance is 5.00 EUR.");
    assertThat(shell("sms:modem-ussd north '*99#'")).contains("does not support this code");
    assertThat(shell("sms:modem-ussd south '*100#'")).contains("no running modem south");
  }

  @Test
  @Order(6)
  void theShippedDriversFindTheirDevices() throws IOException {
    Map<String, String> families =
        Map.of(
            "wavecom-m1206b", "wavecom",
            "multitech-mtcba", "multitech",
            "huawei-e1550", "huawei",
            "quectel-ec25", "quectel",
            "sonyericsson-t610", "sony-ericsson");
    List<PtyPort> ports = new ArrayList<>();
    try {
      for (String device : families.keySet()) {
        Modem modem =
            gateway
                .net
                .network()
                .add(
                    ModemSettings.of(
                        DeviceProfile.of(device), device, "+39333000011" + ports.size()));
        ports.add(PtyPort.open(modem, Path.of("target", device).toAbsolutePath()));
      }
      String paths = ports.stream().map(PtyPort::path).map(Path::toString).collect(joining(" "));
      String found = shell("sms:modem-detect " + paths);
      families.forEach(
          (device, family) ->
              assertThat(found).containsPattern(device + " +[0-9]+ .* " + family + " +ready"));
    } finally {
      ports.forEach(PtyPort::close);
    }
  }

  @Test
  @Order(7)
  void theFileThatIsWrittenMakesTheModemRun() {
    assertThat(test("--create second")).contains("the modem starts now");
    Await.until(
        "the second modem is ready",
        GatewayFixture.LIMIT,
        () -> shell("sms:modem-list").matches("(?s).*second +READY.*"));
    assertThat(test("--create second")).contains("There is a modem second already");
    assertThat(shell("sms:modem-list"))
        .containsPattern("NAME +STATE +DBM +OPERATOR +SIM +DRIVER +PORT +QUEUE +SENT +RECEIVED")
        .containsPattern("north +READY +-73 +Emulated .* ready on");
    assertThat(shell("sms:modem-list --json")).contains("\"name\":\"second\"", "\"queue\":0");
  }
}
