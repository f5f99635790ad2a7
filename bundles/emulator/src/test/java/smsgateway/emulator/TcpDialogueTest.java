package smsgateway.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import smsgateway.api.driver.Transport;

final class TcpDialogueTest extends DialogueContract {
  private final Map<Modem, TcpPort> ports = new HashMap<>();

  @Override
  Transport open(Modem target) throws IOException {
    if (!ports.containsKey(target)) {
      ports.put(target, TcpPort.open(target, 0));
    }
    return new Client(new Socket(InetAddress.getLoopbackAddress(), ports.get(target).port()));
  }

  @AfterEach
  void closePorts() {
    ports.values().forEach(TcpPort::close);
  }

  private record Client(Socket socket) implements Transport {
    @Override
    public int read(byte[] buffer) throws IOException {
      socket.setSoTimeout(500);
      try {
        int count = socket.getInputStream().read(buffer);
        if (count < 0) {
          throw new IOException("hung up");
        }
        return count;
      } catch (SocketTimeoutException e) {
        return 0;
      }
    }

    @Override
    public void write(byte[] octets) throws IOException {
      socket.getOutputStream().write(octets);
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
