package smsgateway.mail.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that accepts everything but one command. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final String command;
  private final String reply;
  private final List<String> reversePaths = new CopyOnWriteArrayList<>();

  ScriptedServer(String command, String reply) throws IOException {
    this.command = command;
    this.reply = reply;
    Thread thread = new Thread(this::run, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What the MAIL commands said behind the colon. */
  List<String> reversePaths() {
    return reversePaths;
  }

  private void run() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(client);
      } catch (IOException e) {
        // The client or the test has finished.
      }
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    say(client, "220 scripted");
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.length() < 4 ? line : line.substring(0, 4).toLowerCase(Locale.ROOT);
      if (data && line.equals(".")) {
        data = false;
        say(client, command.equals("data") ? reply : "250 ok");
      } else if (!data && verb.equals("data")) {
        data = true;
        say(client, "354 go on");
      } else if (!data) {
        if (verb.equals("mail")) {
          reversePaths.add(line.substring(line.indexOf(':') + 1));
        }
        say(client, verb.equals(command) ? reply : "250 ok");
      }
    }
  }

  private static void say(Socket client, String line) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
