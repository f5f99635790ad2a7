package smsgateway.emulator;

import java.time.Duration;
import java.util.List;

/**
 * Which status reports the service centre sends for a SUBMIT that asks for one (TP-SRR).
 *
 * @param steps the reports in order; none = the report is lost
 */
public record Reports(List<Step> steps) {
  private static final int FIRST_FAILURE = 0x40;

  /**
   * One report.
   *
   * @param delay time since the step before, or since the acceptance
   * @param status TP-ST, 0 to 255 (3GPP TS 23.040 §9.2.3.15)
   */
  public record Step(Duration delay, int status) {}

  /** Copies the list. */
  public Reports {
    steps = List.copyOf(steps);
  }

  /** Delivered (TP-ST 0), after this time. */
  public static Reports delivered(Duration delay) {
    return new Reports(List.of(new Step(delay, 0)));
  }

  /** A final status, for example 0x46 for an expired validity; the phone gets nothing. */
  public static Reports failed(int status, Duration delay) {
    return new Reports(List.of(new Step(delay, status)));
  }

  /** First a temporary status (0x20 to 0x3F), then delivered. */
  public static Reports delayed(int temporary, Duration delay) {
    return new Reports(List.of(new Step(Duration.ZERO, temporary), new Step(delay, 0)));
  }

  /** No report ever comes, yet the phone gets the message. */
  public static Reports none() {
    return new Reports(List.of());
  }

  /** Whether the message reaches the phone: unless the last status is a failure. */
  boolean reachesPhone() {
    return steps.isEmpty() || steps.get(steps.size() - 1).status() < FIRST_FAILURE;
  }
}
