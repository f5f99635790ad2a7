package smsgateway.driver.generic.internal;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Constants;
import smsgateway.api.driver.FamilyDriver;
import smsgateway.api.driver.ModemIdentity;

/** Every modem that follows 3GPP TS 27.005: the fallback, and the template of other drivers. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class GenericDriver extends FamilyDriver {
  /** Reads the profile. */
  public GenericDriver() {
    super("generic");
  }

  /** Any driver that claims a modem wins; a real family leaves this method out. */
  @Override
  public int score(ModemIdentity identity) {
    return 1;
  }
}
