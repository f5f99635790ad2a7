package smsgateway.shell.internal;

import smsgateway.api.Msisdn;

/** Reads numbers as people write them. */
final class NumberInput {
  private NumberInput() {}

  /**
   * Strips blanks and {@code - . / ( )} and takes a leading {@code 00} for {@code +}.
   *
   * @throws IllegalArgumentException with a sentence for the administrator
   */
  static Msisdn parse(String typed) {
    String digits = typed.replaceAll("[\\s\\u00A0\\u202F./()-]", "");
    if (digits.startsWith("00")) {
      digits = "+" + digits.substring(2);
    }
    try {
      return new Msisdn(digits);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\""
              + Visible.of(typed)
              + "\" is no phone number: write 3 to 15 digits, for example +491701234567.",
          e);
    }
  }
}
