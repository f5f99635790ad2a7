package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any message that can be made comes back from its octets. */
class InverseTest {
  private static final int ROUNDS = 20_000;

  private final Random random = new Random(9);

  @Test
  void everySubmitComesBack() throws PduException {
    for (int i = 0; i < ROUNDS; i++) {
      Dcs dcs = new Dcs(octet());
      check(
          new Submit(
              flag(), flag(), flag(), octet(), address(), octet(), dcs, validity(), data(dcs)),
          Direction.MS_TO_SC);
    }
  }

  @Test
  void everyDeliverComesBack() throws PduException {
    for (int i = 0; i < ROUNDS; i++) {
      Dcs dcs = new Dcs(octet());
      check(
          new Deliver(flag(), flag(), flag(), flag(), address(), octet(), dcs, time(), data(dcs)),
          Direction.SC_TO_MS);
    }
  }

  @Test
  void everyStatusReportComesBack() throws PduException {
    for (int i = 0; i < ROUNDS; i++) {
      check(
          new StatusReport(
              flag(),
              flag(),
              flag(),
              octet(),
              address(),
              time(),
              time(),
              octet(),
              reportParameters()),
          Direction.SC_TO_MS);
    }
  }

  @Test
  void everyCommandComesBack() throws PduException {
    for (int i = 0; i < ROUNDS; i++) {
      UserData data = data(Dcs.OCTETS, 157);
      check(
          new Command(
              flag(), octet(), octet(), octet(), octet(), address(), (UserData.Binary) data),
          Direction.MS_TO_SC);
    }
  }

  @Test
  void everyReportOfAPhoneAndOfAServiceCentreComesBack() throws PduException {
    for (int i = 0; i < ROUNDS; i++) {
      OptionalInt cause = flag() ? OptionalInt.of(octet()) : OptionalInt.empty();
      RpContext rp = cause.isPresent() ? RpContext.ERROR : RpContext.ACK;
      check(new DeliverReport(cause, parameters(159)), Direction.MS_TO_SC, rp);
      check(new SubmitReport(cause, time(), parameters(152)), Direction.SC_TO_MS, rp);
    }
  }

  private void check(Tpdu tpdu, Direction direction) throws PduException {
    check(tpdu, direction, RpContext.ACK);
  }

  private void check(Tpdu tpdu, Direction direction, RpContext rp) throws PduException {
    AtPdu pdu = new AtPdu(smsc(), tpdu);
    byte[] octets = pdu.encode();
    assertThat(AtPdu.decode(octets, direction, rp, Mode.STRICT).value()).isEqualTo(pdu);
    assertThat(AtPdu.decodeHex(pdu.toHex(), direction, rp, Mode.LENIENT).value()).isEqualTo(pdu);
    int smscOctets = 1 + octets[0];
    assertThat(pdu.tpduLength()).isEqualTo(octets.length - smscOctets);
  }

  private Parameters parameters(int octets) {
    Optional<Dcs> dcs = flag() ? Optional.of(new Dcs(octet())) : Optional.empty();
    Parameters plain =
        Parameters.of(
            flag() ? OptionalInt.of(octet()) : OptionalInt.empty(),
            dcs,
            flag() ? Optional.of(data(dcs.orElse(Dcs.GSM7), octets)) : Optional.empty());
    if (flag()) {
      return plain;
    }
    Octets extended =
        Octets.of((byte) (plain.indicators().at(0) | 0x98), (byte) random.nextInt(128));
    return new Parameters(extended, plain.pid(), plain.dcs(), plain.userData());
  }

  private Optional<Parameters> reportParameters() {
    return flag() ? Optional.empty() : Optional.of(parameters(143));
  }

  private UserData data(Dcs dcs) {
    return data(dcs, UserData.OCTETS);
  }

  private UserData data(Dcs dcs, int most) {
    Optional<UserDataHeader> header = header();
    int headerOctets = header.map(UserDataHeader::octets).orElse(0);
    if (dcs.compressed() || dcs.alphabet() == Alphabet.OCTETS) {
      return new UserData.Binary(header, octets(random.nextInt(most + 1 - headerOctets), 256));
    }
    if (dcs.alphabet() == Alphabet.UCS2) {
      char[] text = new char[random.nextInt((most - headerOctets) / 2 + 1)];
      for (int i = 0; i < text.length; i++) {
        text[i] = (char) random.nextInt(0x10000);
      }
      return new UserData.Ucs2(header, new String(text));
    }
    int room = most * 8 / 7 - UserDataHeader.septets(headerOctets);
    return new UserData.Septets(header, octets(random.nextInt(room + 1), 128));
  }

  private Optional<UserDataHeader> header() {
    if (flag()) {
      return Optional.empty();
    }
    List<InformationElement> elements = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      elements.add(new InformationElement(octet(), octets(random.nextInt(44), 256)));
    }
    return Optional.of(new UserDataHeader(elements));
  }

  private Octets octets(int length, int bound) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) random.nextInt(bound);
    }
    return Octets.of(octets);
  }

  private ValidityPeriod validity() {
    return switch (random.nextInt(4)) {
      case 0 -> ValidityPeriod.NONE;
      case 1 -> new ValidityPeriod.Relative(octet());
      case 2 -> new ValidityPeriod.Absolute(time());
      default -> new ValidityPeriod.Enhanced(time().raw());
    };
  }

  private TimeStamp time() {
    return new TimeStamp(random.nextLong() >>> 8);
  }

  private Optional<Address> smsc() {
    return flag()
        ? Optional.empty()
        : Optional.of(
            flag()
                ? number(22)
                : Address.alphanumeric("Carrier SMS ".substring(random.nextInt(5))));
  }

  private Address address() {
    return flag() ? number(20) : Address.alphanumeric("Ab€$@ÖX".substring(random.nextInt(7)));
  }

  private Address number(int longest) {
    StringBuilder digits = new StringBuilder();
    for (int n = random.nextInt(longest + 1); n > 0; n--) {
      digits.append(Address.character(random.nextInt(15)));
    }
    int toa = octet();
    return new Address(
        Address.typeOfNumber(toa) == TypeOfNumber.ALPHANUMERIC ? 0x81 : toa, digits.toString());
  }

  private int octet() {
    return random.nextInt(256);
  }

  private boolean flag() {
    return random.nextBoolean();
  }
}
