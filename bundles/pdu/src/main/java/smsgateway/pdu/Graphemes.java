package smsgateway.pdu;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader sees as one character: a letter with its marks, a flag, a family of emoji (Unicode
 * Standard Annex 29).
 */
final class Graphemes {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private Graphemes() {}

  /** Whether a text may have any of more than one UTF-16 unit. */
  static boolean possible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '\u0300' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  /** The last border between two of them that is not behind {@code end}; {@code end} if none is. */
  static int border(String text, int from, int end) {
    // what decides about a border at end is the character behind it, two units at most
    Matcher cluster = CLUSTER.matcher(text).region(from, Math.min(text.length(), end + 2));
    int border = from;
    while (border < end && cluster.find() && cluster.end() <= end) {
      border = cluster.end();
    }
    return border == from ? end : border;
  }
}
