package smsgateway.itests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A plain SMTP client (RFC 5321) that shows every reply; not for several threads. */
public final class Smtp implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;

  /** Connects to the loopback interface and says EHLO. */
  public Smtp(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reply();
    command("EHLO client.example.com");
  }

  /** Whether something listens on the port and greets. */
  public static boolean answers(int port) {
    try (Smtp smtp = new Smtp(port)) {
      return smtp.command("NOOP").startsWith("250");
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /**
   * Sends a whole mail and returns the reply to its data, or the first reply that is no success.
   */
  public String send(String from, List<String> recipients, String mail) {
    return send(from, recipients, mail.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #send(String, List, String)}, with octets that need be no text. */
  public String send(String from, List<String> recipients, byte[] mail) {
    String reply = command("MAIL FROM:<" + from + ">");
    for (String recipient : recipients) {
      reply = reply.startsWith("2") ? command("RCPT TO:<" + recipient + ">") : reply;
    }
    if (!reply.startsWith("2")) {
      command("RSET");
      return reply;
    }
    String go = command("DATA");
    return go.startsWith("354") ? data(mail) : go;
  }

  /** Sends the mail's octets after DATA, dot-stuffed, with the final dot; line ends become CRLF. */
  public String data(String mail) {
    return data(mail.getBytes(StandardCharsets.UTF_8));
  }

  private String data(byte[] mail) {
    // One character is one octet here.
    String text = new String(mail, StandardCharsets.ISO_8859_1);
    String lines = text.replace("\r\n", "\n").replace("\n", "\r\n");
    String stuffed = lines.startsWith(".") ? "." + lines : lines;
    String end = lines.endsWith("\r\n") ? "" : "\r\n";
    octets(
        (stuffed.replace("\r\n.", "\r\n..") + end + ".\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return reply();
  }

  /** Sends a command and returns the last line of its reply. */
  public String command(String line) {
    raw(line + "\r\n");
    return reply();
  }

  /** Sends octets as they are. */
  public void raw(String text) {
    octets(text.getBytes(StandardCharsets.UTF_8));
  }

  private void octets(byte[] octets) {
    try {
      out.write(octets);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one reply and returns its last line. */
  public String reply() {
    try {
      String line = in.readLine();
      while (line != null && line.length() > 3 && line.charAt(3) == '-') {
        line = in.readLine();
      }
      if (line == null) {
        throw new IOException("the server closed the connection");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
