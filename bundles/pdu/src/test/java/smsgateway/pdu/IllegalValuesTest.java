package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be encoded cannot be constructed, and the exception says which field it is. */
class IllegalValuesTest {
  private static final Address NUMBER = Address.of("+4366");
  private static final Address LONG = new Address(0x81, "1".repeat(21));
  private static final UserData TEXT = UserData.Septets.of("a");
  private static final TimeStamp TIME = new TimeStamp(0);
  private static final UserData.Binary OCTETS =
      new UserData.Binary(Optional.empty(), Octets.of((byte) 1));
  private static final Parameters NONE =
      Parameters.of(OptionalInt.empty(), Optional.empty(), Optional.empty());

  static Stream<Arguments> illegal() {
    return Stream.of(messages(), reports(), commands(), values()).flatMap(stream -> stream);
  }

  private static Stream<Arguments> messages() {
    return Stream.of(
        of("TP-MR", () -> submit(256, NUMBER, 0, Dcs.GSM7, TEXT)),
        of("TP-MR", () -> submit(-1, NUMBER, 0, Dcs.GSM7, TEXT)),
        of("TP-DA", () -> submit(0, LONG, 0, Dcs.GSM7, TEXT)),
        of("TP-DA", () -> submit(0, null, 0, Dcs.GSM7, TEXT)),
        of("TP-PID", () -> submit(0, NUMBER, 256, Dcs.GSM7, TEXT)),
        of("TP-DCS", () -> submit(0, NUMBER, 0, null, TEXT)),
        of("TP-UD", () -> submit(0, NUMBER, 0, Dcs.UCS2, TEXT)),
        of("TP-UD", () -> submit(0, NUMBER, 0, Dcs.GSM7, null)),
        of("TP-UD", () -> submit(0, NUMBER, 0, Dcs.GSM7, UserData.Septets.of("a".repeat(161)))),
        of("TP-VP", () -> Submit.of(NUMBER, Dcs.GSM7, TEXT).withValidity(null)),
        of("TP-OA", () -> deliver(LONG, 0, Dcs.GSM7, TIME, TEXT)),
        of("TP-OA", () -> deliver(null, 0, Dcs.GSM7, TIME, TEXT)),
        of("TP-PID", () -> deliver(NUMBER, -1, Dcs.GSM7, TIME, TEXT)),
        of("TP-UD", () -> deliver(NUMBER, 0, Dcs.OCTETS, TIME, TEXT)),
        of("TP-UD", () -> deliver(NUMBER, 0, Dcs.OCTETS, TIME, octets(141))),
        of("TP-SCTS", () -> deliver(NUMBER, 0, Dcs.GSM7, null, TEXT)));
  }

  private static Stream<Arguments> reports() {
    return Stream.of(
        of("TP-MR", () -> statusReport(256, NUMBER, TIME, TIME, 0)),
        of("TP-RA", () -> statusReport(0, LONG, TIME, TIME, 0)),
        of("TP-SCTS", () -> statusReport(0, NUMBER, null, TIME, 0)),
        of("TP-DT", () -> statusReport(0, NUMBER, TIME, null, 0)),
        of("TP-ST", () -> statusReport(0, NUMBER, TIME, TIME, 256)),
        of("TP-FCS", () -> new DeliverReport(OptionalInt.of(256), NONE)),
        of("TP-FCS", () -> new SubmitReport(OptionalInt.of(-1), TIME, NONE)),
        of("TP-SCTS", () -> new SubmitReport(OptionalInt.empty(), null, NONE)),
        of("TP-UD", () -> new SubmitReport(OptionalInt.empty(), TIME, carrying(153))),
        of("TP-PI", () -> new Parameters(Octets.EMPTY, OptionalInt.empty(), none(), none())),
        of("TP-PI", () -> new Parameters(Octets.of((byte) 1), OptionalInt.empty(), none(), none())),
        of("TP-PID", () -> Parameters.of(OptionalInt.of(256), none(), none())),
        of("TP-UD", () -> Parameters.of(OptionalInt.empty(), none(), Optional.of(OCTETS))));
  }

