package smsgateway.pdu.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The records of the corpus through the program; see {@code corpus/README.md} for their sources.
 */
class CorpusToolTest {
  static List<String> decode() throws IOException {
    return lines("decode.jsonl", 194);
  }

  static List<String> encode() throws IOException {
    return lines("encode.jsonl", 69);
  }

  static List<String> count() throws IOException {
    return lines("partcount.jsonl", 18);
  }

  static List<String> malformed() throws IOException {
    return lines("malformed.jsonl", 61);
  }

  @ParameterizedTest
  @MethodSource("decode")
  void everyPduGivesExactlyItsFields(String line) {
    Input record = Input.of(line);
    Input answer = answer("decode", line);
    assertThat(answer.get("id")).isEqualTo(record.get("id"));
    assertThat(answer.get("result")).isEqualTo(record.get("expected"));
  }

  @ParameterizedTest
  @MethodSource("encode")
  void fieldsGiveExactlyTheirPdus(String line) {
    assertThat(answer("encode", line).get("result"))
        .isEqualTo(Map.of("hex", Input.of(line).get("expected_hex")));
  }

  @ParameterizedTest
  @MethodSource("count")
  void textsNeedAsManySegmentsAsExpected(String line) {
    Input record = Input.of(line);
    Input answer = answer("count", line);
    if (record.number("expected_parts", 0) < 0) {
      assertThat(answer.object("error").text("kind")).isEqualTo("LENGTH");
    } else {
      assertThat(answer.get("result")).isEqualTo(Map.of("parts", record.get("expected_parts")));
    }
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedPdusAreRefusedWhereTheyShouldBe(String line) {
    Input record = Input.of(line);
    Input strict = answer("check", line);
    Input lenient = strict.object("lenient");
    String expect = record.text("expect");
    assertThat(strict.has("error")).isEqualTo(!expect.equals("may-reject"));
    if (expect.equals("must-reject")) {
      assertThat(lenient.has("error")).isTrue();
    }
    if (strict.has("error") && record.has("offset")) {
      Input error = strict.object("error");
      assertThat(error.get("field")).isEqualTo(record.get("first_bad_field"));
      int offset = record.number("offset", -1);
      assertThat(error.number("offset", -9)).isBetween(offset - 2, offset + 2);
    }
    assertContains(lenient, record.object("lenient"));
    assertContains(lenient.has("result") ? lenient : strict, record.object("if_accepted"));
  }

  private static void assertContains(Input answer, Input expected) {
    if (expected != null && answer.has("result")) {
      expected
          .fields()
          .forEach(
              (name, value) -> assertThat(answer.object("result").get("" + name)).isEqualTo(value));
    }
  }

  @Test
  void whatLenientDecodingSavesIsCompared() throws IOException {
    assertThat(malformed())
        .filteredOn(line -> Input.of(line).has("lenient"))
        .hasSize(7)
        .allMatch(line -> answer("check", line).object("lenient").has("result"));
  }

  /** The answer as a reader of the output sees it. */
  private static Input answer(String operation, String line) {
    StringBuilder json = new StringBuilder();
    JsonWriter.write(Main.answer(operation, line), json);
    return Input.of(json.toString());
  }

  private static List<String> lines(String name, int number) throws IOException {
    try (InputStream in = CorpusToolTest.class.getResourceAsStream("/corpus/" + name)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(lines).hasSize(number);
      return lines;
    }
  }
}
