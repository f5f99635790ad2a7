package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.ModemActions.Mark;
import smsgateway.api.ModemActions.TestPort;
import smsgateway.api.ModemActions.Tested;
import smsgateway.api.ModemActions.Verdict;
import smsgateway.api.Msisdn;
import smsgateway.api.driver.Transport;
import smsgateway.emulator.Fault;
import smsgateway.emulator.Modem;
import smsgateway.emulator.ModemSettings;
import smsgateway.emulator.Network;
import smsgateway.emulator.PtyPort;
import smsgateway.emulator.Reports;
import smsgateway.emulator.TcpPort;

/** The device test against emulated modems: a trial SMS, its report, a real port. */
@Timeout(60)
class DeviceTrialTest {
  private static final String PHONE = "+393331234567";

  @TempDir private Path folder;
  private final Network network = new Network();

  @AfterEach
  void close() {
    network.close();
  }

  private static ModemSettings generic() {
    return ModemSettings.generic("x", "+393330000001");
  }

  private Desk desk(Modem modem) {
    return new Desk(folder, (address, baud) -> modem.connect());
  }

  private static TestPort sending() {
    return new TestPort("fake:x", 0, "", Optional.of(new Msisdn(PHONE)), true);
  }

  @Test
  void aTrialSmsArrivesAndItsReportIsFound() throws Exception {
    try (Desk desk = desk(network.add(generic()))) {
      assertThat(desk.tested(sending()).verdict()).isEqualTo(Verdict.COMPATIBLE);
      assertThat(desk.told(Mark.OK))
          .anyMatch(l -> l.contains("counts references (TP-MR) itself"))
          .anyMatch(l -> l.startsWith("It came (+CDS) with status 0"));
    }
    assertThat(network.phone(PHONE).inbox()).hasSize(1);
  }

  @Test
  void aReportInAStorageIsFoundAndRemovedThereWhileOtherMessagesStay() throws Exception {
    Map<String, Integer> storages = new LinkedHashMap<>(Map.of("SM", 10));
    storages.put("SR", 10);
    Modem modem = network.add(generic().withStorages(storages).withKeptMessageReference());
    network.send(PHONE, modem.number(), "for the gateway");
    try (Desk desk = desk(modem)) {
      desk.tested(sending());
      assertThat(desk.told(Mark.OK))
          .anyMatch(l -> l.contains("keeps the reference (TP-MR)"))
          .anyMatch(l -> l.startsWith("It came (storage SR)"));
      assertThat(desk.commands().stream().filter(c -> c.startsWith("AT+CMGD="))).hasSize(1);
    }
  }

  @Test
  void withoutReportItIsSaidWhatThatMeans() throws Exception {
    network.reports(Reports.none());
    try (Desk desk = desk(network.add(generic()))) {
      assertThat(desk.tested(sending()).verdict()).isEqualTo(Verdict.COMPATIBLE);
      assertThat(desk.told(Mark.WARN)).anyMatch(l -> l.startsWith("None came in 90 s"));
    }
  }

  @Test
  void aRefusedTrialSmsIsToldWithItsCause() throws Exception {
    Modem modem = network.add(generic());
    modem.fault(new Fault.CmsError(38, false, 1));
    try (Desk desk = desk(modem)) {
      desk.tested(sending());
      assertThat(desk.told(Mark.FAIL))
          .anyMatch(l -> l.startsWith("It was not sent: +CMS ERROR: 38"));
    }
  }

  @Test
  void nothingIsSentWithoutNetwork() throws Exception {
    Modem modem = network.add(generic());
    modem.fault(new Fault.NoNetwork(true));
    try (Desk desk = desk(modem)) {
      desk.tested(sending());
      assertThat(desk.told(Mark.FAIL)).containsExactly("Nothing is sent without network.");
    }
    assertThat(network.accepted()).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aSerialPortIsFreeAgainAfterTheTestAndItsSpeedIsTold() throws Exception {
    Modem modem = network.add(generic().withPin("4321"));
    try (PtyPort port = PtyPort.open(modem, folder.resolve("modem"));
        Desk desk = desk(modem)) {
      String path = port.path().toString();
      TestPort test = new TestPort(path, 0, "4321", Optional.empty(), true);
      Tested first = desk.tested(test);
      assertThat(first.verdict()).isEqualTo(Verdict.COMPATIBLE);
      assertThat(first.configuration())
          .containsExactly("port = " + path, "baud = 9600", "driver = auto");
      assertThat(desk.told(Mark.WARN)).anyMatch(l -> l.contains("CTS does not rise"));
      assertThat(desk.tested(test).sim()).isEqualTo("ready");
    }
  }

  @Test
  void aDeviceBehindATcpPortIsTestedWithoutSpeed() throws Exception {
    Modem modem = network.add(generic());
    try (TcpPort port = TcpPort.open(modem, 0);
        Desk desk = desk(modem)) {
      String address = "tcp://127.0.0.1:" + port.port();
      Tested tested = desk.tested(Desk.test(address));
      assertThat(tested.verdict()).isEqualTo(Verdict.COMPATIBLE);
      assertThat(tested.configuration()).contains("port = " + address, "baud = 0");
      assertThat(desk.told(Mark.STEP)).first().isEqualTo("Port " + address);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPortThatAnotherProgramHasOpenIsToldSo() throws Exception {
    Modem modem = network.add(generic());
    try (PtyPort port = PtyPort.open(modem);
        Transport other = SerialTransport.open(port.path().toString(), 9_600);
        Desk desk = desk(modem)) {
      other.write("AT\r".getBytes(StandardCharsets.US_ASCII));
      assertThat(desk.tested(Desk.test(port.path().toString())).verdict())
          .isEqualTo(Verdict.UNDECIDED);
      assertThat(desk.told(Mark.FAIL)).anyMatch(l -> l.contains("is in use"));
    }
  }

  @Test
  void theReportNamesNeitherDeviceNorSimNorNumbers() throws Exception {
    Modem modem = network.add(generic().withPin("4321"));
    try (Desk desk = desk(modem)) {
      Tested tested =
          desk.tested(new TestPort("fake:x", 0, "4321", Optional.of(new Msisdn(PHONE)), true));
      assertThat(tested.verdict()).isEqualTo(Verdict.COMPATIBLE);
      assertThat(String.join("\n", tested.report()))
          .contains("> AT+CGSN", "> AT+CMGS=", "+CMGS: ", "# maker: Generic")
          .doesNotContain(
              modem.imei(),
              modem.iccid(),
              "4321",
              PHONE.substring(1),
              swapped(PHONE.substring(1)),
              network.serviceCentre().substring(1));
    }
  }

  /** Digits as PDUs have them. */
  private static String swapped(String digits) {
    return digits.replaceAll("(.)(.)", "$2$1");
  }
}
