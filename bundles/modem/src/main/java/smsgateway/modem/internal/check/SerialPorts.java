package smsgateway.modem.internal.check;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import smsgateway.api.ModemActions.Port;

/** The serial ports of this machine, and which configured modem holds one. Any thread. */
public final class SerialPorts {
  private static final Path BY_ID = Path.of("/dev/serial/by-id");
  private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,9})");

  /** USB vendors that make modems; vendors of plain serial adapters are not among them. */
  private static final Set<Integer> MODEM_VENDORS =
      Set.of(
          0x0421, 0x04e8, 0x05c6, 0x0681, 0x0af0, 0x0bdb, 0x0fce, 0x1004, 0x1199, 0x114f, 0x12d1,
          0x1410, 0x1546, 0x19d2, 0x1bc7, 0x1e0e, 0x1e2d, 0x22b8, 0x2c7c);

  private final Supplier<Map<String, String>> held;

  /**
   * @param held ports of the configured modems by the modems' names
   */
  public SerialPorts(Supplier<Map<String, String>> held) {
    this.held = held;
  }

  /** All, the highest name first. */
  List<Port> all() {
    return Arrays.stream(SerialPort.getCommPorts())
        .map(this::port)
        .sorted(Comparator.comparing(Port::path, SerialPorts::natural).reversed())
        .toList();
  }

  /** Those of these names; a name that is no serial port is one without description. */
  List<Port> named(List<String> names) {
    List<Port> all = all();
    return names.stream().map(name -> named(name, all)).toList();
  }

  private Port named(String name, List<Port> all) {
    Optional<Port> found = all.stream().filter(p -> same(p.path(), name)).findFirst();
    return new Port(
        name,
        found.map(Port::description).orElse(""),
        found.map(Port::usb).orElse(""),
        holder(name).orElse(""),
        found.map(Port::modem).orElse(false));
  }

  private Port port(SerialPort port) {
    boolean usb = port.getVendorID() > 0;
    return new Port(
        port.getSystemPortPath().replace("\\\\.\\", ""),
        port.getPortDescription(),
        usb ? String.format(Locale.ROOT, "%04x:%04x", port.getVendorID(), port.getProductID()) : "",
        holder(port.getSystemPortPath()).orElse(""),
        MODEM_VENDORS.contains(port.getVendorID()));
  }

  /** COM10 comes after COM9. */
  static int natural(String a, String b) {
    Matcher one = NUMBERED.matcher(a);
    Matcher two = NUMBERED.matcher(b);
    return one.matches() && two.matches() && one.group(1).equals(two.group(1))
        ? Integer.compare(Integer.parseInt(one.group(2)), Integer.parseInt(two.group(2)))
        : a.compareTo(b);
  }

  /** Whether a port is one of a modem with USB, whose speed does not matter. */
  boolean modem(String path) {
    boolean serial = path.startsWith("/") || path.toUpperCase(Locale.ROOT).startsWith("COM");
    return serial && all().stream().anyMatch(p -> p.modem() && same(p.path(), path));
  }

  /** The port of a configured modem. */
  String heldBy(String modem) {
    return held.get().getOrDefault(modem, "its port");
  }

  /**
   * The configured modem that holds a port, under whichever name; a modem's name names its port.
   */
  Optional<String> holder(String path) {
    if (held.get().containsKey(path)) {
      return Optional.of(path);
    }
    return held.get().entrySet().stream()
        .filter(e -> same(e.getValue(), path))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The name of a port that stays the same when devices are plugged in another order. */
  String stable(String path) {
    if (!path.startsWith("/dev/") || !Files.isDirectory(BY_ID)) {
      return path;
    }
    try (Stream<Path> links = Files.list(BY_ID)) {
      return links.map(Path::toString).filter(l -> same(l, path)).sorted().findFirst().orElse(path);
    } catch (IOException e) {
      return path;
    }
  }

  private static boolean same(String one, String two) {
    return one.equalsIgnoreCase(two) || real(one).equals(real(two));
  }

  private static String real(String path) {
    try {
      return path.startsWith("/") ? Path.of(path).toRealPath().toString() : path;
    } catch (IOException | InvalidPathException e) {
      return path;
    }
  }
}
