package smsgateway.emulator.internal;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import smsgateway.emulator.DeviceProfile;
import smsgateway.emulator.Modem;
import smsgateway.emulator.ModemSettings;
import smsgateway.emulator.Network;

/**
 * The one emulated network of the container; works without configuration. Modems are made when they
 * are first named; {@code generic} is there from the start, so that messages for it can wait.
 * Immediate, because its modems must outlive a moment in which nobody holds the service.
 */
@Component(
    service = EmulatedNetwork.class,
    immediate = true,
    configurationPid = Demo.PID,
    configurationPolicy = ConfigurationPolicy.OPTIONAL)
public final class EmulatedNetwork {
  static final String DEFAULT_NUMBER = "+393330000001";
  static final Pattern NUMBER = Pattern.compile("\\+[0-9]{3,15}");
  private static final String FIRST = "generic";
  private static final String STANDARD = "generic-27005";
  private static final Pattern ADDRESS = Pattern.compile("([a-z0-9-]+?)(-([0-9]{1,3}))?");
  private final Network network = new Network();
  private final Modem first;

  /** Makes the network with its first modem. */
  @Activate
  public EmulatedNetwork(DemoConfig config) {
    String number = config.number().trim();
    String own = NUMBER.matcher(number).matches() ? number : DEFAULT_NUMBER;
    first = network.add(ModemSettings.generic(FIRST, own));
  }

  /** Pulls all modems out: the modem runtime sees them unplugged. */
  @Deactivate
  void deactivate() {
    network.close();
  }

  Network network() {
    return network;
  }

  Modem first() {
    return first;
  }

  /**
   * The modem {@code DEVICE} or {@code DEVICE-N}, where {@code generic} is the device that follows
   * the standard. Its number is the first one's, plus N, plus 1,000 for each place in the list of
   * devices.
   */
  synchronized Modem modem(String name) throws IOException {
    Matcher address = ADDRESS.matcher(name);
    String device = address.matches() ? address.group(1).replaceAll("^generic$", STANDARD) : "";
    int place = DeviceProfile.NAMES.indexOf(device);
    if (place < 0) {
      throw new IOException(
          "There is no emulated modem of this name; set the port to emulator:generic,"
              + " emulator:generic-2 or emulator: with one of "
              + String.join(", ", DeviceProfile.NAMES)
              + ".");
    }
    long distance =
        1_000L * place + (address.group(3) == null ? 0 : Long.parseLong(address.group(3)));
    return network
        .modem(name)
        .orElseGet(
            () -> network.add(ModemSettings.of(DeviceProfile.of(device), name, further(distance))));
  }

  private String further(long distance) {
    return "+" + (Long.parseLong(first.number().substring(1)) + distance);
  }
}
