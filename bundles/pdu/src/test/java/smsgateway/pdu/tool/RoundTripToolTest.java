package smsgateway.pdu.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields that a PDU gives, handed to the encoder, give the PDU again. */
class RoundTripToolTest {
  static List<String> roundTrips() throws IOException {
    return CorpusToolTest.decode().stream()
        .filter(line -> Input.of(line).flag("roundtrip"))
        .toList();
  }

  @Test
  void mostRecordsAreOfThisKind() throws IOException {
    assertThat(roundTrips()).hasSize(163);
  }

  @ParameterizedTest
  @MethodSource("roundTrips")
  void theFieldsOfAPduGiveThePduAgain(String line) {
    Input record = Input.of(line);
    Map<Object, Object> fields = new LinkedHashMap<>(record.object("expected").fields());
    // the header names concatenation and languages, too: an element is written once
    fields.remove("concat");
    List<?> elements =
        record.object("expected").list("udh").stream()
            .filter(element -> !language(new Input((Map<?, ?>) element)))
            .toList();
    fields.put("udh", elements);
    Map<Object, Object> request = new LinkedHashMap<>();
    request.put("kind", record.text("kind"));
    request.put("has_smsc", record.flag("has_smsc"));
    request.put("input", fields);
    StringBuilder json = new StringBuilder();
    JsonWriter.write(request, json);
    assertThat(Main.answer("encode", json.toString()).get("result"))
        .isEqualTo(Map.of("hex", List.of(record.text("pdu_hex"))));
  }

  private static boolean language(Input element) {
    int id = element.number("iei", -1);
    return id == 0x24 || id == 0x25;
  }
}
