package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cheapest legal way to send a text, and the reason for it. */
class PlannerTest {
  private static final PlanOptions PLAIN = PlanOptions.of(SegmentOptions.reference8(7));
  private static final Set<Integer> ALL =
      IntStream.rangeClosed(1, 13).boxed().collect(Collectors.toSet());

  @Test
  void aPlanSaysAlphabetSegmentsAndRoom() throws PduException {
    assertThat(plan("Grüße", PLAIN).why()).isEqualTo("GSM 7-bit; 1 segment, 155 septets left");
    assertThat(plan("a".repeat(161), PLAIN).why())
        .isEqualTo("GSM 7-bit; 2 segments, 145 septets left");
    assertThat(plan("aőb", PLAIN).why())
        .isEqualTo("UCS-2 because of ő; 1 segment, 67 characters left");
    assertThat(plan("ж".repeat(71), PLAIN).why())
        .isEqualTo("UCS-2 because of ж; 2 segments, 63 characters left");
    assertThat(plan("", PLAIN).why()).isEqualTo("GSM 7-bit; 1 segment, 160 septets left");
    PlanOptions forced = PlanOptions.of(SegmentOptions.reference8(7).withAlphabet(Alphabet.UCS2));
    assertThat(plan("a", forced).why()).isEqualTo("UCS-2; 1 segment, 69 characters left");
  }

  @Test
  void nationalTablesAreTakenOnlyWhereAllowedAndOnlyWhereTheySaveASegment() throws PduException {
    String turkish = "ğışŞĞİç".repeat(12);
    assertThat(plan(turkish, PLAIN).segmentation().alphabet()).isEqualTo(Alphabet.UCS2);
    TextPlan plan = plan(turkish, PLAIN.withLanguages(Set.of(1, 2, 3)));
    assertThat(plan.why()).startsWith("GSM 7-bit, locking shift 1; 1 segment");
    assertThat(plan.segmentation().segments().get(0).text()).contains(turkish);
    assertThat(plan("ğ", PLAIN.withLanguages(ALL)).segmentation().alphabet())
        .isEqualTo(Alphabet.UCS2);
    assertThat(plan("a".repeat(100), PLAIN.withLanguages(ALL)).lockingShift()).isZero();
  }

  @Test
  void everyTextOfANationalTableFindsIt() throws PduException {
    for (int language = 4; language <= 13; language++) {
      String text = Gsm7.text(new byte[] {1, 2, 3, 4, 5, 6}, language, language).repeat(25);
      TextPlan plan = plan(text, PLAIN.withLanguages(ALL));
      assertThat(plan.lockingShift()).isEqualTo(language);
      assertThat(plan.segmentation().segments()).hasSize(1);
      assertThat(plan.segmentation().segments().get(0).text()).contains(text);
    }
  }

  @Test
  void aForcedAlphabetIsKept() {
    PlanOptions forced =
        PlanOptions.of(SegmentOptions.reference8(7).withAlphabet(Alphabet.GSM7))
            .withTransliteration()
            .withLanguages(ALL);
    assertThat(failure("ж", forced).kind()).isEqualTo(PduException.Kind.UNENCODABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "“it’s” – 5…|\"it's\" - 5...|5",
        "naïve café crème|naive café crème|1",
        "Łódź żółw|Lodz zolw|5",
        "œuvre ©|oeuvre (C)|2",
        "ΑΒΓΔ αβγ|ABΓΔ ABΓ|5",
        "Ωραία|ΩPAIA|3",
        "ﬁn № ½|fin No 1/2|3"
      })
  void whatLooksAlikeKeepsATextInGsm7AndIsReported(String text, String sent, int replaced)
      throws PduException {
    TextPlan plan = plan(text, PLAIN.withTransliteration());
    assertThat(plan.segmentation().alphabet()).isEqualTo(Alphabet.GSM7);
    assertThat(plan.segmentation().segments().get(0).text()).contains(sent);
    assertThat(plan.replacements()).hasSize(replaced);
    plan.replacements()
        .forEach(
            r -> assertThat(plan.why()).contains("; " + r.original() + " is sent as " + r.sent()));
    assertThat(plan(text, PLAIN).segmentation().alphabet()).isEqualTo(Alphabet.UCS2);
    assertThat(plan(text, PLAIN).replacements()).isEmpty();
  }

