package smsgateway.mail.internal.read;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes decoded text fit for a phone and for a line of a header. Total. */
final class TextCleaner {
  /** Controls, zero-width and bidirectional marks; the joiners of scripts and emoji stay. */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cc}&&[^\\n]]|[\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF\\u00AD]");

  private static final Pattern LONE_SURROGATE =
      Pattern.compile(
          "[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");
  private static final Pattern BLANK = Pattern.compile("[\\t\\u00A0\\u2007\\u202F]");
  private static final Pattern OTHER_LINE_END = Pattern.compile("[\\u2028\\u2029\\u0085]");
  private static final Pattern SINGLE_QUOTE = Pattern.compile("[\\u2018\\u2019\\u201A\\u201B]");
  private static final Pattern DOUBLE_QUOTE = Pattern.compile("[\\u201C-\\u201F]");
  private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");

  private TextCleaner() {}

  /**
   * A text of lines: composed (NFC), no control character but LF, straight quotation marks, at most
   * one empty line in a row, none at either end, at most {@link Limits#TEXT_CHARS} characters.
   */
  static String text(String raw) {
    String text = OTHER_LINE_END.matcher(BLANK.matcher(raw).replaceAll(" ")).replaceAll("\n");
    text = text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    text = LONE_SURROGATE.matcher(text).replaceAll("?");
    text = INVISIBLE.matcher(text).replaceAll("");
    text = Normalizer.normalize(text, Normalizer.Form.NFC);
    text = SINGLE_QUOTE.matcher(text).replaceAll("'");
    text = DOUBLE_QUOTE.matcher(text).replaceAll("\"");
    return cut(BLANK_LINES.matcher(text).replaceAll("\n\n").strip(), Limits.TEXT_CHARS);
  }

  /** One line, for a subject or a name. */
  static String line(String raw) {
    return cut(text(cut(raw, 2 * Limits.LINE_CHARS)).replace('\n', ' '), Limits.LINE_CHARS);
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }
}
