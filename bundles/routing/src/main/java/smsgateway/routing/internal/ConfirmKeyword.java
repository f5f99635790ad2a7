package smsgateway.routing.internal;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** The word in a subject that asks for a confirmation: a whole word, any case, any position. */
final class ConfirmKeyword {
  private static final String WORD_CHARACTER = "[\\p{L}\\p{M}\\p{N}_]";
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private final Pattern pattern;

  /**
   * @param keyword one or more words; empty means that nothing asks for a confirmation
   */
  ConfirmKeyword(String keyword) {
    String[] words = canonical(keyword).strip().split("\\s+", -1);
    pattern = words[0].isEmpty() ? NOTHING : Pattern.compile(expression(words), flags());
  }

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  }

  private static String expression(String[] words) {
    StringBuilder expression = new StringBuilder("(?<!" + WORD_CHARACTER + ")");
    for (int i = 0; i < words.length; i++) {
      expression.append(i == 0 ? "" : "\\s+").append(Pattern.quote(words[i]));
    }
    return expression.append("(?!").append(WORD_CHARACTER).append(')').toString();
  }

  private static String canonical(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Whether the subject holds the keyword. */
  boolean in(String subject) {
    return pattern.matcher(canonical(subject)).find();
  }

  /** The subject without the keyword. */
  String removeFrom(String subject) {
    return pattern.matcher(canonical(subject)).replaceAll(" ").strip();
  }
}
