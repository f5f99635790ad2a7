package smsgateway.emulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smsgateway.api.driver.Transport;

/** A bare client: writes what it is told and collects what comes. */
final class Terminal implements AutoCloseable {
  private static final Pattern FINAL =
      Pattern.compile("\r\n(OK|ERROR|\\+CM[ES] ERROR: [^\r\n]*)\r\n");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private final Transport transport;
  private final StringBuilder unread = new StringBuilder();
  private final byte[] buffer = new byte[4096];

  Terminal(Transport transport) {
    this.transport = transport;
  }

  void write(String text) throws IOException {
    transport.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Everything up to and including the pattern; fails when it does not come. */
  String readUntil(Pattern pattern) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    Matcher matcher = pattern.matcher(unread);
    while (!matcher.find()) {
      if (deadline - System.nanoTime() < 0) {
        throw new AssertionError("no " + pattern + " in " + unread);
      }
      int count = transport.read(buffer);
      unread.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
      matcher = pattern.matcher(unread);
    }
    String text = unread.substring(0, matcher.end());
    unread.delete(0, matcher.end());
    return text;
  }

  String readUntil(String literal) throws IOException {
    return readUntil(Pattern.compile(literal, Pattern.LITERAL));
  }

  /** Whether nothing comes within half a second. */
  boolean isSilent() throws IOException {
    return unread.length() == 0 && transport.read(buffer) == 0;
  }

  /** Sends a command and returns its whole answer. */
  String command(String command) throws IOException {
    write(command + "\r");
    return readUntil(FINAL);
  }

  /** Echo off, numeric errors. */
  Terminal prepared() throws IOException {
    command("ATE0");
    command("AT+CMEE=1");
    return this;
  }

  /** Submits a TPDU by the service centre of the SIM and returns the answer. */
  String submit(String tpdu) throws IOException {
    type(tpdu);
    return readUntil(FINAL);
  }

  /** The same without waiting for an answer. */
  void type(String tpdu) throws IOException {
    write("AT+CMGS=" + tpdu.length() / 2 + "\r");
    readUntil("\r\n> ");
    write("00" + tpdu + "\u001a");
  }

  @Override
  public void close() {
    transport.close();
  }
}
