package smsgateway.pdu;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The tail of a report, led by TP-PI (3GPP TS 23.040 §9.2.3.27).
 *
 * @param indicators TP-PI as received: one octet, and those that its extension bit announces
 * @param pid TP-PID; present when bit 0 says so
 * @param dcs TP-DCS; present when bit 1 says so; absent means GSM 7-bit
 * @param userData TP-UD; present when bit 2 says so
 */
public record Parameters(
    Octets indicators, OptionalInt pid, Optional<Dcs> dcs, Optional<UserData> userData) {
  static final int PID = 1;
  static final int DCS = 2;
  static final int USER_DATA = 4;
  static final int EXTENSION = 0x80;

  /**
   * @throws IllegalArgumentException when the indicators contradict the parameters
   */
  public Parameters {
    for (int i = 0; i < indicators.length(); i++) {
      if ((indicators.at(i) >= EXTENSION) != (i + 1 < indicators.length())) {
        throw new IllegalArgumentException("TP-PI and its extension bits disagree");
      }
    }
    if (indicators.length() == 0 || (indicators.at(0) & 7) != bits(pid, dcs, userData)) {
      throw new IllegalArgumentException("TP-PI and the parameters disagree");
    }
    pid.ifPresent(octet -> Fields.requireOctet(octet, "TP-PID"));
    Dcs coding = dcs.orElse(Dcs.GSM7);
    userData.ifPresent(data -> Fields.requireMatch(coding, data));
  }

  /** Parameters with the TP-PI that announces them. */
  public static Parameters of(OptionalInt pid, Optional<Dcs> dcs, Optional<UserData> userData) {
    return new Parameters(Octets.of((byte) bits(pid, dcs, userData)), pid, dcs, userData);
  }

  /**
   * Whether TP-PI has bits that a later version of the standard defines: what they announce follows
   * the user data, and a receiver skips it.
   */
  boolean extended() {
    return (indicators.at(0) & ~(PID | DCS | USER_DATA)) != 0;
  }

  private static int bits(OptionalInt pid, Optional<Dcs> dcs, Optional<UserData> userData) {
    return (pid.isPresent() ? PID : 0)
        | (dcs.isPresent() ? DCS : 0)
        | (userData.isPresent() ? USER_DATA : 0);
  }
}
