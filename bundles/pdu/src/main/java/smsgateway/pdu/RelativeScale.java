package smsgateway.pdu;

import java.time.Duration;

/** The scale of a relative validity period (3GPP TS 23.040 §9.2.3.12.1). */
final class RelativeScale {
  private static final int HALF_DAY = 143;
  private static final int DAY = 167;
  private static final int MONTH = 196;

  private RelativeScale() {}

  static Duration duration(int octet) {
    if (octet <= HALF_DAY) {
      return Duration.ofMinutes((octet + 1) * 5L);
    }
    if (octet <= DAY) {
      return Duration.ofHours(12).plusMinutes((octet - HALF_DAY) * 30L);
    }
    return octet <= MONTH ? Duration.ofDays(octet - 166L) : Duration.ofDays((octet - 192L) * 7);
  }
}
