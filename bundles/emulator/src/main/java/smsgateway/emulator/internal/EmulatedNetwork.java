package smsgateway.emulator.internal;

import java.io.IOException;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
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
  private static final Pattern ADDRESS = Pattern.compile("generic(-[0-9]{1,3})?");
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

  /** The modem {@code generic} or {@code generic-N}; the latter has the first one's number + N. */
  synchronized Modem modem(String name) throws IOException {
    if (!ADDRESS.matcher(name).matches()) {
      throw new IOException(
          "There is no emulated modem of this name; set the port to emulator:generic or"
              + " emulator:generic-2.");
    }
    return network
        .modem(name)
        .orElseGet(() -> network.add(ModemSettings.generic(name, next(name))));
  }

  private String next(String name) {
    long distance = Long.parseLong(name.substring(name.indexOf('-') + 1));
    return "+" + (Long.parseLong(first.number().substring(1)) + distance);
  }
}
