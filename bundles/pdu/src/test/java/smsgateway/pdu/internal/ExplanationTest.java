package smsgateway.pdu.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.pdu.Address;
import smsgateway.pdu.AtPdu;
import smsgateway.pdu.Command;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.Decoded;
import smsgateway.pdu.Deliver;
import smsgateway.pdu.DeliverReport;
import smsgateway.pdu.InformationElement;
import smsgateway.pdu.Octets;
import smsgateway.pdu.Parameters;
import smsgateway.pdu.PduException;
import smsgateway.pdu.StatusReport;
import smsgateway.pdu.Submit;
import smsgateway.pdu.SubmitReport;
import smsgateway.pdu.TimeStamp;
import smsgateway.pdu.Tpdu;
import smsgateway.pdu.UserData;
import smsgateway.pdu.UserDataHeader;
import smsgateway.pdu.ValidityPeriod;
import smsgateway.pdu.Warning;

class ExplanationTest {
  private static final TimeStamp TIME =
      TimeStamp.of(OffsetDateTime.parse("2026-11-23T10:20:30+01:00"));
  private static final Submit PLAIN =
      Submit.of(Address.of("1234"), Dcs.GSM7, UserData.Septets.of("a"));

  @Test
  void aSubmitIsExplainedInTheOrderOfItsFields() {
    assertThat(lines(PLAIN))
        .containsExactly(
            "SMSC: set in the modem",
            "TP-MTI: SMS-SUBMIT",
            "TP-RD: not set",
            "TP-SRR: not set",
            "TP-RP: not set",
            "TP-MR: 0",
            "TP-DA: 1234 (type of address 0x81)",
            "TP-PID: 0x00",
            "TP-DCS: 0x00, GSM 7-bit",
            "TP-VP: none",
            "TP-UDL: 1 septets",
            "TP-UD: a");
  }

  @Test
  void validityPeriodsOfAllFormatsAreSaid() {
    assertThat(lines(PLAIN.withValidity(new ValidityPeriod.Relative(167))))
        .contains("TP-VP: PT24H from acceptance");
    assertThat(lines(PLAIN.withValidity(new ValidityPeriod.Absolute(TIME))))
        .contains("TP-VP: until 2026-11-23T10:20:30+01:00");
    assertThat(lines(PLAIN.withValidity(new ValidityPeriod.Enhanced(0x421E0000000000L))))
        .contains("TP-VP: PT30S, one attempt only");
    assertThat(lines(PLAIN.withValidity(new ValidityPeriod.Enhanced(0)))).contains("TP-VP: none");
  }

  @Test
  void headersPortsAndLanguagesAreSaid() throws PduException {
    UserDataHeader header =
        new UserDataHeader(
            List.of(
                new InformationElement(InformationElement.PORTS_16, Octets.ofHex("0B8423F0")),
                new InformationElement(
                    InformationElement.CONCATENATION_16, Octets.ofHex("01020302")),
                InformationElement.language(InformationElement.LOCKING_SHIFT, 1),
                InformationElement.language(InformationElement.SINGLE_SHIFT, 2)));
    UserData data = new UserData.Septets(Optional.of(header), Octets.EMPTY);
    assertThat(lines(Submit.of(Address.of(""), Dcs.GSM7, data)))
        .contains(
            "TP-DA: empty (type of address 0x81)",
            "TP-UDH: element 0x05 (application ports): 0B8423F0",
            "segment: 2 of 3, reference 258",
            "ports: to 2948 from 9200",
            "locking shift: language 1",
            "single shift: language 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x20|TP-DCS: 0x20, GSM 7-bit, compressed",
        "0x44|TP-DCS: 0x44, octets, to be deleted once read",
        "0xF6|TP-DCS: 0xF6, octets",
        "0xF6|class: 2",
        "0xF4|class: 0, shown at once"
      })
  void codingSchemesOfOctetsAreSaid(String raw, String line) {
    UserData data = new UserData.Binary(Optional.empty(), Octets.of((byte) 0xCA));
    List<String> lines = lines(Submit.of(Address.of("1"), new Dcs(Integer.decode(raw)), data));
    assertThat(lines).contains(line, "TP-UDL: 1 octets", "TP-UD: CA");
  }

  @Test
  void reservedGroupsAndMessageWaitingAreSaid() {
    assertThat(lines(Submit.of(Address.of("1"), new Dcs(0x90), UserData.Septets.of(""))))
        .contains("TP-DCS: 0x90, GSM 7-bit, reserved group");
    assertThat(lines(Submit.of(Address.of("1"), new Dcs(0xC8), UserData.Septets.of(""))))
        .anyMatch(line -> line.contains("VOICEMAIL"));
  }

