package smsgateway.modem.internal;

import java.util.function.Consumer;
import smsgateway.modem.internal.Events.Event;
import smsgateway.modem.internal.Events.Line;
import smsgateway.modem.internal.Events.Prompt;

/**
 * Cuts a modem's octets into lines and prompts (3GPP TS 27.005 §3.5.1, 27.007 §4). Lines end at any
 * mixture of CR and LF; empty ones are dropped. A {@code >} that begins a line is a prompt at once,
 * because no line end follows it. At most 4,096 characters of a line are kept in memory; a longer
 * one is no answer of any modem and is dropped whole. One thread.
 */
final class LineFramer {
  static final int LONGEST = 4_096;
  private static final int SUBSTITUTE = 0x1A;
  private static final int ESCAPE = 0x1B;

  private final StringBuilder line = new StringBuilder();
  private final Consumer<Event> sink;
  private boolean tooLong;

  LineFramer(Consumer<Event> sink) {
    this.sink = sink;
  }

  /** Takes the first {@code count} octets. */
  void accept(byte[] octets, int count) {
    for (int i = 0; i < count; i++) {
      accept((char) (octets[i] & 0xFF));
    }
  }

  private void accept(char c) {
    if (c == '\r' || c == '\n') {
      endLine();
    } else if (c == 0 || c == SUBSTITUTE || c == ESCAPE || (c == ' ' && line.isEmpty())) {
      return;
    } else if (c == '>' && line.isEmpty() && !tooLong) {
      sink.accept(new Prompt());
    } else if (line.length() == LONGEST) {
      tooLong = true;
      line.setLength(0);
    } else if (!tooLong) {
      line.append(c);
    }
  }

  private void endLine() {
    String text = line.toString().strip();
    line.setLength(0);
    if (!tooLong && !text.isEmpty()) {
      sink.accept(new Line(text));
    }
    tooLong = false;
  }
}
