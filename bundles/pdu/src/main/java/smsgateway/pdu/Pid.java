package smsgateway.pdu;

import java.util.OptionalInt;

/**
 * What TP-PID, the protocol identifier, asks of a receiver (3GPP TS 23.040 §9.2.3.9). Every octet
 * is legal; one that a receiver does not know is treated as 0.
 *
 * @param raw the octet, 0 to 255
 */
public record Pid(int raw) {
  private static final int TYPE_0 = 0x40;
  private static final int LAST_REPLACE = 0x47;

  /**
   * @throws IllegalArgumentException when the value is no octet
   */
  public Pid {
    Fields.requireOctet(raw, "TP-PID");
  }

  /** Type 0: to be acknowledged, and neither shown nor stored. */
  public boolean silent() {
    return raw == TYPE_0;
  }

  /** Replace type 1 to 7: replaces an earlier message of this type from the same address. */
  public OptionalInt replaceType() {
    return raw > TYPE_0 && raw <= LAST_REPLACE ? OptionalInt.of(raw - TYPE_0) : OptionalInt.empty();
  }

  /** Whether another kind of device is meant, for example fax (0x22) or e-mail (0x32). */
  public boolean telematic() {
    return raw >> 5 == 1;
  }
}