  private static Stream<Arguments> commands() {
    return Stream.of(
        of("TP-MR", () -> command(256, 0, 0, 0, NUMBER, OCTETS)),
        of("TP-PID", () -> command(0, 256, 0, 0, NUMBER, OCTETS)),
        of("TP-CT", () -> command(0, 0, 256, 0, NUMBER, OCTETS)),
        of("TP-MN", () -> command(0, 0, 0, 256, NUMBER, OCTETS)),
        of("TP-DA", () -> command(0, 0, 0, 0, LONG, OCTETS)),
        of("TP-CD", () -> command(0, 0, 0, 0, NUMBER, octets(158))));
  }

  private static Stream<Arguments> values() {
    return Stream.of(
        of("TPDU", () -> new AtPdu(Optional.empty(), null)),
        of(
            "SMSC",
            () ->
                new AtPdu(
                    Optional.of(Address.alphanumeric("Carrier")),
                    Submit.of(NUMBER, Dcs.GSM7, TEXT))),
        of("type of address", () -> new Address(256, "1")),
        of("address", () -> new Address(0x81, "+1")),
        of("address", () -> Address.alphanumeric("ж")),
        of("TP-DCS", () -> new Dcs(256)),
        of("TP-VP", () -> new ValidityPeriod.Relative(256)),
        of("TP-VP", () -> new ValidityPeriod.Enhanced(1L << 56)),
        of("time", () -> new TimeStamp(-1)),
        of("year", () -> TimeStamp.of(OffsetDateTime.parse("1960-01-01T00:00:00Z"))),
        of("zone", () -> TimeStamp.of(OffsetDateTime.parse("2000-01-01T00:00:00+00:01"))),
        of("zone", () -> TimeStamp.of(LocalDateTime.of(2000, 1, 1, 0, 0), 80)),
        of("reference", () -> new Concatenation(256, 8, 1, 1)),
        of("sequence", () -> new Concatenation(0, 8, 1, 2)),
        of("information element", () -> new InformationElement(0, Octets.of(new byte[157]))),
        of("TP-UDH", () -> new UserDataHeader(List.of(element(100), element(60)))),
        of("TP-UD", () -> new UserData.Septets(Optional.empty(), Octets.of((byte) -1))),
        of("TP-UD", () -> octets(160)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("illegal")
  void theFieldIsNamed(String field, Runnable construction) {
    IllegalArgumentException refused =
        catchThrowableOfType(IllegalArgumentException.class, construction::run);
    assertThat(refused).isNotNull();
    assertThat(refused.getMessage()).contains(field);
  }

  @Test
  void theLargestOfEachIsLegal() {
    octets(159);
    command(255, 255, 255, 255, new Address(0x81, "1".repeat(20)), octets(157));
    new DeliverReport(OptionalInt.of(255), carrying(159));
    new SubmitReport(OptionalInt.of(255), TIME, carrying(152));
    new UserDataHeader(List.of(element(156)));
    assertThat(submit(255, NUMBER, 255, new Dcs(255), octets(140)).encode()).hasSize(149);
  }

  private static Arguments of(String field, Runnable construction) {
    return Arguments.of(field, construction);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static UserData.Binary octets(int length) {
    return new UserData.Binary(Optional.empty(), Octets.of(new byte[length]));
  }

  private static InformationElement element(int length) {
    return new InformationElement(0x70, Octets.of(new byte[length]));
  }

  private static Parameters carrying(int octets) {
    return Parameters.of(OptionalInt.empty(), Optional.of(Dcs.OCTETS), Optional.of(octets(octets)));
  }

  private static Submit submit(int mr, Address to, int pid, Dcs dcs, UserData data) {
    return new Submit(false, false, false, mr, to, pid, dcs, ValidityPeriod.NONE, data);
  }

  private static Deliver deliver(Address from, int pid, Dcs dcs, TimeStamp time, UserData data) {
    return new Deliver(false, false, false, false, from, pid, dcs, time, data);
  }

  private static StatusReport statusReport(
      int mr, Address recipient, TimeStamp sent, TimeStamp done, int status) {
    return new StatusReport(
        false, false, false, mr, recipient, sent, done, status, Optional.empty());
  }

  private static Command command(
      int mr, int pid, int type, int number, Address to, UserData.Binary data) {
    return new Command(false, mr, pid, type, number, to, data);
  }
}
