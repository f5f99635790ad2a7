package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmKeywordTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"confirm", "CONFIRM", "Re: please Confirm!", "11223344 confirm", "confirm:"})
  void isFoundAsWholeWordInAnyCaseAtAnyPlace(String subject) {
    assertThat(new ConfirmKeyword("confirm").in(subject)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "confirmed", "unconfirm", "con firm", "confirm_it", "confirm2"})
  void isNotFoundInsideAnotherWord(String subject) {
    assertThat(new ConfirmKeyword("confirm").in(subject)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "bestätigen, BESTÄTIGEN bitte",
    "bestätigen, besta\u0308tigen",
    "подтвердить, Подтвердить 123",
    "please confirm, Please   CONFIRM",
    "c++, use C++ now",
    "確認, 確認"
  })
  void mayBeAnyWords(String keyword, String subject) {
    assertThat(new ConfirmKeyword(keyword).in(subject)).isTrue();
  }

  @Test
  void anEmptyKeywordIsNeverFound() {
    assertThat(new ConfirmKeyword(" ").in("anything ")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Re: 11223344, 11223344",
    "AW: Re: 11223344 confirm, 11223344",
    "confirm Re: 11223344, 11223344",
    "Re[2]: Antw: 11223344 (confirm), 11223344 ( )",
    "Fwd:11223344;, 11223344",
    "Reset 11223344, Reset 11223344",
    "re 11223344, re 11223344"
  })
  void subjectsLoseReplyMarksAndKeyword(String subject, String entry) {
    assertThat(SubjectLine.entries(subject, new ConfirmKeyword("confirm"))).containsExactly(entry);
  }

  @Test
  void subjectsAreSplitAtCommaAndSemicolon() {
    assertThat(SubjectLine.entries("Re: 1, 2;3", new ConfirmKeyword("confirm")))
        .containsExactly("1", "2", "3");
  }
}
