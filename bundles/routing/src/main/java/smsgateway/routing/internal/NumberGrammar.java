package smsgateway.routing.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smsgateway.api.Msisdn;

/**
 * Reads a field that may hold a telephone number and nothing else, and brings the number to E.164.
 * A number is never picked out of other text. Immutable.
 */
final class NumberGrammar {
  /** What a field holds. */
  sealed interface Reading {
    /** A number that can be dialled; always international, 7 to 15 digits. */
    record Found(Msisdn number) implements Reading {}

    /** A number that cannot be used. */
    record Unusable(Flaw flaw) implements Reading {}

    /** No number, or not only a number. */
    record NoNumber() implements Reading {}
  }

  /** Why a number cannot be used; the name is the end of a key in the messages. */
  enum Flaw {
    /** Three to six digits without a country code. */
    SHORT_CODE,
    /** Fewer than 7 digits in international form. */
    TOO_SHORT,
    /** More than 15 digits in international form. */
    TOO_LONG,
    /** National, and no country is configured. */
    NO_COUNTRY,
    /** The country code begins with zero, or a zero in brackets leaves open what to dial. */
    ZERO
  }

  private static final Reading NO_NUMBER = new Reading.NoNumber();
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}./()]+");
  private static final Pattern NUMBER =
      Pattern.compile("(?<international>\\+|00|p)?(?<digits>[0-9]{3,})", Pattern.CASE_INSENSITIVE);
  private static final Pattern BRACKETED_ZERO = Pattern.compile("\\(\\s*0\\s*\\)");
  private static final int LONGEST_SHORT_CODE = 6;
  private static final int MIN = 7;
  private static final int MAX = 15;

  /** From this length on a number that begins with the own country code is international. */
  private static final int INTERNATIONAL_LENGTH = 11;

  private final String country;
  private final String nationalPrefix;

  /**
   * @param country calling code in digits, or empty when only international numbers are understood
   * @param nationalPrefix digits dialled before a national number, or empty where there are none
   */
  NumberGrammar(String country, String nationalPrefix) {
    this.country = country;
    this.nationalPrefix = nationalPrefix;
  }

  /** The field without the characters that people put between digits. */
  static String compact(String field) {
    return SEPARATORS.matcher(field).replaceAll("");
  }

  /** Reads the whole field. */
  Reading read(String field) {
    Matcher number = NUMBER.matcher(compact(field));
    if (!number.matches()) {
      return NO_NUMBER;
    }
    String digits = number.group("digits");
    if (number.group("international") == null) {
      return national(digits);
    }
    return BRACKETED_ZERO.matcher(field).find()
        ? new Reading.Unusable(Flaw.ZERO)
        : international(digits);
  }

  private Reading national(String digits) {
    if (digits.length() <= LONGEST_SHORT_CODE) {
      return new Reading.Unusable(Flaw.SHORT_CODE);
    }
    if (country.isEmpty()) {
      return new Reading.Unusable(Flaw.NO_COUNTRY);
    }
    if (!nationalPrefix.isEmpty() && digits.startsWith(nationalPrefix)) {
      return international(country + digits.substring(nationalPrefix.length()));
    }
    boolean hasCountry = digits.startsWith(country) && digits.length() >= INTERNATIONAL_LENGTH;
    return international(hasCountry ? digits : country + digits);
  }

  private static Reading international(String digits) {
    if (digits.startsWith("0")) {
      return new Reading.Unusable(Flaw.ZERO);
    }
    if (digits.length() < MIN) {
      return new Reading.Unusable(Flaw.TOO_SHORT);
    }
    return digits.length() > MAX
        ? new Reading.Unusable(Flaw.TOO_LONG)
        : new Reading.Found(new Msisdn("+" + digits));
  }
}
