package smsgateway.driver.quectel.internal;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Constants;
import smsgateway.api.driver.FamilyDriver;

/** Quectel modules, also under other names. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class QuectelDriver extends FamilyDriver {
  /** Reads the profile. */
  public QuectelDriver() {
    super("quectel");
  }
}
