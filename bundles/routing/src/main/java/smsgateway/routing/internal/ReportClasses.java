package smsgateway.routing.internal;

import smsgateway.api.Decision.ReportClass;

/** Meaning of TP-ST (3GPP TS 23.040 §9.2.3.15), reserved values included. */
final class ReportClasses {
  private static final int PENDING_FROM = 0x20;
  private static final int FAILED_FROM = 0x40;
  private static final int VALIDITY_EXPIRED = 0x46;

  private ReportClasses() {}

  /**
   * The class of a status.
   *
   * @param status TP-ST, 0 to 255; from 0x80 on reserved, which counts as "service rejected"
   */
  static ReportClass of(int status) {
    if (status < PENDING_FROM) {
      return ReportClass.DELIVERED;
    }
    if (status < FAILED_FROM) {
      return ReportClass.PENDING;
    }
    return status == VALIDITY_EXPIRED ? ReportClass.EXPIRED : ReportClass.FAILED;
  }
}
