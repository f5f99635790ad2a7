package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Segments in any order, repeated, with gaps; and where they were cut. */
class AssemblyTest {
  private static final SegmentOptions OPTIONS = SegmentOptions.reference8(9);

  @Test
  void segmentsInAnyOrderAndRepeatedGiveTheText() throws PduException {
    Random random = new Random(4);
    String text = "a€ж😀".repeat(100);
    List<UserData> segments = segments(text, OPTIONS);
    for (int i = 0; i < 200; i++) {
      List<UserData> coming = new ArrayList<>(segments);
      coming.addAll(segments.subList(0, random.nextInt(segments.size())));
      Collections.shuffle(coming, random);
      Assembly assembly = Assembly.of(coming.get(0)).orElseThrow();
      coming.forEach(assembly::add);
      assertThat(assembly.missing()).isEmpty();
      assertThat(assembly.text(gap -> "?")).isEqualTo(text);
      assertThat(assembly.segments()).isEqualTo(segments);
    }
  }

  @Test
  void gapsAreNamedAndMarked() throws PduException {
    List<UserData> segments = segments("a".repeat(400), OPTIONS);
    Assembly assembly = Assembly.of(segments.get(1)).orElseThrow();
    assertThat(assembly.missing()).containsExactly(1, 3);
    assertThat(assembly.text(gap -> "[" + gap + "]")).isEqualTo("[1]" + "a".repeat(153) + "[3]");
    assertThat(assembly.add(segments.get(1))).isFalse();
    assertThat(assembly.add(segments.get(2))).isTrue();
    assertThat(assembly.missing()).containsExactly(1);
  }

  @Test
  void segmentsOfOtherMessagesAreNotTaken() throws PduException {
    String text = "a".repeat(400);
    Assembly assembly = Assembly.of(segments(text, OPTIONS).get(0)).orElseThrow();
    assertThat(assembly.add(segments(text, SegmentOptions.reference8(8)).get(1))).isFalse();
    assertThat(assembly.add(segments(text, SegmentOptions.reference16(9)).get(1))).isFalse();
    assertThat(assembly.add(segments("a".repeat(500), OPTIONS).get(1))).isFalse();
    assertThat(assembly.add(UserData.Septets.of("a"))).isFalse();
    assertThat(Assembly.of(UserData.Septets.of("a"))).isEmpty();
    assertThat(assembly.missing()).containsExactly(2, 3);
  }

  @Test
  void aGraphemeIsKeptWholeWhereThatCostsNoSegment() throws PduException {
    String family = "👩‍👩‍👧‍👦";
    String text = "ж".repeat(60) + family + "й".repeat(20);
    List<UserData> segments = segments(text, OPTIONS);
    assertThat(segments.get(0).text()).contains("ж".repeat(60));
    assertThat(segments.get(1).text()).contains(family + "й".repeat(20));
    assertThat(segments(text, OPTIONS.withFilledSegments()).get(0).length()).isGreaterThan(133);
    String full = "ж".repeat(66) + "е\u0301" + "й".repeat(66);
    assertThat(segments(full, OPTIONS)).hasSize(2);
    assertThat(segments(full, OPTIONS).get(0).length()).isEqualTo(140);
  }

  @Test
  void aGraphemeOfANationalTableIsKeptWhole() throws PduException {
    String syllable = "\u0915\u094D\u0937\u093F";
    SegmentOptions hindi = OPTIONS.withLanguages(6, 6).withAlphabet(Alphabet.GSM7);
    for (int before = 140; before < 152; before++) {
      String text = "a".repeat(before) + syllable + "€".repeat(20);
      List<UserData> segments = segments(text, hindi);
      String first = segments.get(0).text().orElseThrow();
      String second = segments.get(1).text().orElseThrow();
      assertThat(first + second).isEqualTo(text);
      assertThat(second).doesNotStartWith("\u094D").doesNotStartWith("\u093F");
    }
  }

  @Test
  void lineEndsAreKeptWhole() throws PduException {
    String text = "a".repeat(152) + "\r\n" + "b".repeat(40);
    assertThat(segments(text, OPTIONS).get(1).text().orElseThrow()).startsWith("\r\n");
    assertThat(segments(text, OPTIONS.withFilledSegments()).get(1).text().orElseThrow())
        .startsWith("\n");
  }

  @Test
  void everyTextComesBackFromItsSegments() throws PduException {
    Random random = new Random(5);
    String alphabet = "ab€[ж😀e\u0301\r\n\u200D👩🏽";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(400); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      List<UserData> filled = segments(text.toString(), OPTIONS.withFilledSegments());
      List<UserData> segments = segments(text.toString(), OPTIONS);
      assertThat(segments).hasSameSizeAs(filled);
      Reassembly message = new Reassembly();
      segments.forEach(message::append);
      assertThat(message.text()).isEqualTo(text.toString());
    }
  }

  private static List<UserData> segments(String text, SegmentOptions options) throws PduException {
    return Segmenter.split(text, options).segments();
  }
}
