package smsgateway.modem.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smsgateway.api.driver.Transport;
import smsgateway.api.driver.TransportProvider;

/**
 * Opens ports by their setting: {@code tcp://host:port} as a connection, any other {@code
 * scheme:address} through a provider, anything else as a serial port.
 */
final class Ports {
  private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]+):(.*)");
  private static final List<Integer> RATES = List.of(115_200, 57_600, 38_400, 19_200, 9_600);

  private final Supplier<List<Map.Entry<Map<String, Object>, TransportProvider>>> providers;
  private final Supplier<Map<String, String>> present;
  private final UnaryOperator<String> usb;

  Ports(Supplier<List<Map.Entry<Map<String, Object>, TransportProvider>>> providers) {
    this(providers, SerialTransport::present, UsbIds::of);
  }

  /**
   * @param present the serial ports that there are now, with the USB serial number of each or
   *     nothing
   * @param usb vendor and product of a serial port, or nothing
   */
  Ports(
      Supplier<List<Map.Entry<Map<String, Object>, TransportProvider>>> providers,
      Supplier<Map<String, String>> present,
      UnaryOperator<String> usb) {
    this.providers = providers;
    this.present = present;
    this.usb = usb;
  }

  /** Whether a port is a serial port of this machine. */
  boolean serial(String port) {
    return !SCHEME.matcher(port).matches();
  }

  /** The serial ports that there are now, with the USB serial number of each or nothing. */
  Map<String, String> present() {
    return present.get();
  }

  /** Vendor and product of a USB port as {@code 12d1:1001}; empty for any other port. */
  String usb(String port) {
    return serial(port) ? usb.apply(port) : "";
  }

  /**
   * Rates to try: the given one, or for 0 the usual ones; a port that is no line needs no search.
   */
  List<Integer> rates(String port, int baud) {
    if (baud > 0) {
      return List.of(baud);
    }
    return SCHEME.matcher(port).matches() ? RATES.subList(0, 1) : RATES;
  }

  /**
   * Opens a port.
   *
   * @throws IOException when there is none; the message says what to do
   */
  Transport open(String port, int baud) throws IOException {
    Matcher matcher = SCHEME.matcher(port);
    if (!matcher.matches()) {
      return SerialTransport.open(port, baud);
    }
    if (matcher.group(1).equals(TcpTransport.SCHEME)) {
      return TcpTransport.open(matcher.group(2));
    }
    for (Map.Entry<Map<String, Object>, TransportProvider> provider : providers.get()) {
      if (matcher.group(1).equals(provider.getKey().get(TransportProvider.SCHEME))) {
        return provider.getValue().open(matcher.group(2), baud);
      }
    }
    throw new IOException(
        "no installed bundle opens ports of kind " + matcher.group(1) + "; check key port");
  }
}
