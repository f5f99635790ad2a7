package smsgateway.store.internal;

/** Compares numbers that two parties write in different forms. */
final class PhoneNumbers {
  /** Digits that a number keeps in every form: without country code and trunk prefix. */
  static final int TAIL = 8;

  private PhoneNumbers() {}

  /** Equal digits, or equal last eight: a service centre may write a number in another form. */
  static boolean same(String one, String other) {
    String a = digits(one);
    String b = digits(other);
    boolean tails = a.length() >= TAIL && b.length() >= TAIL && tail(a).equals(tail(b));
    return a.equals(b) || tails;
  }

  /** The last eight digits, or all if there are fewer. */
  static String tail(String number) {
    String digits = digits(number);
    return digits.substring(Math.max(0, digits.length() - TAIL));
  }

  private static String digits(String number) {
    return number.replaceAll("[^0-9]", "");
  }
}
