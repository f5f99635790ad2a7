package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CmsCauseTest {
  @ParameterizedTest
  @CsvSource({
    "1,1,PERMANENT",
    "8,1,ACCOUNT",
    "10,1,PERMANENT",
    "17,5,TRANSIENT",
    "21,1,TRANSIENT",
    "21,2,PERMANENT",
    "28,1,ACCOUNT",
    "38,1,TRANSIENT",
    "42,1,TRANSIENT",
    "50,1,ACCOUNT",
    "81,1,MODEM",
    "96,1,PERMANENT",
    "111,1,TRANSIENT",
    "145,1,PERMANENT",
    "193,1,ACCOUNT",
    "195,1,PERMANENT",
    "197,1,TRANSIENT",
    "208,1,TRANSIENT",
    "230,1,TRANSIENT",
    "230,2,PERMANENT",
    "255,2,TRANSIENT",
    "300,1,MODEM",
    "302,1,TRANSIENT",
    "302,2,MODEM",
    "304,1,PERMANENT",
    "310,1,ACCOUNT",
    "313,1,MODEM",
    "314,1,TRANSIENT",
    "330,1,NO_SMSC",
    "331,1,TRANSIENT",
    "332,1,UNCERTAIN",
    "500,1,TRANSIENT",
    "515,1,TRANSIENT",
    "517,1,PERMANENT",
    "99999,2,TRANSIENT",
    "99999,3,PERMANENT",
    "256,3,PERMANENT",
    "200,9,TRANSIENT",
    "500,9,TRANSIENT",
    "322,9,TRANSIENT",
    "302,9,MODEM",
    "-1,9,TRANSIENT"
  })
  void everyCauseHasItsMeaning(int code, int attempt, CmsCause meaning) {
    assertThat(CmsCause.of(code, attempt)).isEqualTo(meaning);
  }

  @Test
  void aMissingSimIsAMatterForAPerson() {
    assertThat(CmsCause.ofEquipment(10)).isEqualTo(CmsCause.ACCOUNT);
    assertThat(CmsCause.ofEquipment(14)).isEqualTo(CmsCause.TRANSIENT);
    assertThat(CmsCause.ofEquipment(60)).isEqualTo(CmsCause.MODEM);
  }
}
