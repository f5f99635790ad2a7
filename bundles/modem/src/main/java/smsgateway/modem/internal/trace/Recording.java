package smsgateway.modem.internal.trace;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Turns octets in both directions into lines such as {@code 0.013 > AT\r}: seconds since the start,
 * {@code >} to the modem or {@code <} from it, and the octets as text with {@code \r}, {@code \n},
 * {@code \\} and {@code \xHH} for what is no printable ASCII. Everything personal is replaced by
 * something of the same length. Any number of threads.
 */
final class Recording {
  private static final int LONGEST = 4_096;
  private static final char CTRL_Z = 0x1A;

  private final Consumer<String> sink;
  private final Redaction redaction = new Redaction();
  private final long begun = System.nanoTime();
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder in = new StringBuilder();

  Recording(Consumer<String> sink) {
    this.sink = sink;
  }

  /** What goes to the modem; a command may come in pieces. */
  synchronized void sent(byte[] octets) {
    flush(in, false);
    for (byte octet : octets) {
      char c = (char) (octet & 0xFF);
      out.append(c);
      if (c == '\r' || c == CTRL_Z || out.length() >= LONGEST) {
        flush(out, true);
      }
    }
  }

  /** What comes from the modem. */
  synchronized void received(byte[] octets, int count) {
    for (int i = 0; i < count; i++) {
      char c = (char) (octets[i] & 0xFF);
      in.append(c);
      if (c == '\n' || in.length() >= LONGEST) {
        flush(in, false);
      }
    }
  }

  /** Tells what was not yet a whole line. */
  synchronized void end() {
    flush(out, true);
    flush(in, false);
  }

  private void flush(StringBuilder text, boolean toModem) {
    if (text.length() > 0) {
      String safe = toModem ? redaction.sent(text.toString()) : redaction.received(text.toString());
      double seconds = (System.nanoTime() - begun) / 1e9;
      sink.accept(
          String.format(Locale.ROOT, "%.3f %s %s", seconds, toModem ? ">" : "<", escape(safe)));
      text.setLength(0);
    }
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\r' -> escaped.append("\\r");
        case '\n' -> escaped.append("\\n");
        case '\\' -> escaped.append("\\\\");
        default ->
            escaped.append(
                c >= ' ' && c < 0x7F ? String.valueOf(c) : String.format("\\x%02x", (int) c));
      }
    }
    return escaped.toString();
  }
}
