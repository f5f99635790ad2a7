package smsgateway.routing.internal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences that people read, kept in {@code messages.properties}. */
final class Messages {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle(
          Messages.class.getPackageName() + ".messages",
          Locale.ROOT,
          Messages.class.getClassLoader());

  private Messages() {}

  /**
   * A sentence with its values filled in.
   *
   * @throws java.util.MissingResourceException when there is no such key
   */
  static String get(String key, String... values) {
    return new MessageFormat(BUNDLE.getString(key), Locale.ROOT).format(values);
  }
}
