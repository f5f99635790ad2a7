package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields to octets as other implementations publish them. */
class EncodeCorpusTest {
  static List<Vector> encodable() {
    return Vector.supported("encode.jsonl");
  }

  @Test
  void noRecordOfASupportedKindIsLeftOut() {
    assertThat(encodable()).hasSize(63);
  }

  @ParameterizedTest
  @MethodSource("encodable")
  void fieldsGiveTheExpectedOctets(Vector vector) throws PduException {
    Vector input = vector.object("input");
    List<String> actual = new ArrayList<>();
    for (Tpdu tpdu : tpdus(vector, input)) {
      AtPdu pdu = new AtPdu(Optional.ofNullable(input.object("smsc")).map(this::address), tpdu);
      actual.add(vector.flag("has_smsc") ? pdu.toHex() : Octets.of(tpdu.encode()).toHex());
    }
    assertThat(actual).isEqualTo(vector.list("expected_hex"));
  }

  private List<Tpdu> tpdus(Vector vector, Vector input) throws PduException {
    return switch (vector.text("kind")) {
      case "submit" -> submits(input);
      case "deliver" -> List.of(deliver(input));
      default -> List.of(report(input));
    };
  }

  private List<Tpdu> submits(Vector input) throws PduException {
    List<Tpdu> submits = new ArrayList<>();
    for (UserData data : segments(input)) {
      int reference = input.number("mr", 0);
      submits.add(
          new Submit(
              input.flag("rd"),
              input.flag("srr"),
              input.flag("rp"),
              input.flag("mr_increments") ? reference + submits.size() : reference,
              address(input.object("destination")),
              input.number("pid", 0),
              new Dcs(input.number("dcs", 0)),
              validity(input.object("vp")),
              data));
    }
    return submits;
  }

  private Deliver deliver(Vector input) throws PduException {
    return new Deliver(
        input.flag("mms"),
        input.flag("lp"),
        input.flag("sri"),
        input.flag("rp"),
        address(input.object("originator")),
        input.number("pid", 0),
        new Dcs(input.number("dcs", 0)),
        time(input.text("scts")),
        segments(input).get(0));
  }

  private StatusReport report(Vector input) throws PduException {
    int indicator = input.number("pi", 0);
    Optional<Parameters> parameters = Optional.empty();
    if (input.has("pi")) {
      parameters =
          Optional.of(
              Parameters.of(
                  (indicator & Parameters.PID) == 0
                      ? OptionalInt.empty()
                      : OptionalInt.of(input.number("pid", 0)),
                  Optional.of(new Dcs(input.number("dcs", 0)))
                      .filter(dcs -> (indicator & Parameters.DCS) != 0),
                  Optional.of(segments(input).get(0))
                      .filter(data -> (indicator & Parameters.USER_DATA) != 0)));
    }
    return new StatusReport(
        input.flag("mms"),
        input.flag("lp"),
        input.flag("srq"),
        input.number("mr", 0),
        address(input.object("recipient")),
        time(input.text("scts")),
        time(input.text("discharge")),
        input.number("status", 0),
        parameters);
  }

  private List<UserData> segments(Vector input) throws PduException {
    Vector concat = input.object("concat");
    SegmentOptions options =
        concat == null || concat.number("bits", 8) == 8
            ? SegmentOptions.reference8(concat == null ? 0 : concat.number("ref", 0))
            : SegmentOptions.reference16(concat.number("ref", 0));
    List<InformationElement> elements = new ArrayList<>();
    for (Vector element : input.objects("udh")) {
      elements.add(
          new InformationElement(element.number("iei", 0), Octets.ofHex(element.text("data"))));
    }
    options =
        options
            .withElements(elements)
            .withLanguages(input.number("locking_shift", 0), input.number("single_shift", 0));
    if (input.has("data")) {
      return Segmenter.split(Octets.ofHex(input.text("data")), options).segments();
    }
    Alphabet alphabet = input.text("alphabet").equals("ucs2") ? Alphabet.UCS2 : Alphabet.GSM7;
    String text = input.has("text") ? input.text("text") : "";
    return Segmenter.split(text, options.withAlphabet(alphabet)).segments();
  }

  private Address address(Vector address) {
    return new Address(address.number("toa", 0), address.text("number"));
  }

  private static TimeStamp time(String iso) {
    return TimeStamp.of(OffsetDateTime.parse(iso));
  }

  private static ValidityPeriod validity(Vector period) throws PduException {
    if (period == null) {
      return ValidityPeriod.NONE;
    }
    return switch (period.text("format")) {
      case "relative" -> new ValidityPeriod.Relative(period.number("octet", 0));
      case "absolute" -> new ValidityPeriod.Absolute(time(period.text("time")));
      default -> new ValidityPeriod.Enhanced(Long.parseLong(period.text("raw"), 16));
    };
  }
}
