package smsgateway.modem.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import smsgateway.api.driver.Transport;

/**
 * A small modem that follows 3GPP TS 27.005, with a SIM of slots and answers that a test can
 * replace. It survives being closed, like hardware.
 */
final class FakeModem {
  /** Everything that was written, line by line; PDUs begin with {@code PDU}. */
  final BlockingQueue<String> log = new LinkedBlockingQueue<>();

  private final Map<String, List<String>> answers = new HashMap<>();
  private final Map<String, Runnable> afterwards = new HashMap<>();
  private final Deque<List<String>> results = new ArrayDeque<>();
  private final Map<Integer, String> slots = new TreeMap<>();
  private final StringBuilder input = new StringBuilder();
  private boolean prompt;
  private boolean mutePrompt;
  private boolean echo;
  private String lost = "";
  private List<String> beforePrompt = List.of();
  private int reference;
  private Line line;

  FakeModem() {
    on("ATI", "Maker", "Model", "OK");
    on("AT+CGMI", "Maker", "OK");
    on("AT+CGMM", "Model", "OK");
    on("AT+CIMI", "222011234567890", "OK");
    on("AT+CPIN?", "+CPIN: READY", "OK");
    on("AT+CREG?", "+CREG: 0,1", "OK");
    on("AT+CSQ", "+CSQ: 20,99", "OK");
    on("AT+COPS?", "+COPS: 0,0,\"Net\",0", "OK");
    on("AT+CSMS?", "+CSMS: 0,1,1,1", "OK");
    on("AT+CPMS=?", "+CPMS: (\"SM\",\"ME\"),(\"SM\",\"ME\"),(\"SM\",\"ME\")", "OK");
    on("AT+CSCA?", "+CSCA: \"+391000000\",145", "OK");
    on("AT+CNMI=?", "+CNMI: (0-3),(0-3),(0-3),(0-2),(0,1)", "OK");
    on("AT+CCID", "+CCID: \"89390000000000000001\"", "OK");
    on("AT+CPINR", "ERROR");
  }

  /** Replaces the answer to a command; no lines at all is silence. */
  synchronized FakeModem on(String command, String... lines) {
    answers.put(command, List.of(lines));
    return this;
  }

  /** Something that happens when a command has been answered. */
  synchronized FakeModem after(String command, Runnable action) {
    afterwards.put(command, action);
    return this;
  }

  /** Whether a line is open. */
  synchronized boolean plugged() {
    return line != null && !line.gone;
  }

  /** What comes after the next PDU instead of {@code +CMGS} and {@code OK}. */
  synchronized void nextResult(String... lines) {
    results.add(List.of(lines));
  }

  /** What comes before the next prompt. */
  synchronized void beforePrompt(String... lines) {
    beforePrompt = List.of(lines);
  }

  /** The next answer to a command is lost. */
  synchronized void loseAnswer(String command) {
    lost = command;
  }

  /** Repeats every command, whatever ATE0 says. */
  synchronized void echo() {
    echo = true;
  }

  /** The next prompt is not shown, but waits for text all the same. */
  synchronized void mutePrompt() {
    mutePrompt = true;
  }

  /** Puts a PDU into a slot of the SIM, without telling. */
  synchronized void store(int index, String hex) {
    slots.put(index, hex);
  }

  synchronized boolean empty() {
    return slots.isEmpty();
  }

  /** Sends lines as they are. */
  synchronized void say(String... lines) {
    for (String text : lines) {
      line.out.add(("\r\n" + text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** The next logged command that begins with a text. */
  String await(String beginning) throws InterruptedException {
    String command = log.poll(20, TimeUnit.SECONDS);
    while (command != null && !command.startsWith(beginning)) {
      command = log.poll(20, TimeUnit.SECONDS);
    }
    return String.valueOf(command);
  }

  /** Breaks the line. */
  synchronized void unplug() {
    line.gone = true;
  }

  /** A line to the modem; ends the one before. */
  synchronized Transport plug() {
    input.setLength(0);
    prompt = false;
    line = new Line();
    return line;
  }

  private synchronized void take(byte[] octets) {
    for (byte octet : octets) {
      char c = (char) (octet & 0xFF);
      if (c == 0x1B) {
        if (prompt && !input.toString().isBlank()) {
          log.add("LOST " + input);
        }
        prompt = false;
        input.setLength(0);
      } else if (prompt ? c == 0x1A : c == '\r') {
        String text = input.toString();
        input.setLength(0);
        if (prompt) {
          prompt = false;
          pdu(text);
        } else if (!text.isBlank()) {
          command(text);
        }
      } else {
        input.append(c);
      }
    }
  }

  private void pdu(String hex) {
    log.add("PDU " + hex);
    List<String> own = results.poll();
    if (own == null) {
      say("+CMGS: " + reference++, "OK");
    } else {
      say(own.toArray(String[]::new));
    }
  }

  private void command(String text) {
    log.add(text);
    if (echo) {
      say(text);
    }
    if (lost.equals(text)) {
      lost = "";
      return;
    }
    answer(text);
    afterwards.getOrDefault(text, () -> {}).run();
  }

  private void answer(String text) {
    List<String> own = answers.get(text);
    if (own != null) {
      say(own.toArray(String[]::new));
    } else if (text.startsWith("AT+CMGS=")) {
      prompt = true;
      say(beforePrompt.toArray(String[]::new));
      beforePrompt = List.of();
      if (!mutePrompt) {
        line.out.add("\r\n> ".getBytes(StandardCharsets.ISO_8859_1));
      }
      mutePrompt = false;
    } else if (text.equals("AT+CMGL=4")) {
      slots.forEach((i, pdu) -> say("+CMGL: " + i + ",0,,20", pdu));
      say("OK");
    } else if (text.startsWith("AT+CMGR=")) {
      String pdu = slots.get(Integer.parseInt(text.substring(8)));
      say(pdu == null ? new String[] {"OK"} : new String[] {"+CMGR: 0,,20", pdu, "OK"});
    } else if (text.startsWith("AT+CMGD=")) {
      slots.remove(Integer.parseInt(text.substring(8)));
      say("OK");
    } else {
      say("OK");
    }
  }

  /** One connection. */
  private final class Line implements Transport {
    private final BlockingQueue<byte[]> out = new LinkedBlockingQueue<>();
    private volatile boolean gone;

    @Override
    public int read(byte[] buffer) throws IOException {
      try {
        byte[] octets = out.poll(20, TimeUnit.MILLISECONDS);
        if (gone) {
          throw new IOException("unplugged");
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
    public void write(byte[] octets) throws IOException {
      if (gone) {
        throw new IOException("unplugged");
      }
      take(octets);
    }

    @Override
    public void dtr(boolean up) {
      log.add(up ? "DTR up" : "DTR down");
    }

    @Override
    public void close() {
      gone = true;
    }
  }

  /** Commands that were logged so far. */
  List<String> commands() {
    return new ArrayList<>(log);
  }
}
