package smsgateway.driver.generic.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import smsgateway.api.driver.ModemDriver;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.api.driver.ModemProfile;

/** Every modem that follows 3GPP TS 27.005: the fallback, and the template of other drivers. */
final class GenericDriver implements ModemDriver {
  /** The value of service property {@link ModemDriver#FAMILY}. */
  static final String FAMILY_NAME = "generic";

  private final ModemProfile profile = load(FAMILY_NAME + ".properties");

  /** A driver of a real family answers 50 or more for its own modems and 0 for all others. */
  @Override
  public int score(ModemIdentity identity) {
    return 1;
  }

  @Override
  public ModemProfile profile() {
    return profile;
  }

  private static ModemProfile load(String resource) {
    Properties properties = new Properties();
    try (InputStream in = GenericDriver.class.getResourceAsStream(resource)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the profile " + resource + " cannot be read", e);
    }
    return ModemProfile.of(properties);
  }
}
