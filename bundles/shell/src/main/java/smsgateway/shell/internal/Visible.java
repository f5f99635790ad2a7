package smsgateway.shell.internal;

/** Makes foreign text fit for a terminal. */
final class Visible {
  private Visible() {}

  /**
   * The text with every character that could steer a terminal or hide another one written as a Java
   * escape: C0 and C1 controls, line and paragraph separators, and marks of direction.
   */
  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              if (steers(c)) {
                out.append(String.format("\\u%04X", c));
              } else {
                out.append((char) c);
              }
            });
    return out.toString();
  }

  /** Whether {@link #of} would replace this UTF-16 unit. */
  static boolean steers(int c) {
    return Character.isISOControl(c)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
