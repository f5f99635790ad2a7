package smsgateway.routing.internal;

import java.util.Locale;

/** The two halves of a mail address, lower case. */
final class MailAddress {
  private MailAddress() {}

  /** What stands before the last {@code @}. */
  static String local(String address) {
    int at = address.lastIndexOf('@');
    return (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
  }

  /** What stands after the last {@code @}; empty without one. */
  static String domain(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? "" : address.substring(at + 1).toLowerCase(Locale.ROOT);
  }

  /** The local part without {@code +tag}; a leading {@code +} is no tag. */
  static String untaggedLocal(String address) {
    String local = local(address);
    int plus = local.indexOf('+', 1);
    return plus < 0 ? local : local.substring(0, plus);
  }

  /** The address without {@code +tag}. */
  static String untagged(String address) {
    return untaggedLocal(address) + "@" + domain(address);
  }
}