  @Test
  void aDeliverSaysItsFlagsAndATimeThatIsNoDate() {
    Deliver deliver =
        new Deliver(
            true,
            true,
            true,
            true,
            Address.alphanumeric("Bank"),
            0x41,
            Dcs.UCS2,
            new TimeStamp(0),
            new UserData.Ucs2(Optional.empty(), "ж\uD83D"));
    assertThat(lines(deliver))
        .contains(
            "TP-MMS: more messages wait",
            "TP-LP: set",
            "TP-SRI: set",
            "TP-RP: set",
            "TP-OA: Bank (type of address 0xD0)",
            "TP-PID: 0x41, replaces the last message of type 1",
            "TP-DCS: 0x08, UCS-2",
            "TP-SCTS: no date: 00000000000000",
            "TP-UD: ж\uFFFD");
  }

  @Test
  void aReportSaysItsStatusInWordsAndItsParameters() {
    Parameters parameters =
        Parameters.of(
            OptionalInt.of(0x40), Optional.of(Dcs.GSM7), Optional.of(UserData.Septets.of("x")));
    StatusReport report =
        new StatusReport(
            false, false, true, 7, Address.of("+43699"), TIME, TIME, 0x46, Optional.of(parameters));
    assertThat(lines(report))
        .containsExactly(
            "SMSC: set in the modem",
            "TP-MTI: SMS-STATUS-REPORT",
            "TP-MMS: no more messages wait",
            "TP-LP: not set",
            "TP-SRQ: for an SMS-COMMAND",
            "TP-MR: 7",
            "TP-RA: +43699 (type of address 0x91)",
            "TP-SCTS: 2026-11-23T10:20:30+01:00",
            "TP-DT: 2026-11-23T10:20:30+01:00",
            "TP-ST: 0x46, permanent error: validity period expired",
            "TP-PI: 07",
            "TP-PID: 0x40, type 0: acknowledged, never shown",
            "TP-DCS: 0x00, GSM 7-bit",
            "TP-UDL: 1 septets",
            "TP-UD: x");
  }

  @Test
  void commandsAndReportsOfBothSidesAreSaid() throws PduException {
    Command command =
        new Command(
            true,
            5,
            0,
            2,
            4,
            Address.of("+43699"),
            new UserData.Binary(Optional.empty(), Octets.ofHex("CAFE")));
    assertThat(lines(command))
        .containsExactly(
            "SMSC: set in the modem",
            "TP-MTI: SMS-COMMAND",
            "TP-SRR: set",
            "TP-MR: 5",
            "TP-PID: 0x00",
            "TP-CT: 0x02, delete it",
            "TP-MN: 4",
            "TP-DA: +43699 (type of address 0x91)",
            "TP-CD: CAFE");
    Parameters none = Parameters.of(OptionalInt.empty(), Optional.empty(), Optional.empty());
    assertThat(lines(new DeliverReport(OptionalInt.of(0xD3), none)))
        .contains("TP-MTI: SMS-DELIVER-REPORT", "TP-FCS: 0xD3", "TP-PI: 00");
    assertThat(lines(new SubmitReport(OptionalInt.empty(), TIME, none)))
        .contains("TP-MTI: SMS-SUBMIT-REPORT", "TP-SCTS: 2026-11-23T10:20:30+01:00")
        .noneMatch(line -> line.startsWith("TP-FCS"));
  }

  @Test
  void anyTypeIsFoundWithAndWithoutServiceCentre() throws PduException {
    String command = "020B212C0C0D91112233445566F7057365742041";
    String report = "01C80670505151101121000AC8329BFD068542A110";
    for (String hex : List.of(command, "00" + command)) {
      assertThat(AnyPdu.decode(hex).value().tpdu()).isInstanceOf(Command.class);
    }
    assertThat(AnyPdu.decode("00" + report).value().tpdu()).isInstanceOf(SubmitReport.class);
    assertThat(AnyPdu.decode("00000000").value().tpdu()).isInstanceOf(DeliverReport.class);
    assertThat(AnyPdu.decode("040B911346610089F60000208062917314080CC8F71D14969741F977FD07"))
        .matches(decoded -> decoded.value().tpdu() instanceof Deliver);
  }

  @Test
  void serviceCentreAndWarningsAreSaid() {
    Warning warning = new Warning(PduException.Kind.TRAILING, "deliver.end", 30, "2 octets follow");
    AtPdu pdu = new AtPdu(Optional.of(Address.of("+4366400")), PLAIN);
    assertThat(Explanation.of(new Decoded<>(pdu, List.of(warning))))
        .startsWith("SMSC: +4366400 (type of address 0x91)")
        .endsWith("forgiven: deliver.end at octet 30: 2 octets follow");
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, delivered",
    "0x10, completed",
    "0x21, 'temporary error, still trying: recipient busy'",
    "0x3F, 'temporary error, still trying'",
    "0x40, permanent error: remote procedure error",
    "0x48, permanent error: deleted by the service centre",
    "0x5F, permanent error",
    "0x62, 'temporary error, given up: no response from the recipient'",
    "0x80, reserved",
    "0xFF, reserved"
  })
  void everyStatusHasWords(String status, String words) {
    assertThat(StatusWords.of(Integer.decode(status))).isEqualTo(words);
  }

  private static List<String> lines(Tpdu tpdu) {
    return Explanation.of(new Decoded<>(new AtPdu(Optional.empty(), tpdu), List.of()));
  }
}
