package smsgateway.driver.generic.internal;

import java.util.Map;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import smsgateway.api.driver.ModemDriver;

/**
 * Registers the driver. The ranking follows the bundle version, which no annotation can say: of two
 * bundles of one family the newer wins, and removing it returns to the older. The framework
 * unregisters the driver when the bundle stops.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Registration implements BundleActivator {
  private static final int STEP = 1_000;

  @Override
  public void start(BundleContext context) {
    Map<String, Object> properties =
        Map.of(
            ModemDriver.FAMILY,
            GenericDriver.FAMILY_NAME,
            Constants.SERVICE_RANKING,
            ranking(context.getBundle().getVersion()));
    context.registerService(
        ModemDriver.class, new GenericDriver(), FrameworkUtil.asDictionary(properties));
  }

  @Override
  public void stop(BundleContext context) {
    // The framework unregisters what a bundle has registered.
  }

  /** {@code major * 1,000,000 + minor * 1,000 + micro}; each part counts up to 999. */
  static int ranking(Version version) {
    int major = Math.min(version.getMajor(), STEP - 1);
    int minor = Math.min(version.getMinor(), STEP - 1);
    int micro = Math.min(version.getMicro(), STEP - 1);
    return (major * STEP + minor) * STEP + micro;
  }
}
