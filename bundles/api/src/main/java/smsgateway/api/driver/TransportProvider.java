package smsgateway.api.driver;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens ports of one kind. A port setting {@code scheme:rest} goes to the provider whose service
 * property {@link #SCHEME} equals {@code scheme}; a setting without a scheme is a serial port.
 */
@ConsumerType
public interface TransportProvider {
  /** Service property that names the scheme, for example {@code emulator}. */
  String SCHEME = "smsgateway.transport.scheme";

  /**
   * Opens a port exclusively.
   *
   * @param address what follows the scheme and its colon
   * @param baud line speed in bit/s; ignored where a line has none
   * @throws IOException when there is no such port or it is in use; the message is one sentence
   *     that an administrator can act on
   */
  Transport open(String address, int baud) throws IOException;
}
