package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real PDUs and what they mean; see {@code corpus/README.md} for their sources. */
class CorpusTest {
  static List<Vector> decodable() {
    return Vector.file("decode.jsonl");
  }

  static Stream<Vector> roundTrips() {
    return decodable().stream().filter(v -> v.flag("roundtrip"));
  }

  static List<Vector> malformed() {
    return Vector.file("malformed.jsonl");
  }

  static Stream<Vector> partCounts() {
    return Vector.file("partcount.jsonl").stream();
  }

  @Test
  void noRecordIsLeftOut() {
    assertThat(decodable()).hasSize(194);
    assertThat(roundTrips()).hasSize(163);
    assertThat(malformed()).hasSize(61);
    assertThat(partCounts()).hasSize(18);
  }

  @ParameterizedTest
  @MethodSource("decodable")
  void onlyTrailingOctetsAreForgiven(Vector vector) throws PduException {
    Decoded<AtPdu> decoded = vector.decode(Mode.LENIENT);
    assertThat(decoded.warnings()).hasSize(vector.text("mode").equals("strict") ? 0 : 1);
  }

  @ParameterizedTest
  @MethodSource("decodable")
  void strictDecodingGivesTheSameOrRefusesTrailingOctets(Vector vector) throws PduException {
    if (vector.text("mode").equals("strict")) {
      assertThat(vector.decode(Mode.STRICT)).isEqualTo(vector.decode(Mode.LENIENT));
    } else {
      PduException fault = failure(vector, Mode.STRICT);
      assertThat(fault.kind()).isEqualTo(PduException.Kind.TRAILING);
    }
  }

  @ParameterizedTest
  @MethodSource("roundTrips")
  void encodingADecodedPduGivesItsOctets(Vector vector) throws PduException {
    AtPdu pdu = vector.decode(Mode.STRICT).value();
    String hex = vector.flag("has_smsc") ? pdu.toHex() : Octets.of(pdu.tpdu().encode()).toHex();
    assertThat(hex).isEqualTo(vector.text("pdu_hex"));
    if (vector.has("tpdu_length")) {
      assertThat(pdu.tpduLength()).isEqualTo(vector.get("tpdu_length"));
    }
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedPdusAreRefusedWithFieldAndOffset(Vector vector) {
    PduException strict = failure(vector, Mode.STRICT);
    if (!vector.text("expect").equals("may-reject")) {
      assertThat(strict).isNotNull();
    }
    if (strict != null && vector.has("offset")) {
      assertThat(strict.offset())
          .as(strict.getMessage())
          .isBetween(vector.number("offset", 0) - 2, vector.number("offset", 0) + 2);
      assertThat("." + strict.field()).endsWith("." + vector.text("first_bad_field"));
    }
    PduException lenient = failure(vector, Mode.LENIENT);
    if (vector.text("expect").equals("must-reject")) {
      assertThat(lenient).isNotNull();
    }
  }

  @Test
  void whatIsLeftOfDamagedPdusComesWithAWarning() throws PduException {
    int compared = 0;
    for (Vector vector : malformed()) {
      if (vector.has("lenient")) {
        assertThat(vector.decode(Mode.LENIENT).warnings()).as("%s", vector).isNotEmpty();
        compared++;
      }
    }
    assertThat(compared).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("partCounts")
  void textsNeedAsManySegmentsAsExpected(Vector vector) throws PduException {
    StringBuilder text = new StringBuilder();
    vector
        .<List<Object>>list("text_repeat")
        .forEach(pair -> text.append(((String) pair.get(0)).repeat((Integer) pair.get(1))));
    SegmentOptions options =
        vector.number("concat_bits", 8) == 8
            ? SegmentOptions.reference8(7)
            : SegmentOptions.reference16(7);
    if (vector.text("alphabet").equals("gsm7+single_shift:1")) {
      options = options.withLanguages(0, 1);
    } else {
      assertThat(vector.text("alphabet")).isEqualTo("auto");
    }
    int parts = vector.number("expected_parts", 0);
    SegmentOptions chosen = options;
    if (parts < 0) {
      PduException fault =
          catchThrowableOfType(PduException.class, () -> Segmenter.split(text.toString(), chosen));
      assertThat(fault.kind()).isEqualTo(PduException.Kind.LENGTH);
    } else {
      assertThat(Segmenter.split(text.toString(), options).segments()).hasSize(parts);
    }
  }

  private static PduException failure(Vector vector, Mode mode) {
    return catchThrowableOfType(PduException.class, () -> vector.decode(mode));
  }
}
