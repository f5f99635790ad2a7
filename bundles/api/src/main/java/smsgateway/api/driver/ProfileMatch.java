package smsgateway.api.driver;

import java.util.Locale;
import java.util.regex.Pattern;

/** How well what a modem says about itself fits the {@code match.} keys of a profile. Pure. */
final class ProfileMatch {
  private static final int EXACT_MODEL = 60;
  private static final int MODEL = 40;
  private static final int MANUFACTURER = 30;
  private static final int INFORMATION = 20;
  private static final int USB_PRODUCT = 40;
  private static final int USB_VENDOR = 15;
  private static final int CONTRADICTION = -100;

  private ProfileMatch() {}

  static int score(ModemProfile profile, ModemIdentity identity) {
    return model(profile, identity.model().strip())
        + manufacturer(profile, identity.manufacturer())
        + (found(profile, "match.ati", identity.information()) ? INFORMATION : 0)
        + usb(profile, identity.usb().toLowerCase(Locale.ROOT));
  }

  private static int model(ModemProfile profile, String model) {
    boolean exact = profile.list("match.model", ",").stream().anyMatch(model::equalsIgnoreCase);
    return exact ? EXACT_MODEL : found(profile, "match.cgmm", model) ? MODEL : 0;
  }

  private static int manufacturer(ModemProfile profile, String manufacturer) {
    if (found(profile, "match.cgmi", manufacturer)) {
      return MANUFACTURER;
    }
    boolean other = !manufacturer.isBlank() && !profile.text("match.cgmi", "").isEmpty();
    return other ? CONTRADICTION : 0;
  }

  private static int usb(ModemProfile profile, String usb) {
    int best = 0;
    for (String known : profile.list("match.usb", ",")) {
      if (!usb.isEmpty() && usb.startsWith(known)) {
        best = Math.max(best, known.contains(":") ? USB_PRODUCT : USB_VENDOR);
      }
    }
    return best;
  }

  private static boolean found(ModemProfile profile, String key, String text) {
    String pattern = profile.text(key, "");
    return !pattern.isEmpty()
        && Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text).find();
  }
}
