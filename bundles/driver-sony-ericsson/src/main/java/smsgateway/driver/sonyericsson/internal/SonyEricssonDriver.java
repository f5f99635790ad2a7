package smsgateway.driver.sonyericsson.internal;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Constants;
import smsgateway.api.driver.FamilyDriver;

/** Sony Ericsson and Ericsson phones. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class SonyEricssonDriver extends FamilyDriver {
  /** Reads the profile. */
  public SonyEricssonDriver() {
    super("sony-ericsson");
  }
}
