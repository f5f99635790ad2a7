package smsgateway.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP port on loopback in front of an emulated modem, as a serial device server has it: raw
 * octets, one connection at a time. {@link Modem#unplug} ends the connection, and until {@link
 * Modem#replug} each new one ends at once.
 */
public final class TcpPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TcpPort.class);
  private static final int CHUNK = 4096;
  private final Modem modem;
  private final ServerSocket server;
  private volatile Connection connection;

  private TcpPort(Modem modem, ServerSocket server) {
    this.modem = modem;
    this.server = server;
  }

  /**
   * Opens a TCP port.
   *
   * @param port its number, or 0 for a free one
   * @throws IOException when the number is in use
   */
  public static TcpPort open(Modem modem, int port) throws IOException {
    TcpPort opened =
        new TcpPort(modem, new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(opened::serve, "smsgateway-emulator tcp " + opened.port());
    thread.setDaemon(true);
    thread.start();
    return opened;
  }

  /** The number of the port. */
  public int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setTcpNoDelay(true);
        serve(new Connection(socket));
      } catch (IOException e) {
        LOG.debug("A connection to {} ended.", modem.settings().name(), e);
      }
    }
  }

  private void serve(Connection opened) throws IOException {
    modem.attach(opened);
    connection = opened;
    try {
      InputStream in = opened.socket.getInputStream();
      byte[] buffer = new byte[CHUNK];
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        modem.received(Arrays.copyOf(buffer, count), opened);
      }
    } finally {
      modem.detach(opened);
    }
  }

  /** Ends the connection and takes the port away; the modem can be reached by another port. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.debug("The port of {} did not close cleanly.", modem.settings().name(), e);
    }
    Connection open = connection;
    if (open != null) {
      open.close();
    }
  }

  /** The modem's end of a connection. */
  private record Connection(Socket socket) implements Line {
    @Override
    public void write(byte[] octets) throws IOException {
      socket.getOutputStream().write(octets);
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.debug("A connection did not close cleanly.", e);
      }
    }
  }
}
