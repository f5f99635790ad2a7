package smsgateway.emulator.internal;

import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import smsgateway.api.driver.Transport;
import smsgateway.api.driver.TransportProvider;

/** Opens emulated modems for ports such as {@code emulator:generic}. */
@Component(immediate = true, property = TransportProvider.SCHEME + "=emulator")
public final class EmulatorTransports implements TransportProvider {
  private final EmulatedNetwork network;

  /** Takes the network that the modems belong to. */
  @Activate
  public EmulatorTransports(@Reference EmulatedNetwork network) {
    this.network = network;
  }

  @Override
  public Transport open(String address, int baud) throws IOException {
    return network.modem(address.trim()).connect();
  }
}
