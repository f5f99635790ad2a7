package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that TPDUs are made of. */
class ValuesTest {
  private static final Address NUMBER = Address.of("+436991234567");

  @Test
  void aPlusMakesANumberInternational() {
    assertThat(NUMBER).isEqualTo(new Address(0x91, "436991234567"));
    assertThat(NUMBER.display()).isEqualTo("+436991234567");
    assertThat(Address.of("0699")).isEqualTo(new Address(0x81, "0699"));
    assertThat(Address.of("0699").display()).isEqualTo("0699");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "12 3", "12-3", "A", "d", "12345678901234567890123"})
  void whatIsNoNumberIsRefusedWithoutBeingRepeated(String number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Address(0x81, number))
        .matches(e -> number.length() < 3 || !e.getMessage().contains(number));
  }

  @Test
  void allDigitsOfAnAddressSurvive() throws PduException {
    for (int length = 0; length <= 20; length++) {
      Address address = new Address(0x81, "*#abc0123456789*#abc".substring(0, length));
      Tpdu submit = Submit.of(address, Dcs.GSM7, UserData.Septets.of(""));
      assertThat(again(submit)).isEqualTo(submit);
    }
  }

  @Test
  void alphanumericSendersOfEveryLengthSurvive() throws PduException {
    for (int length = 0; length <= 11; length++) {
      Address address = Address.alphanumeric("@Ünlimited!".substring(0, length));
      Tpdu submit = Submit.of(address, Dcs.GSM7, UserData.Septets.of(""));
      assertThat(again(submit)).isEqualTo(submit);
    }
  }

  @Test
  void anAddressInATpduHasAtMost20Digits() {
    Address longest = new Address(0x81, "1".repeat(21));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Submit.of(longest, Dcs.GSM7, UserData.Septets.of("")));
    assertThatIllegalArgumentException().isThrownBy(() -> Address.alphanumeric("ж"));
    assertThatIllegalArgumentException().isThrownBy(() -> Address.alphanumeric("a".repeat(13)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T01:02:03+01:00",
        "1970-01-01T00:00:00Z",
        "2069-12-31T23:59:59+14:00",
        "2024-02-29T12:34:56-11:30",
        "2000-01-01T00:00:00+05:45",
        "2026-11-23T01:02:03+18:00",
        "2026-11-23T01:02:03-18:00"
      })
  void aTimeComesBackFromItsOctets(String iso) {
    OffsetDateTime time = OffsetDateTime.parse(iso);
    assertThat(TimeStamp.of(time).time()).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000",
        "FFFFFFFFFFFFFF",
        "62313232101000",
        "6211320A101000",
        "621132421010A0",
        "62203042101040",
        "62113242101089"
      })
  void whatIsNoDateIsEmptyAndKeepsItsOctets(String raw) {
    TimeStamp time = new TimeStamp(Long.parseLong(raw, 16));
    assertThat(time.time()).isEmpty();
    assertThat(time.toHex()).isEqualTo(raw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"62113201201037", "6211320120103F", "62113201201097", "6211320120109F"})
  void aZoneBeyondEighteenHoursLeavesTheTimeOnTheClock(String raw) {
    TimeStamp time = new TimeStamp(Long.parseLong(raw, 16));
    assertThat(time.time()).isEmpty();
    assertThat(time.local()).contains(LocalDateTime.of(2026, 11, 23, 10, 2, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1969-12-31T23:59:59Z", "2070-01-01T00:00:00Z", "2020-01-01T00:00:00+00:10"})
  void aTimeThatCannotBeWrittenIsRefused(String iso) {
    OffsetDateTime time = OffsetDateTime.parse(iso);
    assertThatIllegalArgumentException().isThrownBy(() -> TimeStamp.of(time));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0",
    "PT-1H, 0",
    "PT5M, 0",
    "PT5M1S, 1",
    "PT12H, 143",
    "PT12H1S, 144",
    "PT24H, 167",
    "PT24H1S, 168",
    "P2D, 168",
    "P30D, 196",
    "P30DT1S, 197",
    "P35D, 197",
    "P441D, 255",
    "P442D, 255",
    "P100000D, 255"
  })
  void aValidityPeriodIsRoundedUpAndClamped(Duration time, int octet) {
    assertThat(ValidityPeriod.Relative.atLeast(time).octet()).isEqualTo(octet);
  }

  @Test
  void relativePeriodsGrowAndComeBack() {
    for (int octet = 0; octet < 256; octet++) {
      ValidityPeriod.Relative period = new ValidityPeriod.Relative(octet);
      assertThat(ValidityPeriod.Relative.atLeast(period.duration())).isEqualTo(period);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "00000000000000, ", "01A70000000000, PT24H", "022D0000000000, PT45S",
    "03215436000000, PT12H45M63S", "0310FF00000000, PT1H", "04000000000000, "
  })
  void enhancedPeriodsAreUnderstood(String raw, Duration duration) {
    assertThat(new ValidityPeriod.Enhanced(Long.parseLong(raw, 16)).duration())
        .isEqualTo(Optional.ofNullable(duration));
  }

  @Test
  void aSingleShotIsSeen() {
    assertThat(new ValidityPeriod.Enhanced(0x40L << 48).singleShot()).isTrue();
    assertThat(new ValidityPeriod.Enhanced(0).singleShot()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, GSM7, -1", "0x04, OCTETS, -1", "0x08, UCS2, -1", "0x0C, GSM7, -1", "0x03, GSM7, -1",
    "0x10, GSM7, 0", "0x18, UCS2, 0", "0x16, OCTETS, 2", "0x48, UCS2, -1", "0x53, GSM7, 3",
    "0x88, GSM7, -1", "0xBF, GSM7, -1", "0xC8, GSM7, -1", "0xD8, GSM7, -1", "0xE8, UCS2, -1",
    "0xF0, GSM7, 0", "0xF1, GSM7, 1", "0xF5, OCTETS, 1", "0xFE, OCTETS, 2"
  })
  void codingSchemesAreUnderstood(String raw, Alphabet alphabet, int messageClass) {
    Dcs dcs = new Dcs(Integer.decode(raw));
    assertThat(dcs.alphabet()).isEqualTo(alphabet);
    assertThat(dcs.messageClass().orElse(-1)).isEqualTo(messageClass);
    assertThat(dcs.compressed()).isFalse();
    assertThat(dcs.autoDelete()).isEqualTo(dcs.raw() >= 0x40 && dcs.raw() < 0x80);
    assertThat(dcs.reserved()).isEqualTo(dcs.raw() >= 0x80 && dcs.raw() < 0xC0);
    assertThat(dcs.messageWaiting().isPresent()).isEqualTo(dcs.raw() >= 0xC0 && dcs.raw() < 0xF0);
  }

  @Test
  void messageWaitingIndicationsAreUnderstood() {
    assertThat(new Dcs(0xC8).messageWaiting())
        .contains(new Dcs.MessageWaiting(true, Dcs.MessageKind.VOICEMAIL, false));
    assertThat(new Dcs(0xE2).messageWaiting())
        .contains(new Dcs.MessageWaiting(false, Dcs.MessageKind.EMAIL, true));
    assertThat(new Dcs(0xD9).messageWaiting())
        .contains(new Dcs.MessageWaiting(true, Dcs.MessageKind.FAX, true));
  }

  @Test
  void compressedDataStayOctets() {
    Dcs compressed = new Dcs(0x20);
    assertThat(compressed.compressed()).isTrue();
    assertThat(new UserData.Binary(Optional.empty(), Octets.EMPTY).matches(compressed)).isTrue();
    assertThat(UserData.Septets.of("").matches(compressed)).isFalse();
  }

  @Test
  void aFlashMessageHasClass0() {
    assertThat(Dcs.of(Alphabet.GSM7, true)).isEqualTo(new Dcs(0x10));
    assertThat(Dcs.of(Alphabet.UCS2, true)).isEqualTo(new Dcs(0x18));
    assertThat(Dcs.of(Alphabet.UCS2, false)).isEqualTo(new Dcs(0x08));
    assertThat(Dcs.of(Alphabet.OCTETS, false)).isEqualTo(new Dcs(0x04));
  }

  @Test
  void userDataOfTheWrongKindOrSizeAreRefused() {
    UserData text = UserData.Septets.of("a");
    assertThatIllegalArgumentException().isThrownBy(() -> Submit.of(NUMBER, Dcs.UCS2, text));
    assertTooLong(Dcs.GSM7, UserData.Septets.of("a".repeat(161)));
    assertTooLong(Dcs.UCS2, new UserData.Ucs2(Optional.empty(), "a".repeat(71)));
    assertTooLong(Dcs.OCTETS, new UserData.Binary(Optional.empty(), Octets.of(new byte[141])));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserData.Septets(Optional.empty(), Octets.of((byte) 0x80)));
  }

  @Test
  void aHeaderLeavesLessRoom() {
    Optional<UserDataHeader> header =
        Optional.of(new UserDataHeader(List.of(new Concatenation(1, 8, 2, 1).toElement())));
    assertThat(new UserData.Ucs2(header, "ж".repeat(67)).length()).isEqualTo(140);
    assertTooLong(Dcs.UCS2, new UserData.Ucs2(header, "ж".repeat(68)));
    assertTooLong(Dcs.GSM7, new UserData.Septets(header, Octets.of(new byte[154])));
  }

  private static void assertTooLong(Dcs dcs, UserData data) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Submit.of(NUMBER, dcs, data))
        .withMessageStartingWith("TP-UD of");
  }

  @ParameterizedTest
  @CsvSource({"0, 7, 1, 1", "1, 8, 1, 0", "1, 8, 1, 2", "256, 8, 1, 1", "1, 8, 256, 1"})
  void whatIsNoConcatenationIsRefused(int reference, int bits, int total, int sequence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Concatenation(reference, bits, total, sequence));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 010000",
    "0, 010001",
    "0, 010200",
    "0, 010203",
    "0, 0102",
    "8, 010201",
    "1, 010201"
  })
  void concatenationsThatMeanNothingAreIgnoredButKept(int id, String data) throws PduException {
    InformationElement element = new InformationElement(id, Octets.ofHex(data));
    UserDataHeader header = new UserDataHeader(List.of(element));
    assertThat(header.concatenation()).isEmpty();
    assertThat(header.elements()).containsExactly(element);
  }

  @Test
  void ofRepeatedElementsTheLastCounts() {
    UserDataHeader header =
        new UserDataHeader(
            List.of(
                new Concatenation(1, 8, 2, 1).toElement(),
                InformationElement.language(InformationElement.SINGLE_SHIFT, 1),
                new Concatenation(2, 16, 2, 2).toElement(),
                InformationElement.language(InformationElement.SINGLE_SHIFT, 3)));
    assertThat(header.concatenation()).contains(new Concatenation(2, 16, 2, 2));
    assertThat(header.singleShift()).hasValue(3);
    assertThat(header.lockingShift()).isEmpty();
  }

  @Test
  void portsOfBothSizesAreRead() throws PduException {
    assertThat(ports(4, "F0E2")).contains(new Ports(0xF0, 0xE2, 8));
    assertThat(ports(5, "0B8423F0")).contains(new Ports(2948, 9200, 16));
    assertThat(ports(5, "0B84")).isEmpty();
  }

  @Test
  void portsComeBackFromTheirElement() {
    for (Ports ports : List.of(new Ports(0xF0, 0xE2, 8), new Ports(2948, 9200, 16))) {
      assertThat(Ports.of(ports.toElement())).contains(ports);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Ports(256, 0, 8));
    assertThatIllegalArgumentException().isThrownBy(() -> new Ports(0, 65536, 16));
  }

  @Test
  void everySpecialIndicationComesBack() {
    for (int first = 0; first < 256; first++) {
      InformationElement element =
          new InformationElement(1, Octets.of((byte) first, (byte) (255 - first)));
      SpecialIndication indication = SpecialIndication.of(element).orElseThrow();
      assertThat(indication.toElement()).isEqualTo(element);
      assertThat(new UserDataHeader(List.of(element)).specialIndications())
          .containsExactly(indication);
    }
    assertThat(SpecialIndication.of(new InformationElement(1, Octets.EMPTY))).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new SpecialIndication(true, 5, 0, 0));
  }

  @Test
  void everyProtocolIdentifierHasAMeaning() {
    for (int raw = 0; raw < 256; raw++) {
      Pid pid = new Pid(raw);
      assertThat(pid.silent()).isEqualTo(raw == 0x40);
      assertThat(pid.telematic()).isEqualTo(raw >= 0x20 && raw < 0x40);
      assertThat(pid.replaceType().isPresent()).isEqualTo(raw >= 0x41 && raw <= 0x47);
    }
    assertThat(new Pid(0x47).replaceType()).hasValue(7);
    assertThatIllegalArgumentException().isThrownBy(() -> new Pid(256));
  }

  private static Optional<Ports> ports(int id, String data) throws PduException {
    return new UserDataHeader(List.of(new InformationElement(id, Octets.ofHex(data)))).ports();
  }

  @Test
  void reportParametersAndTheirIndicatorMustAgree() {
    Parameters parameters =
        Parameters.of(OptionalInt.of(1), Optional.empty(), Optional.of(UserData.Septets.of("a")));
    assertThat(parameters.indicators()).isEqualTo(Octets.of((byte) 5));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Parameters(
                    Octets.of((byte) 1), OptionalInt.empty(), Optional.empty(), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Parameters(
                    Octets.of((byte) 0x80),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty()));
  }

  private static Tpdu again(Tpdu tpdu) throws PduException {
    return Tpdu.decode(tpdu.encode(), Direction.MS_TO_SC, Mode.STRICT).value();
  }
}
