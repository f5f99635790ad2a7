package smsgateway.shell.internal;

import java.util.regex.Pattern;

/**
 * Id of a message as people read and type it: {@code 17}, or {@code in5} for the inbound message
 * -5, because the shell takes {@code -5} for an option wherever it stands.
 *
 * @param value positive for outbound, negative for inbound messages
 */
record MessageId(long value) {
  private static final Pattern FORM = Pattern.compile("(in)?([0-9]{1,18})");

  /**
   * Reads {@code 17} or {@code in5}.
   *
   * @throws IllegalArgumentException with a sentence for the administrator
   */
  static MessageId parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "\"" + Visible.of(text) + "\" is no message id; sms:list shows them, as 17 or in5.");
    }
    long digits = Long.parseLong(form.group(2));
    return new MessageId(form.group(1) == null ? digits : -digits);
  }

  @Override
  public String toString() {
    return value < 0 ? "in" + -value : Long.toString(value);
  }
}
