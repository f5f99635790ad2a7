package smsgateway.api.driver;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What one family of modems does differently from 3GPP TS 27.005. A driver is stateless data with,
 * at most, a few pure functions; port, thread and dialogue belong to the modem runtime. It is
 * registered with the service property {@link #FAMILY}; of several with the same family the higher
 * {@code service.ranking} wins. No driver code runs between the first octet of a PDU and the stored
 * outcome.
 */
@ConsumerType
public interface ModemDriver {
  /** Service property that names the family. */
  String FAMILY = "family";

  /**
   * How well this driver fits: 50 or more claims the modem, the highest wins; the generic driver
   * answers 1. Pure.
   *
   * <p>By default the sum over the profile's {@code match.} keys: model as listed 60, model found
   * 40, manufacturer found 30, information found 20, USB product 40 or USB vendor 15; and -100 for
   * a manufacturer that is another one. So neither a manufacturer nor a USB vendor alone claims.
   */
  default int score(ModemIdentity identity) {
    return ProfileMatch.score(profile(), identity);
  }

  /** The family's settings. */
  ModemProfile profile();

  /**
   * Repairs a PDU that this family is known to damage. Pure; called for every received PDU.
   *
   * @param hex service centre address and TPDU as the modem wrote them
   */
  default String fixPdu(String hex) {
    return hex;
  }
}
