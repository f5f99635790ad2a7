package smsgateway.driver.multitech.internal;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Constants;
import smsgateway.api.driver.FamilyDriver;

/** MultiTech MTCBA-G modems: a Wavecom core under another name. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class MultitechDriver extends FamilyDriver {
  /** Reads the profile. */
  public MultitechDriver() {
    super("multitech");
  }
}
