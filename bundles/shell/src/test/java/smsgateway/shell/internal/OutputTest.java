package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {

  @Test
  void columnsAreAlignedTextToTheLeftAndNumbersToTheRight() {
    Table table =
        new Table(
            List.of("NAME", "SENT", "DETAIL"),
            List.of(Arrays.asList("north", 7, "fine"), Arrays.asList("s", 12345, null)));

    assertThat(table.lines())
        .containsExactly("NAME    SENT  DETAIL", "north      7  fine", "s      12345");
  }

  @Test
  void theTitleLineIsThereWithoutRows() {
    assertThat(ListCommand.table(List.of()).lines())
        .containsExactly("ID  TIME  STATE  NUMBER  MAIL  SMS  MODEM  REASON");
  }

  @Test
  void foreignTextCannotSteerTheTerminal() {
    Table table = new Table(List.of("T"), List.of(List.of("a\u001B[2J\n\u202Eb\u0085")));

    assertThat(table.untitled()).containsExactly("a\\u001B[2J\\u000A\\u202Eb\\u0085");
  }

  @Test
  void aTableIsAlsoJson() {
    Table table =
        new Table(
            List.of("ID", "AT", "MAYBE TWICE"),
            List.of(Arrays.asList(new MessageId(-5), Instant.EPOCH, null)));

    assertThat(Json.of(table.json()))
        .isEqualTo("[{\"id\":\"in5\",\"at\":\"1970-01-01T00:00:00Z\",\"maybe_twice\":null}]");
  }

  @Test
  void jsonEscapesWhatItMust() {
    assertThat(Json.of("a\"b\\c\n\u0007ü\uD83D\uDE00"))
        .isEqualTo("\"a\\\"b\\\\c\\u000a\\u0007ü\\ud83d\\ude00\"");
  }

  @Test
  void jsonKnowsEveryKindOfValue() {
    assertThat(Json.of(Arrays.asList(1, -2L, true, null, List.of(), Map.of(), Map.of("k", "v"))))
        .isEqualTo("[1,-2,true,null,[],{},{\"k\":\"v\"}]");
  }

  @ParameterizedTest
  @CsvSource({"17,17,17", "in5,-5,in5"})
  void inboundIdsAreReadAndWrittenWithoutAMinus(String typed, long value, String shown) {
    assertThat(MessageId.parse(typed).value()).isEqualTo(value);
    assertThat(MessageId.parse(typed)).hasToString(shown);
  }

  @Test
  void whatIsNoIdIsRefused() {
    assertThatThrownBy(() -> MessageId.parse("five")).hasMessageContaining("is no message id");
  }

  @ParameterizedTest
  @CsvSource({
    "+49 170 123-45.67, +491701234567",
    "0049/170/1234567, +491701234567",
    "(0170) 1234567, 01701234567",
    "112, 112"
  })
  void numbersAreReadAsPeopleWriteThem(String typed, String number) {
    assertThat(NumberInput.parse(typed).value()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"12", "call me", "''", "+1234567890123456", "+49+170"})
  void whatIsNoNumberIsRefusedWithAnExample(String typed) {
    assertThatThrownBy(() -> NumberInput.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no phone number")
        .hasMessageContaining("+49");
  }
}
