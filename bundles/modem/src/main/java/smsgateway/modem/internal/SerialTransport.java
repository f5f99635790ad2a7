package smsgateway.modem.internal;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import smsgateway.api.driver.Transport;

/**
 * A serial port: 8 data bits, no parity, 1 stop bit, no flow control (an unconnected CTS would stop
 * the line for ever, and SMS are short), DTR and RTS raised.
 *
 * <p>No event listeners: after an unplug the library would fire them in a busy loop. A lost port
 * shows as -1 on reading or 0 on writing while it still calls itself open.
 */
final class SerialTransport implements Transport {
  private static final int READ_MILLIS = 500;
  private static final int DATA_BITS = 8;

  private final SerialPort port;
  private final String path;

  private SerialTransport(SerialPort port, String path) {
    this.port = port;
    this.path = path;
  }

  /**
   * Opens a port exclusively.
   *
   * @param path device file or COM name
   * @throws IOException when it is absent, in use or not permitted
   */
  static SerialTransport open(String path, int baud) throws IOException {
    try {
      SerialPort port = SerialPort.getCommPort(path);
      port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
      port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
      port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_MILLIS, 0);
      if (!port.openPort(0)) {
        throw new IOException(refusal(path));
      }
      // Neither line exists on USB and pseudo terminals; the answers say nothing there.
      port.setDTR();
      port.setRTS();
      return new SerialTransport(port, path);
    } catch (SerialPortInvalidPortException e) {
      throw new IOException("there is no port " + path + "; plug the modem in", e);
    }
  }

  /** The ports that there are now, with vendor, product and serial number where USB tells them. */
  static Map<String, String> present() {
    Map<String, String> present = new TreeMap<>();
    for (SerialPort port : SerialPort.getCommPorts()) {
      String serial = String.valueOf(port.getSerialNumber());
      // Adapters without a number of their own say Unknown, or all the same zeros.
      boolean unique = port.getVendorID() > 0 && serial.matches(".*[1-9A-Fa-f].*[0-9A-Fa-f]{3}.*");
      present.put(
          port.getSystemPortPath().replace("\\\\.\\", ""),
          unique ? port.getVendorID() + ":" + port.getProductID() + ":" + serial : "");
    }
    return present;
  }

  /** Told from the file, because the library's error numbers say other things. */
  private static String refusal(String path) {
    boolean file = path.startsWith("/");
    if (file && !Files.isWritable(Path.of(path))) {
      return path + " is not permitted; add the gateway's user to the group that owns it";
    }
    return file
        ? path + " is in use; stop the other program"
        : "cannot open " + path + "; check that no other program uses it";
  }

  /** The port's name. */
  String path() {
    return path;
  }

  /**
   * Uses RTS/CTS from now on if CTS is up, which says that both wires are there.
   *
   * @return whether it is
   */
  boolean handshake() {
    boolean wired = port.getCTS();
    if (wired) {
      port.setFlowControl(
          SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED);
    }
    return wired;
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    int count = port.readBytes(buffer, buffer.length);
    if (count < 0) {
      throw new IOException(path + " is gone");
    }
    return count;
  }

  @Override
  public void write(byte[] octets) throws IOException {
    int written = 0;
    while (written < octets.length) {
      int count = port.writeBytes(octets, octets.length - written, written);
      if (count <= 0) {
        throw new IOException(path + " is gone");
      }
      written += count;
    }
  }

  @Override
  public void dtr(boolean up) {
    // False where there is no such line: pseudo terminals, some USB modems.
    boolean unused = up ? port.setDTR() : port.clearDTR();
  }

  @Override
  public void close() {
    port.closePort();
  }
}
