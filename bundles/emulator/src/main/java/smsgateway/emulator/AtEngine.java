package smsgateway.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The dialogue of one modem: octets in, answers out (ITU-T V.250, 3GPP TS 27.005 §3.5.1 for the
 * prompt). What comes while a submit is in work is read after its result. Confined to the modem's
 * thread.
 */
final class AtEngine {
  private enum Mode {
    COMMAND,
    PDU,
    BUSY,
    SILENT
  }

  private static final int CTRL_Z = 0x1A;
  private static final int ESCAPE = 0x1B;
  private static final int BACKSPACE = 8;
  private static final int MAX_LINE = 4096;
  private final Modem modem;
  private final Session session;
  private final FaultScript faults;
  private final AnswerWriter writer;
  private final CommandSet commands;
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder out = new StringBuilder();
  private final ByteArrayOutputStream typedAhead = new ByteArrayOutputStream();
  private final Deque<String> urcs = new ArrayDeque<>();
  private Mode mode = Mode.COMMAND;
  private int generation;

  AtEngine(Modem modem, Session session, FaultScript faults, CommandSet commands) {
    this.modem = modem;
    this.session = session;
    this.faults = faults;
    this.commands = commands;
    this.writer = new AnswerWriter(session, faults, modem.settings().device().text("noise", ""));
  }

  /** Octets from the terminal. */
  void input(byte[] octets) {
    for (byte octet : octets) {
      if (mode == Mode.BUSY) {
        typedAhead.write(octet);
      } else if (mode == Mode.COMMAND) {
        command(octet & 0xFF);
      } else if (mode == Mode.PDU) {
        pdu(octet & 0xFF);
      }
    }
    flush();
  }

  private void command(int octet) {
    if (session.echo) {
      out.append((char) octet);
    }
    if (octet == '\r') {
      String text = line.toString();
      line.setLength(0);
      modem.counters().line(text);
      execute(AtCommand.parse(text));
    } else if (octet == BACKSPACE && line.length() > 0) {
      line.setLength(line.length() - 1);
    } else if (octet == ESCAPE || octet == CTRL_Z) {
      line.setLength(0);
    } else if (octet >= ' ' && line.length() < MAX_LINE) {
      line.append((char) octet);
    }
  }

  private void pdu(int octet) {
    if (octet == CTRL_Z) {
      mode = Mode.BUSY;
      String text = line.toString();
      line.setLength(0);
      flush();
      commands.submits().end(text);
    } else if (octet == ESCAPE) {
      line.setLength(0);
      mode = Mode.COMMAND;
      write(Answer.ok());
    } else {
      if (session.echo) {
        out.append((char) octet);
      }
      if (octet > ' ' && line.length() < MAX_LINE) {
        line.append((char) octet);
      }
    }
  }

  private void execute(List<AtCommand> all) {
    if (all.isEmpty()) {
      return;
    }
    Answer answer = commands.run(all);
    if (mode == Mode.SILENT) {
      return;
    }
    if (answer.kind() == Answer.Kind.PROMPT) {
      mode = Mode.PDU;
      out.append(faults.losesPrompt() ? "" : "\r\n> ");
    } else {
      write(answer);
    }
    modem.drain();
  }

  /** Ends a submit. */
  void finish(Answer answer) {
    mode = Mode.COMMAND;
    write(answer);
    flush();
    if (typedAhead.size() > 0) {
      byte[] octets = typedAhead.toByteArray();
      typedAhead.reset();
      input(octets);
    }
    modem.drain();
  }

  private void write(Answer answer) {
    if (!faults.losesAnswer()) {
      writer.write(answer, out);
    }
    while (!urcs.isEmpty() && mode == Mode.COMMAND) {
      out.append(urcs.remove());
    }
  }

  /** An unsolicited result: at once, or after the answer that is under way. */
  void urc(String text) {
    if (mode == Mode.SILENT) {
      return;
    }
    urcs.add("\r\n" + text + "\r\n");
    if (mode == Mode.COMMAND) {
      while (!urcs.isEmpty()) {
        out.append(urcs.remove());
      }
      flush();
    }
  }

  private void flush() {
    if (out.length() > 0) {
      byte[] octets = out.toString().getBytes(StandardCharsets.ISO_8859_1);
      out.setLength(0);
      if (mode != Mode.SILENT) {
        modem.send(octets);
      }
    }
  }

  /** Neither reads nor answers for a time; forgets what it was doing. */
  void silence(Duration length, Runnable afterwards) {
    flush();
    mode = Mode.SILENT;
    generation++;
    line.setLength(0);
    typedAhead.reset();
    urcs.clear();
    int now = generation;
    modem.after(
        length,
        () -> {
          if (now == generation) {
            mode = Mode.COMMAND;
            afterwards.run();
          }
        });
  }

  /** Changes when the modem forgets what it was doing: work of an older generation must not end. */
  int generation() {
    return generation;
  }
}
