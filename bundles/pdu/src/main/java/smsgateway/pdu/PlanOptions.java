package smsgateway.pdu;

import java.util.Set;

/**
 * What the planner may do with a text.
 *
 * @param segments how it is cut; its languages are always used, the planner may choose others
 * @param languages national languages whose tables may be used, 1 to 13
 * @param transliterate whether characters may be replaced to keep the text in GSM 7-bit
 * @param numbered whether segments begin with {@code 1/3 } instead of a concatenation element, for
 *     recipients whose device does not join segments
 */
public record PlanOptions(
    SegmentOptions segments, Set<Integer> languages, boolean transliterate, boolean numbered) {
  /**
   * @throws IllegalArgumentException when a language is not known
   */
  public PlanOptions {
    languages = Set.copyOf(languages);
    if (languages.stream().anyMatch(id -> id < 1 || id > LanguageTables.LAST)) {
      throw new IllegalArgumentException("a national language is 1 to 13");
    }
  }

  /** Default alphabet or UCS-2, concatenated, nothing replaced. */
  public static PlanOptions of(SegmentOptions segments) {
    return new PlanOptions(segments, Set.of(), false, false);
  }

  /** Allows the tables of languages. */
  public PlanOptions withLanguages(Set<Integer> allowed) {
    return new PlanOptions(segments, allowed, transliterate, numbered);
  }

  /** Allows to replace characters; {@link TextPlan#replacements} says which. */
  public PlanOptions withTransliteration() {
    return new PlanOptions(segments, languages, true, numbered);
  }

  /** Numbers the segments in their text. */
  public PlanOptions withNumbers() {
    return new PlanOptions(segments, languages, transliterate, true);
  }
}
