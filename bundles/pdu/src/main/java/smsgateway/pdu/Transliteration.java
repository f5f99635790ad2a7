package smsgateway.pdu;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces characters that the GSM 7-bit default alphabet lacks by ones that it has and that a
 * reader takes for the same: quotation marks, dashes, spaces, letters without their accents, Greek
 * letters by capitals that look alike. Never silent: it says what it replaced.
 */
final class Transliteration {
  /** A replacement, a space, and the characters that it stands for. */
  private static final String[] SIMILAR = {
    "' \u2018\u2019\u201A\u201B\u2032\u02B9\u02BB\u02BC\u02C8`\u00B4\uFF07",
    "\" \u201C\u201D\u201E\u201F\u00AB\u00BB\u2033\u02BA\uFF02",
    "< \u2039\u2329\u27E8",
    "> \u203A\u232A\u27E9",
    "- \u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\uFE58\uFE63\uFF0D",
    "... \u2026",
    "* \u2022\u00B7\u2219\u25CF\u25AA\u2023\u22C5",
    "/ \u2044\u2215",
    "x \u00D7",
    ": \u00F7",
    "(C) \u00A9",
    "(R) \u00AE",
    "TM \u2122",
    "oe \u0153",
    "OE \u0152",
    "l \u0142",
    "L \u0141",
    "d \u0111\u00F0",
    "D \u0110\u00D0",
    "h \u0127",
    "H \u0126",
    "th \u00FE",
    "Th \u00DE",
    "i \u0131",
    "SS \u1E9E",
    "A \u0391\u0410",
    "B \u0392\u0412",
    "C \u0421",
    "E \u0395\u0415",
    "H \u0397\u041D",
    "I \u0399\u0406",
    "J \u0408",
    "K \u039A\u041A",
    "M \u039C\u041C",
    "N \u039D",
    "O \u039F\u041E",
    "P \u03A1\u0420",
    "S \u0405",
    "T \u03A4\u0422",
    "X \u03A7\u0425",
    "Y \u03A5",
    "Z \u0396"
  };

  private static final String SPACES =
      "\t\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
          + "\u2009\u200A\u202F\u205F\u3000";

  private static final String INVISIBLE = "\u00AD\u200B\u200C\u200D\u2060\uFEFF\uFE0E\uFE0F";

  private static final Map<Integer, String> TABLE = table();

  private final Map<String, String> replaced = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private Transliteration() {}

  /** The text in characters of the default alphabet; empty when one has no replacement. */
  static Optional<Transliteration> of(String text) {
    Transliteration result = new Transliteration();
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return composed.codePoints().allMatch(result::append) ? Optional.of(result) : Optional.empty();
  }

  String text() {
    return text.toString();
  }

  List<Replacement> replacements() {
    List<Replacement> list = new ArrayList<>();
    replaced.forEach((original, sent) -> list.add(new Replacement(original, sent)));
    return list;
  }

  private boolean append(int c) {
    String original = Character.toString(c);
    if (encodes(original)) {
      text.append(original);
      return true;
    }
    Optional<String> sent = similar(c).or(() -> withoutMarks(original));
    sent.ifPresent(
        known -> {
          text.append(known);
          replaced.put(original, known);
        });
    return sent.isPresent();
  }

  private static Optional<String> similar(int c) {
    return Optional.ofNullable(TABLE.get(c)).filter(Transliteration::encodes);
  }

  /** The letter under its accents, or what a compatibility character stands for. */
  private static Optional<String> withoutMarks(String original) {
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(original, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .map(c -> greek(c) ? Character.toUpperCase(c) : c)
        .forEach(c -> plain.append(TABLE.getOrDefault(c, Character.toString(c))));
    return Optional.of(plain.toString()).filter(Transliteration::encodes);
  }

  private static boolean greek(int c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK;
  }

  private static boolean encodes(String text) {
    return Gsm7Encoder.DEFAULT.septets(text) >= 0;
  }

  private static Map<Integer, String> table() {
    Map<Integer, String> table = new HashMap<>();
    for (String row : SIMILAR) {
      int space = row.indexOf(' ', 1);
      String sent = row.substring(0, space);
      row.substring(space + 1).codePoints().forEach(c -> table.put(c, sent));
    }
    SPACES.codePoints().forEach(c -> table.put(c, " "));
    INVISIBLE.codePoints().forEach(c -> table.put(c, ""));
    return Map.copyOf(table);
  }
}
