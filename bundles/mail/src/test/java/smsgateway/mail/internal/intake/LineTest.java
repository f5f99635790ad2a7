package smsgateway.mail.internal.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void aServerThatSendsAnOctetNowAndThenIsCutOff() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread slow = new Thread(() -> dripFor(server));
      slow.setDaemon(true);
      slow.start();
      Line line = new Line(timer);
      Socket socket = line.createSocket();
      socket.connect(server.getLocalSocketAddress());
      socket.setSoTimeout(60_000);
      line.begin(1);
      assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
          .isInstanceOf(IOException.class);
    }
  }

  private static void dripFor(ServerSocket server) {
    try (Socket client = server.accept()) {
      while (true) {
        client.getOutputStream().write(' ');
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      // The client was cut off.
    }
  }
}
