package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvTest {

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("", List.of()),
        Arguments.of("a,b", List.of(List.of("a", "b"))),
        Arguments.of("a,b\r\n1,2\r\n", List.of(List.of("a", "b"), List.of("1", "2"))),
        Arguments.of("a\n1\n", List.of(List.of("a"), List.of("1"))),
        Arguments.of("a\r1\r", List.of(List.of("a"), List.of("1"))),
        Arguments.of("a;b\n1;2,3", List.of(List.of("a", "b"), List.of("1", "2,3"))),
        Arguments.of("a,b\n1;2,3", List.of(List.of("a", "b"), List.of("1;2", "3"))),
        Arguments.of("a,b\n\"1,\"\"x\"\"\r\ny\",2", List.of(ab(), List.of("1,\"x\"\r\ny", "2"))),
        Arguments.of("a,b\n,\n", List.of(ab(), List.of("", ""))),
        Arguments.of("a,b\n\"\",\"\"", List.of(ab(), List.of("", ""))),
        Arguments.of("a,b\n\n1,2", List.of(ab(), List.of(""), List.of("1", "2"))),
        Arguments.of("a,b\n1\"2,3", List.of(ab(), List.of("1\"2", "3"))));
  }

  private static List<String> ab() {
    return List.of("a", "b");
  }

  @ParameterizedTest
  @MethodSource("files")
  void rowsAreReadAsSpreadsheetsWriteThem(String text, List<List<String>> rows) {
    assertThat(Csv.parse(text)).isEqualTo(rows);
  }

  @Test
  void aQuotedFieldThatDoesNotEndIsToldByRow() {
    assertThatThrownBy(() -> Csv.parse("a\nb\n\"c\n")).hasMessageStartingWith("Row 3: a quoted");
  }

  @Test
  void textAfterAClosingQuoteIsToldByRow() {
    assertThatThrownBy(() -> Csv.parse("a\n\"b\"c")).hasMessageStartingWith("Row 2: text follows");
  }

  @Test
  void utf8WithMarkAndLatin1AreBothUnderstood() {
    assertThat(Csv.decode("\uFEFFJörg".getBytes(StandardCharsets.UTF_8))).isEqualTo("Jörg");
    assertThat(Csv.decode("Jörg".getBytes(StandardCharsets.UTF_8))).isEqualTo("Jörg");
    assertThat(Csv.decode("Jörg".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("Jörg");
  }
}
