package smsgateway.mail.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks SMTP octet by octet, so that tests can also speak it wrongly. */
final class SmtpClient implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;

  SmtpClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    out = socket.getOutputStream();
    reply();
  }

  /** The last line of the next reply, or "closed". */
  String reply() throws IOException {
    try {
      String line = in.readLine();
      while (line != null && line.length() > 3 && line.charAt(3) == '-') {
        line = in.readLine();
      }
      return line == null ? "closed" : line;
    } catch (java.net.SocketException e) {
      return "closed";
    }
  }

  /** All lines of the reply to EHLO. */
  String capabilities() throws IOException {
    send("EHLO test\r\n");
    StringBuilder all = new StringBuilder();
    String line;
    do {
      line = in.readLine();
      all.append(line).append('\n');
    } while (line.charAt(3) == '-');
    return all.toString();
  }

  void send(String octets) throws IOException {
    send(octets.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  String command(String line) throws IOException {
    send(line + "\r\n");
    return reply();
  }

  /** Envelope up to DATA; fails unless all is accepted. */
  void envelope(String from, String... recipients) throws IOException {
    expect("250", command("MAIL FROM:<" + from + ">"));
    for (String recipient : recipients) {
      expect("250", command("RCPT TO:<" + recipient + ">"));
    }
    expect("354", command("DATA"));
  }

  private static void expect(String code, String reply) {
    if (!reply.startsWith(code)) {
      throw new AssertionError("expected " + code + " but got: " + reply);
    }
  }

  /** Sends the text with CRLF and the end of data. */
  String data(String text) throws IOException {
    send(text.replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n.\r\n");
    return reply();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
