package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import smsgateway.pdu.PduException.Kind;

/** User data with headers, good and damaged. The SMS-DELIVER in front has 15 octets. */
class UserDataTest {
  private static final String TEXT = "400481214300" + "00" + "20806291731408";
  private static final String OCTETS = "400481214300" + "04" + "20806291731408";
  private static final int UDL_AT = 14;

  @Test
  void textStartsAtASeptetBoundaryBehindHeadersOfEveryLength() throws PduException {
    for (int size = 0; size <= 137; size++) {
      UserDataHeader header =
          new UserDataHeader(List.of(new InformationElement(0x70, Octets.of(new byte[size]))));
      int room = UserData.SEPTETS - header.septets();
      UserData data =
          new UserData.Septets(Optional.of(header), Octets.of("x".repeat(room).getBytes(US_ASCII)));
      Submit submit = Submit.of(Address.of("1"), Dcs.GSM7, data);
      byte[] octets = submit.encode();
      assertThat(octets).hasSize(8 + UserData.OCTETS - (data.length() < 160 ? 1 : 0));
      Decoded<Tpdu> decoded = Tpdu.decode(octets, Direction.MS_TO_SC, Mode.STRICT);
      assertThat(decoded.value()).isEqualTo(submit);
      assertThat(data.text()).contains("x".repeat(room));
    }
  }

  private static final java.nio.charset.Charset US_ASCII =
      java.nio.charset.StandardCharsets.US_ASCII;

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aHeaderWithoutElementsIsAHeader(Mode mode) throws PduException {
    UserData data = deliver(OCTETS + "020041", mode).value();
    assertThat(data.header()).contains(new UserDataHeader(List.of()));
    assertThat(data).isEqualTo(new UserData.Binary(data.header(), Octets.ofHex("41")));
  }

  @Test
  void elementsBeforeABrokenOneAreKeptAndThePayloadStartsBehindTheHeader() throws PduException {
    String pdu = OCTETS + "0B" + "08" + "000305020170" + "0900" + "4142";
    assertFault(pdu, Kind.BAD_UDH, "deliver.udh.ie", UDL_AT + 7);
    Decoded<UserData> decoded = deliver(pdu, Mode.LENIENT);
    assertThat(decoded.value().header().orElseThrow().concatenation())
        .contains(new Concatenation(5, 8, 2, 1));
    assertThat(((UserData.Binary) decoded.value()).data()).isEqualTo(Octets.ofHex("4142"));
    assertThat(decoded.warnings()).hasSize(1);
  }

  @Test
  void aHalfElementAtTheEndOfTheHeaderIsDropped() throws PduException {
    String pdu = OCTETS + "03" + "0170" + "41";
    assertFault(pdu, Kind.BAD_UDH, "deliver.udh.ie", UDL_AT + 2);
    assertThat(deliver(pdu, Mode.LENIENT).value().header().orElseThrow().elements()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0205, 0205", "00, ''", "0103, 03"})
  void aHeaderLongerThanTheUserDataIsPayload(String data, String payload) throws PduException {
    String pdu = OCTETS + (data.equals("0205") ? "02" : "") + data;
    assertFault(pdu, Kind.BAD_UDH, "deliver.udh.length", UDL_AT + 1);
    UserData decoded = deliver(pdu, Mode.LENIENT).value();
    assertThat(decoded.header()).isEmpty();
    assertThat(((UserData.Binary) decoded).data()).isEqualTo(Octets.ofHex(payload));
  }

  @Test
  void fillBitsCountWhereAHeaderMustFit() {
    assertFault(TEXT + "01" + "00", Kind.BAD_UDH, "deliver.udh.length", UDL_AT + 1);
  }

  @Test
  void aMessageCutInsideItsHeaderIsRefusedInBothModes() {
    PduException fault =
        catchThrowableOfType(
            PduException.class, () -> deliver(OCTETS + "10" + "050003", Mode.LENIENT));
    assertThat(fault.kind()).isEqualTo(Kind.TRUNCATED);
    assertThat(fault.field()).isEqualTo("deliver.ud");
  }

  @Test
  void aMessageCutBehindItsHeaderKeepsHeaderAndRest() throws PduException {
    Decoded<UserData> decoded = deliver(TEXT + "A0" + "050003050201" + "C2E1", Mode.LENIENT);
    assertThat(decoded.value().header().orElseThrow().concatenation())
        .contains(new Concatenation(5, 8, 2, 1));
    assertThat(decoded.value().text()).contains("aa");
    assertThat(decoded.warnings()).extracting(Warning::kind).containsExactly(Kind.TRUNCATED);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCommandThatWasCutIsNoCommand(Mode mode) throws PduException {
    byte[] octets = Octets.ofHex("0242AB893404913619" + "02" + "41").toByteArray();
    PduException fault =
        catchThrowableOfType(
            PduException.class, () -> Tpdu.decode(octets, Direction.MS_TO_SC, mode));
    assertThat(fault.field()).isEqualTo("command.data");
    assertThat(fault.offset()).isEqualTo(10);
  }

  @Test
  void moreUserDataThanAMessageHoldsIsCutToWhatItHolds() throws PduException {
    String pdu = OCTETS.replaceFirst("40", "00") + "8D" + "41".repeat(141);
    assertFault(pdu, Kind.LENGTH, "deliver.udl", UDL_AT);
    Decoded<UserData> decoded = deliver(pdu, Mode.LENIENT);
    assertThat(decoded.value().length()).isEqualTo(140);
    assertThat(decoded.warnings())
        .extracting(Warning::kind)
        .containsExactly(Kind.LENGTH, Kind.TRAILING);
  }

  @Test
  void eightSeptetsInSevenOctetsAndSevenInSevenAreToldApart() throws PduException {
    String seven = TEXT.replaceFirst("40", "00") + "07" + "61F1985C369F01";
    assertThat(deliver(seven, Mode.STRICT).value().text()).contains("abcdefg");
    String eight = TEXT.replaceFirst("40", "00") + "08" + "61F1985C369F01";
    assertThat(deliver(eight, Mode.STRICT).value().text()).contains("abcdefg@");
  }

  @Test
  void nationalTablesOfTheHeaderAreApplied() throws PduException {
    Segmentation segmentation =
        Segmenter.split("ışğç", SegmentOptions.reference8(0).withLanguages(1, 1));
    UserData.Septets data = (UserData.Septets) segmentation.segments().get(0);
    assertThat(data.text()).contains("ışğç");
    assertThat(new UserData.Septets(Optional.empty(), data.codes()).text())
        .isNotEqualTo(data.text());
  }

  private static void assertFault(String pdu, Kind kind, String field, int offset) {
    PduException fault = catchThrowableOfType(PduException.class, () -> deliver(pdu, Mode.STRICT));
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.field()).isEqualTo(field);
    assertThat(fault.offset()).isEqualTo(offset);
  }

  private static Decoded<UserData> deliver(String hex, Mode mode) throws PduException {
    Decoded<Tpdu> decoded = Tpdu.decode(Octets.ofHex(hex).toByteArray(), Direction.SC_TO_MS, mode);
    return new Decoded<>(((Deliver) decoded.value()).userData(), decoded.warnings());
  }
}
