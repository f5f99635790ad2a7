package smsgateway.api;

import java.util.regex.Pattern;

/**
 * A subscriber number as the gateway stores and dials it (3GPP TS 23.003 §3.3): international with
 * a leading {@code +}, or a national or short number without one.
 *
 * <p>{@link #toString} is masked, so that a number that slips into a log shows no subscriber.
 *
 * @param value {@code +} (optional) and 3 to 15 digits
 */
public record Msisdn(String value) {
  private static final Pattern VALID = Pattern.compile("\\+?[0-9]{3,15}");
  private static final int CUT = 3;
  private static final int ALL_HIDDEN = 5;

  /**
   * @throws IllegalArgumentException when the value is no number; the message does not repeat it
   */
  public Msisdn {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("not a number of 3 to 15 digits");
    }
  }

  /** Whether the number is international, that is, starts with a country code. */
  public boolean international() {
    return value.startsWith("+");
  }

  /** The masked form, see {@link #mask}. */
  @Override
  public String toString() {
    return mask(value);
  }

  /**
   * A number or alphanumeric sender fit for logs: the last three characters cut off; of five
   * characters or fewer nothing remains.
   */
  public static String mask(String number) {
    int digits = number.startsWith("+") ? number.length() - 1 : number.length();
    return digits <= ALL_HIDDEN ? "***" : number.substring(0, number.length() - CUT) + "***";
  }
}
