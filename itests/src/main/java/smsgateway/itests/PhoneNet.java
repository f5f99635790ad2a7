package smsgateway.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import smsgateway.emulator.Modem;
import smsgateway.emulator.ModemSettings;
import smsgateway.emulator.Network;
import smsgateway.emulator.PtyPort;
import smsgateway.emulator.Submit;

/** An emulated network with one modem on a pty, in the JVM of the test. */
public final class PhoneNet implements AutoCloseable {
  /** Own number of the modem's SIM. */
  public static final String NUMBER = "+393330000001";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Network network = new Network();
  private final Modem modem;
  private final PtyPort port;
  private volatile int forgotten;

  public PhoneNet() {
    this(settings -> settings);
  }

  /** A network whose modem is changed from the generic one. */
  public PhoneNet(UnaryOperator<ModemSettings> change) {
    modem = network.add(change.apply(ModemSettings.generic("north", NUMBER)));
    try {
      Path link = Path.of("target", "north-" + System.nanoTime()).toAbsolutePath();
      Disk.mkdirs(link.getParent());
      port = PtyPort.open(modem, link);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A network whose modem has a line of this speed in both directions, in octets per second. */
  public static PhoneNet paced(int octetsPerSecond) {
    return new PhoneNet(settings -> settings.withOctetsPerSecond(octetsPerSecond));
  }

  /** A serial port that stays the same over unplug and replug. */
  public Path path() {
    return port.path();
  }

  public Network network() {
    return network;
  }

  public Modem modem() {
    return modem;
  }

  /** Submits accepted so far. */
  public List<Submit> submits() {
    return network.journal();
  }

  /** Submits to a number that were accepted so far. */
  public List<Submit> submits(String number) {
    return submits().stream().filter(s -> s.destination().equals(number)).toList();
  }

  /** Times of Ctrl-Z of all submits since the start or {@link #forget}, {@link System#nanoTime}. */
  public long[] ctrlZ() {
    return modem.counters().typedNanos().stream()
        .skip(forgotten)
        .mapToLong(Long::longValue)
        .toArray();
  }

  /** Lets {@link #ctrlZ} begin anew. */
  public void forget() {
    forgotten = modem.counters().typedNanos().size();
  }

  /** Waits for a submit whose TPDU matches the pattern from its first octet on. */
  public Submit awaitSubmit(String tpduPattern) {
    Pattern pattern = Pattern.compile(tpduPattern);
    Await.until(
        "a submit like " + tpduPattern,
        LIMIT,
        () -> submits().stream().anyMatch(s -> pattern.matcher(s.tpdu()).matches()));
    return submits().stream()
        .filter(s -> pattern.matcher(s.tpdu()).matches())
        .findFirst()
        .orElseThrow();
  }

  /** Waits until the phone shows the text. */
  public void awaitText(String number, String text) {
    Await.until("the phone shows the text", LIMIT, () -> texts(number).contains(text));
  }

  /** What a phone has received. */
  public List<String> texts(String number) {
    return network.phone(number).inbox().stream().map(sms -> sms.text().strip()).toList();
  }

  /** A phone sends a text to the gateway's SIM. */
  public void send(String from, String text, int... order) {
    network.send(from, NUMBER, text, order);
  }

  /** The service centre hands a PDU to the modem as it is. */
  public void deliverRaw(String hex) {
    network.deliverRaw(modem, hex);
  }

  @Override
  public void close() {
    port.close();
    network.close();
  }
}
