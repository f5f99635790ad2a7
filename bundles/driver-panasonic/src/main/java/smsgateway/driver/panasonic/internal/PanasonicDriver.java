package smsgateway.driver.panasonic.internal;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Constants;
import smsgateway.api.driver.FamilyDriver;

/** Panasonic GD phones. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class PanasonicDriver extends FamilyDriver {
  /** Reads the profile. */
  public PanasonicDriver() {
    super("panasonic");
  }
}
