package smsgateway.pdu.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final String SUBMIT = "\"kind\":\"submit\",\"has_smsc\":false,\"input\":";
  private static final String TO = "\"destination\":{\"toa\":145,\"number\":\"1234\"}";

  @Test
  void everyLineOfInputGivesOneLineOfAscii() throws IOException {
    StringWriter out = new StringWriter();
    String good = "{\"id\":\"a\",\"text_repeat\":[[\"ж\",2]],\"unknown\":[1.5e3,{}]}";
    Main.run("count", new StringReader(good + "\n\nno json\n[]\n" + good), out);
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"id\":\"a\",\"result\":{\"parts\":1}}",
            "{\"id\":null,\"error\":{\"kind\":\"BAD_INPUT\",\"field\":\"no JSON at character 0\",\"offset\":-1}}",
            "{\"id\":null,\"error\":{\"kind\":\"BAD_INPUT\",\"field\":\"no JSON at character 0\",\"offset\":-1}}",
            "{\"id\":null,\"error\":{\"kind\":\"BAD_INPUT\",\"field\":\"no object\",\"offset\":-1}}",
            "{\"id\":\"a\",\"result\":{\"parts\":1}}");
  }

  @Test
  void textIsWrittenInAsciiWithLoneSurrogates() {
    String pdu = "0004048121430008208062917314080A" + "0416D83DDE0AD83D0022";
    assertThat(
            line(
                "decode",
                "{\"direction\":\"sc->ms\",\"has_smsc\":true,\"pdu_hex\":\"" + pdu + "\"}"))
        .contains("\"text\":\"\\u0416\\uD83D\\uDE0A\\uD83D\\u0022\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"pdu_hex\":7}",
        "{\"pdu_hex\":\"\"}",
        "{\"pdu_hex\":\"0G\"}",
        "{\"pdu_hex\":\"00\",\"has_smsc\":true}",
        "{\"pdu_hex\":\"0\",\"has_smsc\":true,\"mode\":\"lenient\"}",
        "{\"kind\":\"submit\"}",
        "{\"kind\":\"submit\",\"input\":{}}",
        "{\"kind\":\"submit\",\"input\":{\"destination\":5}}",
        "{\"kind\":\"deliver-report\",\"input\":{\"fcs\":256}}",
        "{\"kind\":\"command\",\"input\":{\"destination\":{\"number\":\"1\"},\"text\":\"a\"}}",
        "{\"text_repeat\":[[\"a\",9000000000000]]}",
        "{\"text_repeat\":[[\"a\",-1]]}",
        "{\"text_repeat\":7}"
      })
  void whatCannotBeProcessedIsAnError(String record) {
    for (String operation : new String[] {"decode", "encode", "check"}) {
      assertThat(line(operation, record)).contains("\"error\":{\"kind\":");
    }
    if (record.contains("repeat")) {
      assertThat(line("count", record)).contains("\"error\":{\"kind\":");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "\"",
        "\"\\",
        "\"\\u12",
        "tru",
        "1 2",
        "-",
        "--1"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.read(text));
  }

  @Test
  void depthIsBounded() {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.read("[".repeat(1_000_000)));
    assertThat(Json.read("[".repeat(100) + "]".repeat(100))).isNotNull();
  }

  @Test
  void jsonComesBack() {
    String json =
        "{\"a\":[null,true,false,-12,1.5,\"\\u0000\\u0022\\u005C/\\uD83D\"],\"b\":{},\"c\":[]}";
    StringBuilder out = new StringBuilder();
    JsonWriter.write(Json.read(" " + json.replace(",", " ,\t") + "\n"), out);
    assertThat(out).hasToString(json);
    assertThat(Json.read("\"\\n\\r\\t\\b\\f\\/\"")).isEqualTo("\n\r\t\b\f/");
  }

  @ParameterizedTest
  @CsvSource({
    "deliver.udl, deliver.udl",
    "deliver.ud, deliver.ud",
    "deliver.udh.ie, udh.ie",
    "deliver.originator.length, originator.length",
    "command.length, command.length",
    "command.data, command.data",
    "command.mr, mr",
    "smsc.length, smsc.length",
    "hex, hex"
  })
  void fieldsAreNamedAsRecordsNameThem(String path, String name) {
    assertThat(FieldName.of(path)).isEqualTo(name);
  }

  @Test
  void timesOfAnyZoneAreWrittenAndRead() {
    String pdu = "0004812143" + "0000" + "20806291731497" + "00";
    String decoded =
        line(
            "decode",
            "{\"direction\":\"sc->ms\",\"pdu_hex\":\"" + pdu.replaceFirst("0004", "0404") + "\"}");
    assertThat(decoded).contains("\"scts\":\"2002-08-26T19:37:41+19:45\"");
    String encoded =
        line(
            "encode",
            "{\"kind\":\"deliver\",\"input\":{\"originator\":{\"toa\":129,\"number\":\"1234\"},"
                + "\"scts\":\"2002-08-26T19:37:41-19:45\"}}");
    assertThat(encoded).contains("20806291731" + "49F00");
  }

  @Test
  void aTextThatIsTooLongNeedsConcatenation() {
    String text = "\"text\":\"" + "a".repeat(161) + "\"";
    assertThat(line("encode", "{" + SUBMIT + "{" + TO + "," + text + "}}")).contains("LENGTH");
    assertThat(
            line(
                "encode",
                "{" + SUBMIT + "{" + TO + "," + text + ",\"concat\":{\"ref\":1,\"bits\":16}}}"))
        .contains("\"hex\":[")
        .contains("0608040001020");
  }

  @Test
  void languagesCanBeCounted() {
    String text = "\"text\":\"" + "ğ".repeat(100) + "\"";
    assertThat(line("count", "{" + text + ",\"alphabet\":\"gsm7+locking_shift:1+single_shift:1\"}"))
        .contains("\"parts\":1");
    assertThat(line("count", "{" + text + ",\"alphabet\":\"gsm7\"}")).contains("UNENCODABLE");
    assertThat(line("count", "{" + text + ",\"alphabet\":\"x\"}")).contains("ILLEGAL_VALUE");
    assertThat(line("count", "{" + text + ",\"alphabet\":\"gsm7+locking_shift:256\"}"))
        .contains("ILLEGAL_VALUE");
  }

  private static String line(String operation, String record) {
    StringBuilder json = new StringBuilder();
    JsonWriter.write(Main.answer(operation, record), json);
    return json.toString();
  }
}
