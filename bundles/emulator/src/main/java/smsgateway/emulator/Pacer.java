package smsgateway.emulator;

/** When octets have passed a line of a given speed; exact over any stretch without a pause. */
final class Pacer {
  private static final long NANOS = 1_000_000_000L;
  private final int octetsPerSecond;
  private long start;
  private long sent;

  Pacer(int octetsPerSecond) {
    this.octetsPerSecond = octetsPerSecond;
  }

  /** Puts octets on the line and returns at which {@link System#nanoTime} the last has passed. */
  long pass(int octets, long now) {
    if (sent == 0 || now - free() > 0) {
      start = now;
      sent = 0;
    }
    sent += octets;
    return free();
  }

  private long free() {
    return start
        + sent / octetsPerSecond * NANOS
        + sent % octetsPerSecond * NANOS / octetsPerSecond;
  }
}
