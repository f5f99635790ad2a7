package smsgateway.driver.huawei.internal;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Constants;
import smsgateway.api.driver.FamilyDriver;

/** Huawei USB sticks and modules with an AT port. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class HuaweiDriver extends FamilyDriver {
  /** Reads the profile. */
  public HuaweiDriver() {
    super("huawei");
  }
}
