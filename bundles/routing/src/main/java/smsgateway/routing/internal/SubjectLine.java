package smsgateway.routing.internal;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a subject holds beside reply marks and the keyword. */
final class SubjectLine {
  private static final Pattern REPLY_MARKS =
      Pattern.compile(
          "^(?:\\s*(?:re|aw|antw|r|sv|vs|fw|fwd|wg|tr|rv|res|enc|i|rif|odp)"
              + "(?:\\[\\d+\\]|\\(\\d+\\)|\\^\\d+)?\\s*:)+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LIST = Pattern.compile("[,;]");

  private SubjectLine() {}

  /** The entries of the subject, which {@code ,} and {@code ;} separate; blank ones left out. */
  static List<String> entries(String subject, ConfirmKeyword keyword) {
    String rest = REPLY_MARKS.matcher(keyword.removeFrom(subject)).replaceFirst("");
    return Arrays.stream(LIST.split(rest, -1))
        .map(String::strip)
        .filter(e -> !e.isEmpty())
        .toList();
  }
}
