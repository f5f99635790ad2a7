package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smsgateway.pdu.PduException.Kind;

/** Lines that modems in the field produce, and what lenient decoding makes of them. */
class RealModemTest {
  private static final String GOOD =
      "07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07";

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "00FF", "00FFFFFFFFFFFFFFFFFFFFFFFF"})
  void theFillerOfAnEmptySlotIsToldFromAFault(String hex) {
    for (Mode mode : Mode.values()) {
      assertThat(failure(hex, mode).kind()).isEqualTo(Kind.EMPTY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {",0", "+CMGL: 2,1,,24", "\r\n", " ", "0"})
  void whatIsGluedBehindTheDigitsIsDropped(String tail) throws PduException {
    Decoded<AtPdu> decoded = AtPdu.decodeStored(GOOD + tail, Mode.LENIENT);
    assertThat(decoded.value().toHex()).isEqualTo(GOOD);
    assertThat(decoded.warnings()).hasSize(tail.isBlank() ? 0 : 1);
    assertThat(failure(GOOD + tail, Mode.STRICT).kind()).isEqualTo(Kind.BAD_HEX);
  }

  @Test
  void lowerCaseAndWhiteSpaceInsideTheDigitsAreRead() throws PduException {
    String lower = GOOD.toLowerCase(java.util.Locale.ROOT);
    assertThat(AtPdu.decodeStored(lower, Mode.STRICT).value().toHex()).isEqualTo(GOOD);
    String broken = GOOD.substring(0, 21) + "\r" + GOOD.substring(21);
    assertThat(AtPdu.decodeStored(broken, Mode.LENIENT).value().toHex()).isEqualTo(GOOD);
  }

  @ParameterizedTest
  @CsvSource({
    // an own message whose destination is empty
    "07918406010013F0310000810000FF0121, 0",
    // header announced, but no user data
    "058163465010D5B00C8163460653332000000000, 1",
    // no user data
    "0791449737019037040C9144970710112800008010101041240000, 0",
    // report without indicator, and with coding but no data
    "079124603050020006E80C91666666666666909070618422809090706184628000, 0",
    "07911614786007F006060B911634092142F4019071011000040190110710450400060000, 0",
    // one septet in one octet
    "07918405210077F7000B918405210077F5000002604231437380014F, 0",
    // fewer characters than octets
    "07910661929909F2040B910681835045F50008912021811065230456DE590D0039, 1",
    // emoji in what is called UCS-2
    "07913306092041F0040B913306991364F60008619091516061800AD83DDE03D83DDE0E0020, 0"
  })
  void realPdusSurviveWithSoManyWarnings(String hex, int warnings) throws PduException {
    assertThat(AtPdu.decodeStored(hex, Mode.LENIENT).warnings()).hasSize(warnings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00"})
  void aReportPaddedToTheSizeOfItsRecordSurvives(String indicator) throws PduException {
    String report = "0791246020099990020A0A819000000000111122214365001111222143650080" + indicator;
    Decoded<AtPdu> padded = AtPdu.decodeStored(report + "FF".repeat(140), Mode.LENIENT);
    assertThat(padded.value()).isEqualTo(AtPdu.decodeStored(report, Mode.LENIENT).value());
    assertThat(padded.warnings()).extracting(Warning::kind).containsExactly(Kind.TRAILING);
  }

  @Test
  void whatUnknownIndicatorsOfAReportAnnounceIsSkipped() throws PduException {
    String report = "0006070A819000000000111122221436501111222214365000";
    StatusReport known = (StatusReport) stored("00" + report.substring(2) + "0100");
    assertThat(known.parameters().orElseThrow().pid()).hasValue(0);
    for (String indicator : new String[] {"09", "8900", "81818101"}) {
      Decoded<AtPdu> decoded =
          AtPdu.decodeStored("00" + report.substring(2) + indicator + "00CAFE", Mode.STRICT);
      assertThat(((StatusReport) decoded.value().tpdu()).parameters().orElseThrow().pid())
          .hasValue(0);
    }
    assertThat(failure("00" + report.substring(2) + "0100CAFE", Mode.STRICT).kind())
        .isEqualTo(Kind.TRAILING);
  }

  @Test
  void messagesAndOwnMessagesOfAStorageAreToldApart() throws PduException {
    assertThat(stored(GOOD)).isInstanceOf(Deliver.class);
    assertThat(stored("0011000B913366611568F60004AD0154")).isInstanceOf(Submit.class);
  }

  @Test
  void everyToleranceIsReportedWithItsPlace() throws PduException {
    String cut = GOOD.substring(0, GOOD.length() - 4);
    List<Warning> warnings = AtPdu.decodeStored(cut, Mode.LENIENT).warnings();
    assertThat(warnings)
        .containsExactly(new Warning(Kind.TRUNCATED, "deliver.ud", 27, "needs 11 octets, has 9"));
  }

  @Test
  void aReservedTypeFromAPhoneIsRefusedInBothModes() {
    for (Mode mode : Mode.values()) {
      PduException fault = failure("0003010203", mode, Direction.MS_TO_SC);
      assertThat(fault.kind()).isEqualTo(Kind.RESERVED);
      assertThat(fault.offset()).isEqualTo(1);
    }
  }

  @Test
  void anOddOctetOfUcs2IsDropped() throws PduException {
    String odd = "0004048121430008208062917314080300410000";
    Decoded<AtPdu> decoded = AtPdu.decodeStored(odd.substring(0, 38), Mode.LENIENT);
    assertThat(((Deliver) decoded.value().tpdu()).userData().text()).contains("A");
    assertThat(decoded.warnings()).extracting(Warning::field).containsExactly("deliver.ud");
  }

  @Test
  void aServiceCentreMayBeAText() throws PduException {
    Address text = Address.alphanumeric("Carrier 1");
    AtPdu pdu = new AtPdu(Optional.of(text), stored(GOOD));
    assertThat(AtPdu.decodeStored(pdu.toHex(), Mode.STRICT).value()).isEqualTo(pdu);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AtPdu(Optional.of(Address.alphanumeric("Carrier")), stored(GOOD)));
  }

  @Test
  void aTextOfAServiceCentreThatCannotBeWrittenIsDropped() throws PduException {
    String redundant = "08DFCD386F930DBF5F" + GOOD.substring(16);
    Decoded<AtPdu> decoded = AtPdu.decodeStored(redundant, Mode.LENIENT);
    assertThat(decoded.value().smsc()).isEmpty();
    assertThat(decoded.warnings()).extracting(Warning::field).containsExactly("smsc.value");
    assertThat(failure(redundant, Mode.STRICT).offset()).isEqualTo(2);
  }

  @Test
  void theMessageOfAFaultRepeatsNoContent() {
    PduException fault = failure(GOOD.substring(0, 44), Mode.LENIENT);
    assertThat(fault).hasMessage("deliver.scts at octet 19: needs 7 octets, has 3");
    assertThat(fault.getStackTrace()).isEmpty();
  }

  private static Tpdu stored(String hex) throws PduException {
    return AtPdu.decodeStored(hex, Mode.LENIENT).value().tpdu();
  }

  private static PduException failure(String hex, Mode mode) {
    return catchThrowableOfType(PduException.class, () -> AtPdu.decodeStored(hex, mode));
  }

  private static PduException failure(String hex, Mode mode, Direction direction) {
    return catchThrowableOfType(PduException.class, () -> AtPdu.decodeHex(hex, direction, mode));
  }
}
