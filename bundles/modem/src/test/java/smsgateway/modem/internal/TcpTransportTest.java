package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Modem.State;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.emulator.Modem;
import smsgateway.emulator.Network;
import smsgateway.emulator.TcpPort;
import smsgateway.pdu.internal.PduCodecService;

/** Modems behind a TCP port. */
@Timeout(60)
class TcpTransportTest {
  @TempDir private Path folder;
  private final Network network = new Network();
  private final Modem modem = network.add(EmulatedModemTest.settings());

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aConnectionThatIsLostThirtyTimesIsMadeAnewAndSendsOn() throws Exception {
    try (TcpPort port = TcpPort.open(modem, 0);
        Bench bench = new Bench(folder, new PduCodecService())) {
      bench.start(Bench.settingsOn("tcp://localhost:" + port.port()), new Ports(List::of));
      for (int i = 0; i < 10; i++) {
        bench.queue.add(i, EmulatedModemTest.tpdu(i));
        bench.wake();
        assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
        modem.unplug();
        bench.awaitState(State.RECOVERING);
        modem.replug();
      }
      bench.awaitState(State.READY);
      assertThat(network.accepted()).isEqualTo(10);
    }
  }

  @Test
  void aPortOnWhichNobodyListensIsToldInASentence() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThatThrownBy(() -> TcpTransport.open("//localhost:" + port))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tcp://localhost:" + port)
        .hasMessageContaining("check host, port and device server");
  }

  @Test
  void aSilentPeerDoesNotEndTheConnection() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TcpTransport transport = TcpTransport.open("//localhost:" + silent.getLocalPort())) {
      assertThat(transport.read(new byte[8])).isZero();
    }
  }
}
