package smsgateway.emulator;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.Path;
import smsgateway.api.driver.Transport;

/** A serial port as programs open it. */
final class SerialTransport implements Transport {
  private final SerialPort port;

  SerialTransport(Path path) throws IOException {
    port = SerialPort.getCommPort(path.toString());
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 500, 0);
    if (!port.openPort(0)) {
      throw new IOException("cannot open the port");
    }
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    int waiting = port.bytesAvailable();
    int count = port.readBytes(buffer, Math.max(1, Math.min(waiting, buffer.length)));
    if (count < 0) {
      throw new IOException("port has gone");
    }
    return count;
  }

  @Override
  public void write(byte[] octets) throws IOException {
    if (port.writeBytes(octets, octets.length) != octets.length) {
      throw new IOException("port has gone");
    }
  }

  @Override
  public void close() {
    port.closePort();
  }
}
