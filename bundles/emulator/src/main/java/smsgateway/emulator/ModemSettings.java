package smsgateway.emulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an emulated modem and its SIM are made; immutable, the {@code with} methods return a changed
 * copy.
 *
 * @param name name in journals and addresses
 * @param number own number of the SIM, with {@code +}
 * @param pin PIN that the SIM asks for; empty = none
 * @param storages message storages and their slots, the preferred one first; {@code SR} holds
 *     status reports when it is present
 * @param keepsMessageReference whether TP-MR is left as the terminal wrote it; else the modem
 *     counts itself
 * @param octetsPerSecond speed of the line in each direction; 0 = as fast as it goes
 * @param latency time from Ctrl-Z to the acceptance
 * @param acknowledgeTimeout how long a routed message waits for {@code +CNMA}
 * @param device how it differs from 3GPP TS 27.005
 */
public record ModemSettings(
    String name,
    String number,
    String pin,
    Map<String, Integer> storages,
    boolean keepsMessageReference,
    int octetsPerSecond,
    Duration latency,
    Duration acknowledgeTimeout,
    DeviceProfile device) {
  private static final Duration ACKNOWLEDGE = Duration.ofSeconds(15);

  /** Copies the storages in their order. */
  public ModemSettings {
    storages = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(storages));
    if (storages.isEmpty()) {
      throw new IllegalArgumentException("a modem needs a message storage");
    }
  }

  /** A modem that does everything as 3GPP TS 27.005 says: no PIN, SM 25 and ME 50 slots. */
  public static ModemSettings generic(String name, String number) {
    return of(DeviceProfile.of("generic-27005"), name, number);
  }

  /** A device with its own storages and without PIN. */
  public static ModemSettings of(DeviceProfile device, String name, String number) {
    return new ModemSettings(
        name, number, "", device.storages(), false, 0, Duration.ZERO, ACKNOWLEDGE, device);
  }

  /** With a SIM of this own number. */
  public ModemSettings withNumber(String newNumber) {
    return new ModemSettings(
        name,
        newNumber,
        pin,
        storages,
        keepsMessageReference,
        octetsPerSecond,
        latency,
        acknowledgeTimeout,
        device);
  }

  /** Shows neither number nor PIN. */
  @Override
  public String toString() {
    return "ModemSettings[" + name + "]";
  }

  /** With a SIM that asks for this PIN. */
  public ModemSettings withPin(String newPin) {
    return new ModemSettings(
        name,
        number,
        newPin,
        storages,
        keepsMessageReference,
        octetsPerSecond,
        latency,
        acknowledgeTimeout,
        device);
  }

  /** With these storages only, the preferred one first. */
  public ModemSettings withStorages(Map<String, Integer> newStorages) {
    return new ModemSettings(
        name,
        number,
        pin,
        newStorages,
        keepsMessageReference,
        octetsPerSecond,
        latency,
        acknowledgeTimeout,
        device);
  }

  /** With a modem that keeps the TP-MR it is given. */
  public ModemSettings withKeptMessageReference() {
    return new ModemSettings(
        name, number, pin, storages, true, octetsPerSecond, latency, acknowledgeTimeout, device);
  }

  /** With a line of this speed, for example 960 for 9600 bit/s 8N1. */
  public ModemSettings withOctetsPerSecond(int newSpeed) {
    return new ModemSettings(
        name,
        number,
        pin,
        storages,
        keepsMessageReference,
        newSpeed,
        latency,
        acknowledgeTimeout,
        device);
  }

  /** With this time from Ctrl-Z to the acceptance. */
  public ModemSettings withLatency(Duration newLatency) {
    return new ModemSettings(
        name,
        number,
        pin,
        storages,
        keepsMessageReference,
        octetsPerSecond,
        newLatency,
        acknowledgeTimeout,
        device);
  }

  /** With this patience for {@code +CNMA}. */
  public ModemSettings withAcknowledgeTimeout(Duration newTimeout) {
    return new ModemSettings(
        name,
        number,
        pin,
        storages,
        keepsMessageReference,
        octetsPerSecond,
        latency,
        newTimeout,
        device);
  }
}
