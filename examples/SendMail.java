import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Sends one plain mail by SMTP, as an ERP or a monitoring script would. Needs a JDK only:
 *
 * <pre>java examples/SendMail.java 127.0.0.1 2525 anna@example.com 393331234567@sms.example.com "Subject" "Text"</pre>
 */
public final class SendMail {
  private final BufferedReader in;
  private final OutputStream out;

  private SendMail(Socket socket) throws IOException {
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    out = socket.getOutputStream();
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 6) {
      System.err.println("usage: java SendMail.java HOST PORT FROM TO SUBJECT TEXT");
      System.exit(2);
    }
    try (Socket socket = new Socket(args[0], Integer.parseInt(args[1]))) {
      new SendMail(socket).send(args[2], args[3], args[4], args[5]);
      System.out.println("The gateway has accepted the mail.");
    }
  }

  private void send(String from, String to, String subject, String text) throws IOException {
    expect("220", null);
    expect("250", "EHLO localhost");
    expect("250", "MAIL FROM:<" + from + ">");
    expect("250", "RCPT TO:<" + to + ">");
    expect("354", "DATA");
    String id = "<" + UUID.randomUUID() + "@localhost>";
    expect(
        "250",
        "From: <" + from + ">\r\nTo: <" + to + ">\r\nSubject: " + subject + "\r\nMessage-ID: " + id
            + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + "Content-Transfer-Encoding: 8bit\r\n\r\n"
            + text.replaceAll("\r?\n", "\r\n").replaceAll("(?m)^\\.", "..") + "\r\n.");
    expect("221", "QUIT");
  }

  private void expect(String code, String command) throws IOException {
    if (command != null) {
      out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
    String line;
    do {
      line = in.readLine();
      if (line == null) {
        throw new IOException("the server closed the connection");
      }
    } while (line.length() > 3 && line.charAt(3) == '-');
    if (!line.startsWith(code)) {
      throw new IOException("the server says: " + line);
    }
  }
}
