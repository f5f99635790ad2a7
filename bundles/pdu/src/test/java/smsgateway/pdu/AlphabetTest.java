package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code of every table against the published tables, both ways. */
class AlphabetTest {
  private static final Vector TABLES = new Vector(Json.object(Vector.resource("alphabets.json")));
  private static final int ESCAPE = 0x1B;

  static IntStream languages() {
    return IntStream.rangeClosed(0, LanguageTables.LAST);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyCodeOfALockingTableHasItsCharacter(int language) {
    Map<String, Object> table = table("locking", language);
    assertThat(table).hasSize(127);
    table.forEach(
        (code, character) ->
            assertThat(Gsm7.text(new byte[] {(byte) code(code)}, language, 0))
                .as(code)
                .isEqualTo(character == null ? " " : character));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyCodeOfAShiftTableHasItsCharacterAndOthersThatOfTheBaseTable(int language) {
    Map<String, Object> table = table("single_shift", language);
    Map<String, Object> base = table("locking", 0);
    for (int code = 0; code < 128; code++) {
      String key = String.format("0x%02X", code);
      Object expected = code == ESCAPE ? " " : table.getOrDefault(key, base.get(key));
      assertThat(Gsm7.text(new byte[] {ESCAPE, (byte) code}, 0, language))
          .as(key)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyCharacterOfATableComesBackFromItsSeptets(int language) {
    Gsm7Encoder encoder = Gsm7Encoder.of(language, language);
    for (String kind : new String[] {"locking", "single_shift"}) {
      for (Object character : table(kind, language).values()) {
        if (character != null) {
          byte[] septets = encoder.encode((String) character);
          assertThat(septets).hasSize(encoder.septets((String) character));
          assertThat(Gsm7.text(septets, language, language)).isEqualTo(character);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void aCharacterOfTheBaseTableCostsOneSeptet(int language) {
    Gsm7Encoder encoder = Gsm7Encoder.of(language, language);
    table("locking", language).values().stream()
        .filter(c -> c != null)
        .forEach(c -> assertThat(encoder.septets((String) c)).as("%s", c).isEqualTo(1));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void charactersOutsideTheTablesAreRefused(int language) {
    Gsm7Encoder encoder = Gsm7Encoder.of(language, language);
    java.util.Set<Object> known = new java.util.HashSet<>(table("locking", language).values());
    known.addAll(table("single_shift", language).values());
    for (int c = 0; c <= 0xFFFF; c++) {
      String text = String.valueOf((char) c);
      assertThat(encoder.encodes((char) c)).as(text).isEqualTo(known.contains(text));
      assertThat(encoder.septets(text) >= 0).as(text).isEqualTo(known.contains(text));
    }
  }

  @Test
  void anUnknownLanguageMeansTheDefaultTables() {
    byte[] septets = {0x41, ESCAPE, 0x65};
    assertThat(Gsm7.text(septets, 99, 200)).isEqualTo("A€");
  }

  @Test
  void aLoneEscapeAtTheEndIsNothing() {
    assertThat(Gsm7.text(new byte[] {0x41, ESCAPE}, 0, 0)).isEqualTo("A");
  }

  @Test
  void everyCharacterAtEveryPlaceOfABlockIsReadAndWrittenLikeAlone() {
    for (int place = 0; place < 17; place++) {
      for (int c = 0; c < 0x3000; c++) {
        String text = "a".repeat(place) + (char) c + "b".repeat(16 - place);
        int alone = Gsm7Encoder.DEFAULT.septets(String.valueOf((char) c));
        if (alone < 0) {
          assertThat(Gsm7Encoder.DEFAULT.encodeIfComplete(text)).as(text).isEmpty();
        } else {
          byte[] septets = Gsm7Encoder.DEFAULT.encode(text);
          assertThat(septets).hasSize(16 + alone);
          assertThat(Gsm7.text(septets, 0, 0)).isEqualTo(text);
        }
      }
    }
    assertThat(Gsm7Encoder.DEFAULT.encodeIfComplete("abcdefg\uD83D")).isEmpty();
    assertThat(Gsm7Encoder.DEFAULT.encodeIfComplete("abcdefg😀")).isEmpty();
    assertThat(Gsm7Encoder.DEFAULT.encode("what???????")).hasSize(11);
  }

  @Test
  void packingAndUnpackingAreInverseAtEveryBitAndLength() {
    java.util.Random random = new java.util.Random(1);
    for (int count = 0; count <= 160; count++) {
      for (int bit = 0; bit < 56; bit += 7) {
        byte[] septets = new byte[count];
        for (int i = 0; i < count; i++) {
          septets[i] = (byte) random.nextInt(128);
        }
        int octets = (bit + 7 * count + 7) / 8;
        byte[] packed = new byte[octets + 3];
        Gsm7.pack(septets, 0, count, packed, 3, bit);
        assertThat(Gsm7.unpack(packed, 3, bit, count)).isEqualTo(septets);
      }
    }
  }

  @Test
  void packingLeavesUnusedBitsZero() {
    byte[] octets = new byte[1];
    Gsm7.pack(new byte[] {0x7F}, 0, 1, octets, 0, 0);
    assertThat(octets).containsExactly(0x7F);
  }

  private static int code(String key) {
    return Integer.parseInt(key.substring(2), 16);
  }

  /** The published table of a language; the default one where the language has none. */
  private static Map<String, Object> table(String kind, int language) {
    String name =
        TABLES.object("national_language_identifier").fields().entrySet().stream()
            .filter(e -> e.getValue().equals(language))
            .findAny()
            .orElseThrow()
            .getKey();
    Vector tables = TABLES.object(kind);
    return tables.object(tables.has(name) ? name : "default").fields();
  }
}