  @Test
  void whatIsInvisibleIsSentAsNothing() throws PduException {
    TextPlan plan = plan("a\u200Bb\u00A0c", PLAIN.withTransliteration());
    assertThat(plan.segmentation().segments().get(0).text()).contains("ab c");
    assertThat(plan.replacements())
        .containsExactly(new Replacement("\u200B", ""), new Replacement("\u00A0", " "));
    assertThat(plan.why()).contains("is sent as nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"жук", "a 😀", "中", "\uD83D"})
  void aTextWithACharacterThatNothingLooksLikeIsNotTouched(String text) throws PduException {
    TextPlan plan = plan(text, PLAIN.withTransliteration());
    assertThat(plan.segmentation().alphabet()).isEqualTo(Alphabet.UCS2);
    assertThat(plan.segmentation().segments().get(0).text()).contains(text);
    assertThat(plan.replacements()).isEmpty();
  }

  @Test
  void nothingIsReplacedThatTheAlphabetHas() throws PduException {
    TextPlan plan = plan("@£$¥èéùìòÇØøÅåΔ_ΦΓΛ'\"-", PLAIN.withTransliteration());
    assertThat(plan.replacements()).isEmpty();
  }

  @Test
  void numberedSegmentsAreMessagesOfTheirOwn() throws PduException {
    assertThat(numbered("a".repeat(160))).containsExactly("a".repeat(160));
    assertThat(numbered("a".repeat(161)))
        .containsExactly("1/2 " + "a".repeat(156), "2/2 " + "a".repeat(5));
    assertThat(plan("a".repeat(161), PLAIN.withNumbers()).segmentation().segments())
        .allMatch(segment -> segment.header().isEmpty());
    List<String> many = numbered("ж".repeat(70 * 12));
    assertThat(many).hasSize(13);
    assertThat(many.get(0)).isEqualTo("1/13 " + "ж".repeat(65));
    assertThat(many.get(12)).startsWith("13/13 ж");
    assertThat(many).allMatch(part -> part.length() <= 70);
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 155, 156, 157, 1395, 1404, 1405, 15000, 20000})
  void numberedSegmentsHoldTheWholeTextAndCutNothingInTwo(int length) throws PduException {
    for (String unit : List.of("a€b", "ж😀", "x")) {
      String text = unit.repeat(length / 2 / unit.length() + 1);
      StringBuilder joined = new StringBuilder();
      List<String> parts = numbered(text);
      for (int i = 0; i < parts.size(); i++) {
        String number = parts.size() == 1 ? "" : (i + 1) + "/" + parts.size() + " ";
        assertThat(parts.get(i)).startsWith(number);
        joined.append(parts.get(i).substring(number.length()));
      }
      assertThat(joined).hasToString(text);
    }
  }

  @Test
  void whatNeedsMoreThan255SegmentsIsRefused() {
    assertThat(failure("a".repeat(40_000), PLAIN.withNumbers()).kind())
        .isEqualTo(PduException.Kind.LENGTH);
    assertThat(failure("ж".repeat(20_000), PLAIN.withLanguages(ALL).withTransliteration()).kind())
        .isEqualTo(PduException.Kind.LENGTH);
  }

  @Test
  void aTextTooLongForUcs2MayStillFitANationalTable() throws PduException {
    String text = "ğ".repeat(20_000);
    assertThat(plan(text, PLAIN.withLanguages(Set.of(1))).segmentation().segments())
        .hasSize(20_000 / 149 + 1);
  }

  @Test
  void anUnknownLanguageIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withLanguages(Set.of(14)));
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withLanguages(Set.of(0)));
  }

  private static List<String> numbered(String text) throws PduException {
    return plan(text, PLAIN.withNumbers()).segmentation().segments().stream()
        .map(segment -> segment.text().orElseThrow())
        .toList();
  }

  private static TextPlan plan(String text, PlanOptions options) throws PduException {
    return Planner.plan(text, options);
  }

  private static PduException failure(String text, PlanOptions options) {
    return catchThrowableOfType(PduException.class, () -> Planner.plan(text, options));
  }
}
