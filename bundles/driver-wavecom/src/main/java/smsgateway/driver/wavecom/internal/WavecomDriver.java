package smsgateway.driver.wavecom.internal;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Constants;
import smsgateway.api.driver.FamilyDriver;

/** Wavecom Fastrack and other modems with a Wavecom core. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class WavecomDriver extends FamilyDriver {
  private static final String DAMAGED = "000000FF00";
  private static final int SURPLUS = 8;

  /** Reads the profile. */
  public WavecomDriver() {
    super("wavecom");
  }

  /**
   * A status report read from SR may have the octets {@code 000000FF} before its service centre
   * address. Those that the record lost at its end in exchange are written as zeros.
   */
  @Override
  public String fixPdu(String hex) {
    boolean damaged = hex.regionMatches(true, 0, DAMAGED, 0, DAMAGED.length());
    return damaged ? hex.substring(SURPLUS) + "0".repeat(SURPLUS) : hex;
  }
}
