package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.driver.ModemProfile;

class CnmiChooserTest {
  private static final ModemProfile NONE = new ModemProfile(Map.of());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "generic            | (0-3),(0-3),(0-3),(0-2),(0,1)   | false | 2,1,0,1,0",
        "generic with SR    | (0-3),(0-3),(0-3),(0-2),(0,1)   | true  | 2,1,0,2,0",
        "Nokia 22           | (0-2),(0-3),(0,2,3),(0-2),(0,1) | false | 2,1,0,1,0",
        "Cinterion PHS8     | (0,1,2),(0,1),(0,2),(0),(1)     | true  | 2,1,0,0,1",
        "Cinterion MC75i    | (0-3),(0,1),(0,2,3),(0,2),(1)   | false | 2,1,0,2,1",
        "SIM800L            | (0-3),(0-3),(0,2),(0,1),(0,1)   | true  | 2,1,0,1,0",
        "EC25               | (0-2),(0-3),(0,2),(0-2),(0,1)   | false | 2,1,0,1,0",
        "T610, no mt 2      | (0-2),(0,1,3),(0),(0,1),(0,1)   | false | 2,1,0,1,0",
        "mode 2 only        | (2),(0-1,3),(0,2),(0-1),(0)     | false | 2,1,0,1,0",
        "GM29, four groups  | (3),(0-3),(0,2),(0-1)           | false | 3,1,0,1",
        "Nokia handset      | (1),(0,1),(0),(0),(0)           | false | 1,1,0,0,0",
        "no mt 1            | (0-2),(0),(0),(0),(0)           | false | 2,0,0,0,0"
      })
  void choosesTheBestLegalValues(String modem, String test, boolean readable, String chosen) {
    assertThat(CnmiChooser.candidates(test, readable, NONE)).as(modem).startsWith(chosen);
  }

  @Test
  void withoutTestAnswerTheKnownSettingsAreTriedInOrder() {
    assertThat(CnmiChooser.candidates("", true, NONE))
        .containsExactly("2,1,0,2,0", "2,1,0,1,0", "2,1", "1,1", "3,1");
  }

  @Test
  void aFamilyMayPreferOtherValues() {
    ModemProfile profile = new ModemProfile(Map.of("cnmi.mode", "1", "cnmi.ds", "1,0"));
    assertThat(CnmiChooser.candidates("(0-3),(0-3),(0-3),(0-2),(0,1)", true, profile))
        .startsWith("1,1,0,1,0");
  }
}
