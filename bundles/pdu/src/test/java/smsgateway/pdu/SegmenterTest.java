package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmenterTest {
  private static final SegmentOptions PLAIN = SegmentOptions.reference8(42);

  @Test
  void textUpTo160SeptetsIsOneMessageWithoutHeader() throws PduException {
    assertThat(lengths("a".repeat(160))).containsExactly(160);
    assertThat(Segmenter.split("a".repeat(160), PLAIN).segments().get(0).header()).isEmpty();
    assertThat(lengths("a".repeat(161))).containsExactly(153, 8);
    assertThat(lengths("a".repeat(306))).containsExactly(153, 153);
    assertThat(lengths("a".repeat(307))).containsExactly(153, 153, 1);
  }

  @Test
  void textUpTo70Ucs2CharactersIsOneMessage() throws PduException {
    assertThat(lengths("ж".repeat(70))).containsExactly(70);
    assertThat(lengths("ж".repeat(71))).containsExactly(67, 4);
    assertThat(lengths("ж".repeat(135))).containsExactly(67, 67, 1);
  }

  @Test
  void theEmptyTextIsOneEmptyMessage() throws PduException {
    assertThat(lengths("")).containsExactly(0);
  }

  @Test
  void a16BitReferenceLeavesRoomFor152Septets() throws PduException {
    List<UserData> segments =
        Segmenter.split("a".repeat(161), SegmentOptions.reference16(0x1234)).segments();
    assertThat(segments)
        .extracting(data -> data.text().orElseThrow().length())
        .containsExactly(152, 9);
    assertThat(segments.get(1).header().orElseThrow().concatenation())
        .contains(new Concatenation(0x1234, 16, 2, 2));
  }

  @Test
  void segmentsAreNumberedFromOneAndShareReferenceAndTotal() throws PduException {
    List<UserData> segments = Segmenter.split("a".repeat(400), PLAIN).segments();
    for (int i = 0; i < 3; i++) {
      assertThat(segments.get(i).header().orElseThrow().concatenation())
          .contains(new Concatenation(42, 8, 3, i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 150, 151, 152, 153, 154, 305, 306})
  void anEscapeSequenceIsNeverCut(int before) throws PduException {
    String text = "a".repeat(before) + "€" + "b".repeat(200);
    for (UserData segment : Segmenter.split(text, PLAIN).segments()) {
      byte[] codes = ((UserData.Septets) segment).codes().toByteArray();
      assertThat(Gsm7.endsInEscape(codes)).isFalse();
      assertThat(codes[0]).isNotEqualTo((byte) 0x65);
    }
    assertThat(joined(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65, 66, 67, 68, 132, 133, 134})
  void aSurrogatePairIsNeverCut(int before) throws PduException {
    String text = "ж".repeat(before) + "😀" + "й".repeat(80);
    for (UserData segment : Segmenter.split(text, PLAIN).segments()) {
      String part = segment.text().orElseThrow();
      assertThat(Character.isHighSurrogate(part.charAt(part.length() - 1))).isFalse();
      assertThat(Character.isLowSurrogate(part.charAt(0))).isFalse();
    }
    assertThat(joined(text)).isEqualTo(text);
  }

  @Test
  void everyLengthJoinsToTheSameText() throws PduException {
    StringBuilder gsm = new StringBuilder();
    StringBuilder ucs2 = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      gsm.append("ab€c[".charAt(i * 7 % 5));
      ucs2.append(i % 3 == 0 ? "😀" : "ж");
      assertThat(joined(gsm.toString())).isEqualTo(gsm.toString());
      assertThat(joined(ucs2.toString())).isEqualTo(ucs2.toString());
    }
  }

  @Test
  void nothingButALoneCharacterPairStaysUnfilled() throws PduException {
    List<UserData> segments = Segmenter.split("a".repeat(152) + "€".repeat(90), PLAIN).segments();
    assertThat(segments).extracting(UserData::length).containsExactly(159, 159, 7 + 28);
  }

  @Test
  void gsm7IsTakenWhereItHasAllCharactersAndElseTheMissingOnesAreNamed() throws PduException {
    assertThat(Segmenter.split("Grüße €", PLAIN).alphabet()).isEqualTo(Alphabet.GSM7);
    assertThat(Gsm7Encoder.DEFAULT.missing("Grüße €")).isEmpty();
    assertThat(Segmenter.split("aőbő😀ç", PLAIN).alphabet()).isEqualTo(Alphabet.UCS2);
    assertThat(Gsm7Encoder.DEFAULT.missing("aőbő😀ç")).isEqualTo("ő😀ç");
  }

  @Test
  void theListOfMissingCharactersIsShortAndWellFormed() {
    assertThat(Gsm7Encoder.DEFAULT.missing("абвгдежзийклмнопрст\uD83D")).hasSize(16);
    assertThat(Gsm7Encoder.DEFAULT.missing("x\uD83D")).isEqualTo("\uFFFD");
  }

  @Test
  void nationalTablesAnnounceThemselvesInEverySegment() throws PduException {
    String text = "ğ".repeat(100);
    Segmentation turkish = Segmenter.split(text, PLAIN.withLanguages(1, 1));
    assertThat(turkish.alphabet()).isEqualTo(Alphabet.GSM7);
    assertThat(turkish.segments()).hasSize(1);
    UserDataHeader header = turkish.segments().get(0).header().orElseThrow();
    assertThat(header.lockingShift()).hasValue(1);
    assertThat(header.singleShift()).hasValue(1);
    Segmentation longer = Segmenter.split(text.repeat(2), PLAIN.withLanguages(1, 0));
    assertThat(longer.segments())
        .allMatch(s -> s.header().orElseThrow().lockingShift().isPresent())
        .extracting(s -> s.text().orElseThrow().length())
        .containsExactly(149, 51);
  }

  @Test
  void aForcedAlphabetThatLacksACharacterIsAnError() {
    PduException fault = failure("ж", PLAIN.withAlphabet(Alphabet.GSM7));
    assertThat(fault.kind()).isEqualTo(PduException.Kind.UNENCODABLE);
    assertThat(fault.getMessage()).doesNotContain("ж");
    assertThat(failure("a", PLAIN.withAlphabet(Alphabet.OCTETS)).kind())
        .isEqualTo(PduException.Kind.UNENCODABLE);
  }

  @Test
  void aHeaderThatLeavesNoRoomIsAnErrorAndNoEndlessLoop() {
    List<InformationElement> large =
        List.of(new InformationElement(0x70, Octets.of(new byte[131])));
    assertThat(failure("aaaaaaaaa", PLAIN.withElements(large)).kind())
        .isEqualTo(PduException.Kind.LENGTH);
  }

  @Test
  void moreThan255SegmentsAreRefused() {
    assertThat(failure("a".repeat(255 * 153 + 1), PLAIN).kind())
        .isEqualTo(PduException.Kind.LENGTH);
    assertThat(failure("ж".repeat(255 * 67 + 1), PLAIN).kind()).isEqualTo(PduException.Kind.LENGTH);
  }

  @Test
  void octetsAreCutAt134() throws PduException {
    List<UserData> segments = Segmenter.split(Octets.of(new byte[141]), PLAIN).segments();
    assertThat(segments).extracting(UserData::length).containsExactly(140, 13);
  }

  @Test
  void aTextCutAnywhereByAnotherSenderIsJoinedWhole() {
    String text = "x€[]{}~^|\\y";
    byte[] codes = Gsm7Encoder.DEFAULT.encode(text);
    for (int cut = 0; cut <= codes.length; cut++) {
      assertThat(
              new Reassembly()
                  .append(septets(Octets.copy(codes, 0, cut)))
                  .append(septets(Octets.copy(codes, cut, codes.length)))
                  .text())
          .as("cut at %s", cut)
          .isEqualTo(text);
    }
    String emoji = "a😀b";
    for (int cut = 0; cut <= emoji.length(); cut++) {
      assertThat(
              new Reassembly()
                  .append(new UserData.Ucs2(Optional.empty(), emoji.substring(0, cut)))
                  .append(new UserData.Ucs2(Optional.empty(), emoji.substring(cut)))
                  .text())
          .isEqualTo(emoji);
    }
  }

  @Test
  void anEscapeBeforeAGapOrAnotherAlphabetIsNothing() {
    UserData open = septets(Octets.of((byte) 0x41, (byte) 0x1B));
    UserData next = septets(Octets.of((byte) 0x65));
    assertThat(new Reassembly().append(open).gap("[..]").append(next).text()).isEqualTo("A[..]e");
    UserData ucs2 = new UserData.Ucs2(Optional.empty(), "ж");
    assertThat(new Reassembly().append(open).append(ucs2).append(next).text()).isEqualTo("Aжe");
    assertThat(new Reassembly().append(open).append(septets(Octets.EMPTY)).append(next).text())
        .isEqualTo("A€");
  }

  @Test
  void octetsAreJoinedAsHexadecimalDigits() {
    UserData binary = new UserData.Binary(Optional.empty(), Octets.of((byte) 0xCA, (byte) 1));
    assertThat(new Reassembly().append(binary).text()).isEqualTo("CA01");
  }

  private static UserData septets(Octets codes) {
    return new UserData.Septets(Optional.empty(), codes);
  }

  private static PduException failure(String text, SegmentOptions options) {
    return catchThrowableOfType(PduException.class, () -> Segmenter.split(text, options));
  }

  private static List<Integer> lengths(String text) throws PduException {
    List<Integer> lengths = new ArrayList<>();
    for (UserData segment : Segmenter.split(text, PLAIN).segments()) {
      lengths.add(segment.text().orElseThrow().length());
    }
    return lengths;
  }

  private static String joined(String text) throws PduException {
    Reassembly message = new Reassembly();
    Segmenter.split(text, PLAIN).segments().forEach(message::append);
    return message.text();
  }
}
