package smsgateway.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP line to a server that can be frozen just before the client says a word, and cut. */
final class Wire implements AutoCloseable {
  private final ServerSocket socket;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile String word = "";
  private volatile boolean frozen;

  Wire(int target) {
    this.target = target;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Nothing passes from the client any more as soon as it says this word. */
  void freezeAt(String said) {
    word = said;
  }

  /** Whether the word was said. */
  boolean frozen() {
    return frozen;
  }

  /** New lines work again, and those in use are reset. */
  void reset() {
    word = "";
    frozen = false;
    open.forEach(Wire::reset);
    open.clear();
  }

  private static void reset(Socket line) {
    try {
      line.setSoLinger(true, 0);
      line.close();
    } catch (IOException e) {
      // It was closed already.
    }
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        connect(client);
      } catch (IOException e) {
        // The test is over.
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(server);
      thread(() -> pump(client, server, true));
      thread(() -> pump(server, client, false));
    } catch (IOException e) {
      // The server is away, and a line to nowhere would look like a silent one.
      reset(client);
    }
  }

  private void pump(Socket from, Socket to, boolean listening) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        String said = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
        frozen |= listening && !word.isEmpty() && said.contains(word);
        if (!frozen) {
          out.write(buffer, 0, n);
          out.flush();
        }
      }
    } catch (IOException e) {
      // One side has gone.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reset();
  }
}
