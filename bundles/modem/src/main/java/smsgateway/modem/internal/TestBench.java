package smsgateway.modem.internal;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import smsgateway.api.PduCodec;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.api.driver.ModemProfile;
import smsgateway.api.driver.Transport;
import smsgateway.modem.internal.DriverChoice.Candidate;
import smsgateway.modem.internal.DriverChoice.Chosen;

/**
 * The parts of the modem runtime, for a test of a device that no configured modem uses: what the
 * test finds is then what the runtime would find. Any thread.
 */
public final class TestBench {
  private final Ports ports;
  private final Supplier<List<Candidate>> drivers;
  private final PduCodec codec;
  private final PinAttempts attempts;
  private final Timing timing;

  TestBench(
      Ports ports,
      Supplier<List<Candidate>> drivers,
      PduCodec codec,
      PinAttempts attempts,
      Timing timing) {
    this.ports = ports;
    this.drivers = drivers;
    this.codec = codec;
    this.attempts = attempts;
    this.timing = timing;
  }

  /**
   * A driver that the runtime would use.
   *
   * @param fix repairs a PDU that the family is known to damage
   * @param why one sentence: the scores that decided
   */
  public record Choice(
      String family, ModemProfile profile, UnaryOperator<String> fix, String why) {}

  /** How long a second lasts. */
  public Timing timing() {
    return timing;
  }

  /** Whether a port is a line whose speed must be found. */
  public boolean hasSpeed(String port) {
    return ports.rates(port, 0).size() > 1;
  }

  /**
   * Opens a port exclusively.
   *
   * @throws IOException when it cannot be opened; the message says what to do
   */
  public Transport open(String port, int baud) throws IOException {
    return ports.open(port, baud);
  }

  /**
   * Has an open port use RTS/CTS where CTS is up.
   *
   * @return whether it does; empty where there are no such lines
   */
  public Optional<Boolean> handshake(Transport port) {
    return port instanceof SerialTransport serial
        ? Optional.of(serial.handshake())
        : Optional.empty();
  }

  /** A line over an open port, which from now on belongs to it. */
  public TestLine line(Transport port, TestLine.Watcher watcher) {
    String usb = port instanceof SerialTransport serial ? ports.usb(serial.path()) : "";
    return new TestLine(port, usb, watcher, codec, attempts, timing);
  }

  /** The driver for a device; empty when none is installed. */
  public Optional<Choice> choose(ModemIdentity identity) {
    List<Candidate> candidates = drivers.get();
    Optional<Chosen> chosen = DriverChoice.choose(candidates, ModemSettings.AUTO, identity);
    return chosen.map(
        c ->
            new Choice(
                c.family(),
                c.profile(),
                new DriverWatch(drivers, ModemSettings.AUTO, identity, c)::fix,
                why(c, candidates, identity)));
  }

  private static String why(Chosen chosen, List<Candidate> candidates, ModemIdentity identity) {
    String scores =
        candidates.stream()
            .map(c -> new Score(c.family(), score(c, identity)))
            .filter(s -> s.points() > 0)
            .sorted(Comparator.comparingInt(Score::points).reversed().thenComparing(Score::family))
            .map(s -> s.family() + " " + s.points())
            .distinct()
            .collect(Collectors.joining(", "));
    return chosen.family().equals(DriverChoice.GENERIC)
        ? "no driver claims this device (scores: " + scores + "; 50 are needed)"
        : "it has the highest score (scores: " + scores + ")";
  }

  private record Score(String family, int points) {}

  private static int score(Candidate candidate, ModemIdentity identity) {
    try {
      return candidate.driver().score(identity);
    } catch (RuntimeException | LinkageError e) {
      // Its bundle is leaving.
      return 0;
    }
  }
}
