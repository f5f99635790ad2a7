package smsgateway.modem.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import smsgateway.api.driver.Transport;
import smsgateway.modem.internal.trace.Redaction;

/**
 * A modem that answers from a recording, such as {@code sms:modem-trace} and the report of {@code
 * sms:modem-test} write. Each command gets the answer that it got in the recording; of one that was
 * sent several times the next one, and the last one again. What was never recorded is answered by
 * {@code ERROR}, and {@link #deviation} tells it, for a test that wants none.
 */
final class TranscriptModem implements Transport {
  private static final String PDU = "PDU";

  /** A command with all that came before the next one. */
  private static final class Exchange {
    private final String command;
    private final List<String> answer = new ArrayList<>();
    private boolean used;

    Exchange(String command) {
      this.command = command;
    }
  }

  private final List<Exchange> exchanges = new ArrayList<>();
  private final BlockingQueue<byte[]> out = new LinkedBlockingQueue<>();
  private final StringBuilder typed = new StringBuilder();
  private final Redaction redaction = new Redaction();
  private volatile String deviation = "";
  private volatile boolean closed;

  /** A modem from the lines of a recording. */
  TranscriptModem(Stream<String> recording) {
    recording.forEach(this::read);
  }

  private void read(String line) {
    String[] parts = line.split(" ", 3);
    if (line.startsWith("#") || parts.length < 3) {
      return;
    }
    String octets = unescaped(parts[2]);
    if (parts[1].equals(">")) {
      exchanges.add(new Exchange(kind(octets)));
    } else if (!exchanges.isEmpty()) {
      exchanges.get(exchanges.size() - 1).answer.add(octets);
    }
  }

  /** PDUs are taken for each other: TP-VP and TP-MR differ from run to run. */
  private static String kind(String octets) {
    return octets.endsWith("\u001a") ? PDU : octets;
  }

  private static String unescaped(String text) {
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        octets.append(c);
      } else {
        char kind = text.charAt(++i);
        octets.append(kind == 'r' ? '\r' : kind == 'n' ? '\n' : kind);
        if (kind == 'x') {
          octets.setLength(octets.length() - 1);
          octets.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
      }
    }
    return octets.toString();
  }

  @Override
  public synchronized void write(byte[] octets) {
    for (byte octet : octets) {
      char c = (char) (octet & 0xFF);
      typed.append(c);
      if (c == '\r' || c == 0x1A) {
        String command = kind(redaction.sent(typed.toString()));
        typed.setLength(0);
        answer(command);
      }
    }
  }

  private void answer(String command) {
    List<Exchange> same = exchanges.stream().filter(e -> e.command.equals(command)).toList();
    Optional<Exchange> exchange =
        same.stream().filter(e -> !e.used).findFirst().or(() -> same.stream().reduce((a, b) -> b));
    if (exchange.isPresent()) {
      exchange.get().used = true;
      exchange.get().answer.forEach(this::say);
    } else {
      deviation = deviation.isEmpty() ? "not recorded: " + command.strip() : deviation;
      say("\r\nERROR\r\n");
    }
  }

  private void say(String octets) {
    out.add(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The first command that the recording does not have; empty when there was none. */
  String deviation() {
    return deviation;
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    try {
      byte[] octets = out.poll(20, TimeUnit.MILLISECONDS);
      if (octets == null && closed) {
        throw new IOException("the recording is over");
      }
      if (octets == null) {
        return 0;
      }
      System.arraycopy(octets, 0, buffer, 0, octets.length);
      return octets.length;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
