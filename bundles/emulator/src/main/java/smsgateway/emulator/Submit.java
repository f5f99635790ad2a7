package smsgateway.emulator;

import java.time.Instant;

/**
 * Journal entry of the service centre: one SMS-SUBMIT that it accepted.
 *
 * @param time when
 * @param modem name of the modem
 * @param tpdu the TPDU as the terminal wrote it, without service centre address, upper case hex
 * @param messageReference TP-MR that the modem assigned and told in {@code +CMGS}
 * @param destination TP-DA, with {@code +} when international
 * @param text text of this segment
 * @param typedNanos {@link System#nanoTime} at the Ctrl-Z
 * @param acceptedNanos {@link System#nanoTime} at the acceptance
 */
public record Submit(
    Instant time,
    String modem,
    String tpdu,
    int messageReference,
    String destination,
    String text,
    long typedNanos,
    long acceptedNanos) {
  /** Shows neither number nor text. */
  @Override
  public String toString() {
    return "Submit[" + modem + ", TP-MR " + messageReference + "]";
  }
}
