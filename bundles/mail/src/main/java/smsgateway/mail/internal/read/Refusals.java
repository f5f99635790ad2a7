package smsgateway.mail.internal.read;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences about mails that cannot be read; plain ASCII, fit for an SMTP reply. */
public final class Refusals {
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle(
          Refusals.class.getPackageName() + ".refusals",
          Locale.ROOT,
          Refusals.class.getClassLoader(),
          ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

  private Refusals() {}

  /** The sentence with this key. */
  public static String say(String key, Object... values) {
    return new MessageFormat(WORDS.getString(key), Locale.ENGLISH).format(values);
  }
}
