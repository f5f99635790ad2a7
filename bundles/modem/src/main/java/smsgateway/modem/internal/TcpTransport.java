package smsgateway.modem.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import smsgateway.api.driver.Transport;

/**
 * A modem behind a serial device server: raw octets over TCP, without Telnet negotiation. A peer
 * that vanished without a word is found by the runtime's own {@code AT} every half minute, long
 * before the system's keep-alive, which clears away what the other side has left behind.
 */
final class TcpTransport implements Transport {
  /** The scheme of such ports. */
  static final String SCHEME = "tcp";

  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 500;

  private final Socket socket;
  private final String peer;

  private TcpTransport(Socket socket, String peer) {
    this.socket = socket;
    this.peer = peer;
  }

  /**
   * Connects within five seconds.
   *
   * @param address {@code //host:port}
   * @throws IOException when nobody answers there; the message says what to check
   */
  static TcpTransport open(String address) throws IOException {
    InetSocketAddress peer = peer(address);
    String name = SCHEME + ":" + address;
    // Closed below unless it is handed on.
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.setSoTimeout(READ_MILLIS);
      socket.connect(peer, CONNECT_MILLIS);
      return new TcpTransport(socket, name);
    } catch (IOException e) {
      socket.close();
      String reason = peer.isUnresolved() ? "the host is not known" : e.getMessage();
      throw new IOException(
          "cannot connect to " + name + " (" + reason + "); check host, port and device server", e);
    }
  }

  /** Whether an address is {@code //host:port}. */
  static boolean valid(String address) {
    try {
      URI uri = new URI(SCHEME + ":" + address);
      return uri.getHost() != null && uri.getPort() > 0 && uri.getRawPath().isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static InetSocketAddress peer(String address) throws IOException {
    if (!valid(address)) {
      throw new IOException(SCHEME + ":" + address + " is not of the form tcp://host:port");
    }
    URI uri = URI.create(SCHEME + ":" + address);
    String host = uri.getHost();
    boolean bracketed = host.startsWith("[");
    return new InetSocketAddress(
        bracketed ? host.substring(1, host.length() - 1) : host, uri.getPort());
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    int count;
    try {
      count = socket.getInputStream().read(buffer);
    } catch (SocketTimeoutException e) {
      return 0;
    }
    if (count < 0) {
      throw new IOException(peer + " closed the connection");
    }
    return count;
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
      // What is left of it is the system's to clear away.
      return;
    }
  }
}
