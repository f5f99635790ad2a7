package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smsgateway.api.Msisdn;
import smsgateway.routing.internal.NumberGrammar.Flaw;
import smsgateway.routing.internal.NumberGrammar.Reading;

class NumberGrammarTest {
  private static Reading read(String country, String prefix, String field) {
    return new NumberGrammar(country == null ? "" : country, prefix == null ? "" : prefix)
        .read(field);
  }

  @ParameterizedTest(name = "country {0}, prefix {1}: {2} is {3}")
  @CsvSource({
    "39,  , 3331234567,           +393331234567",
    "39,  , 06 1234567,           +39061234567",
    "39,  , 3931234567,           +393931234567",
    "39,  , 393331234567,         +393331234567",
    "39,  , +39 333 123 4567,     +393331234567",
    "39,  , 0039-333-1234567,     +393331234567",
    "39,  , p393331234567,        +393331234567",
    "39,  , P39.333.1234567,      +393331234567",
    "39,  , (+39) 333/1234567,    +393331234567",
    "39,  , +1234567,             +1234567",
    "39,  , +123456789012345,     +123456789012345",
    "39,  , 1234567,              +391234567",
    "49, 0, 0171 1234567,         +491711234567",
    "49, 0, (0)171 1234567,       +491711234567",
    "49, 0, 00491711234567,       +491711234567",
    "49, 0, 491711234567,         +491711234567",
    "49, 0, 1711234567,           +491711234567",
    " 1, 1, 12125551234,          +12125551234",
    " 1, 1, 2125551234,           +12125551234",
    "36,06, 06301234567,          +36301234567",
    "45,  , 11223344,             +4511223344",
    "  ,  , +4511223344,          +4511223344",
  })
  void numbersBecomeInternational(String country, String prefix, String field, String number) {
    assertThat(read(country, prefix, field)).isEqualTo(new Reading.Found(new Msisdn(number)));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "112,                SHORT_CODE",
    "123456,             SHORT_CODE",
    "+123456,            TOO_SHORT",
    "00123,              TOO_SHORT",
    "+1234567890123456,  TOO_LONG",
    "12345678901234,     TOO_LONG",
    "+0393331234567,     ZERO",
    "+49 (0)171 1234567, ZERO",
    "0000391234567,      ZERO",
  })
  void numbersThatCannotBeDialledSayWhy(String field, Flaw flaw) {
    assertThat(read("39", "", field)).isEqualTo(new Reading.Unusable(flaw));
  }

  @Test
  void nationalNumbersNeedACountry() {
    assertThat(read("", "", "3331234567")).isEqualTo(new Reading.Unusable(Flaw.NO_COUNTRY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "Bob 2",
        "Bob 3331234567",
        "3331234567 Bob",
        "12",
        "+",
        "333+1234567",
        "++393331234567",
        "pp393331234567",
        "3331234567,3337654321",
        "3331234567x",
        "#31#3331234567",
        "٣٣٣١٢٣٤٥٦٧"
      })
  void otherTextHoldsNoNumber(String field) {
    assertThat(read("39", "", field)).isEqualTo(new Reading.NoNumber());
  }

  @Test
  void invisibleMarksOfPhoneContactsAndTypographicDashesDisappear() {
    assertThat(read("39", "", "\u202a+39\u00a0333\u2011123\u20134567\u202c"))
        .isEqualTo(new Reading.Found(new Msisdn("+393331234567")));
  }
}
