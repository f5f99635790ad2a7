package smsgateway.api.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

/**
 * A driver whose profile is the resource {@code <family>.properties} beside its class, and which is
 * the activator of its own bundle. A family without a hook is a subclass with nothing but a public
 * constructor.
 *
 * <p>The ranking follows the bundle version: of two bundles of one family the newer wins, and
 * removing it returns to the older.
 */
@ConsumerType
public abstract class FamilyDriver implements ModemDriver, BundleActivator {
  private static final int STEP = 1_000;

  private final String family;
  private final ModemProfile profile;

  /**
   * Reads the profile.
   *
   * @param family the value of service property {@link ModemDriver#FAMILY}
   * @throws UncheckedIOException when there is no such resource
   */
  protected FamilyDriver(String family) {
    this.family = family;
    Properties properties = new Properties();
    String resource = family + ".properties";
    try (InputStream in = getClass().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("there is no " + resource + " beside " + getClass().getName());
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.profile = ModemProfile.of(properties);
  }

  @Override
  public final ModemProfile profile() {
    return profile;
  }

  /** Registers the driver; the framework unregisters it when the bundle stops. */
  @Override
  public final void start(BundleContext context) {
    Map<String, Object> properties =
        Map.of(
            ModemDriver.FAMILY,
            family,
            Constants.SERVICE_RANKING,
            ranking(context.getBundle().getVersion()));
    context.registerService(ModemDriver.class, this, FrameworkUtil.asDictionary(properties));
  }

  @Override
  public final void stop(BundleContext context) {
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
