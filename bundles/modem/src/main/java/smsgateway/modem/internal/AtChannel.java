package smsgateway.modem.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import smsgateway.api.driver.ModemProfile;
import smsgateway.api.driver.Transport;
import smsgateway.modem.internal.Events.Event;
import smsgateway.modem.internal.Events.Gone;
import smsgateway.modem.internal.Events.Line;
import smsgateway.modem.internal.UrcSorter.Awaited;

/**
 * The AT dialogue over one open port (3GPP TS 27.007 §4): one command at a time, its answer up to
 * the final result, unsolicited codes set aside. Every method belongs to the worker thread; each
 * that waits has a deadline. After a command without an answer the next one first makes sure that
 * no late answer can be taken for its own.
 *
 * <p>{@link IOException} means that the port is lost or the modem silent: close and open again.
 */
final class AtChannel implements AutoCloseable {
  private static final int MOST_LINES = 4_000;
  private static final double PROBE = 3;
  private static final double QUIET = 0.2;
  private static final String ESCAPE = "\u001b";

  private final Transport transport;
  private final Events events;
  private final Timing timing;
  private final PortReader reader;
  private final UrcSorter urcs = new UrcSorter();
  private int chunk = Integer.MAX_VALUE;
  private double chunkPause;
  private String echo = "";
  private boolean withoutEcho;
  private boolean inDoubt;
  private Gone gone;
  private long answeredAt = System.nanoTime();
  private long latency;
  private AtWatcher watcher = AtWatcher.NOBODY;

  /** Starts reading an open port, which from now on belongs to the channel. */
  AtChannel(Transport transport, Events events, String readerName, Timing timing) {
    this.transport = transport;
    this.events = events;
    this.timing = timing;
    this.reader = new PortReader(transport, events, readerName);
    reader.start();
  }

  /** From now on writes and sorts as the modem's family wants it. */
  void apply(ModemProfile profile) {
    int octets = profile.number("write.chunk", 0);
    chunk = octets > 0 ? octets : Integer.MAX_VALUE;
    chunkPause = profile.number("write.chunkMillis", 0) / 1000.0;
    urcs.apply(profile);
  }

  /** Shows the commands from now on to somebody. */
  void watch(AtWatcher newAtWatcher) {
    watcher = newAtWatcher;
  }

  /** Sends a command and waits for its final result; silence is an answer too. */
  Answer command(String text, double seconds) throws IOException {
    return command(text, seconds, "", 0);
  }

  /**
   * Like {@link #command(String, double)}, for commands that some modems end without a final
   * result: once a line with {@code prefix} has come, only {@code grace} seconds are left.
   */
  Answer command(String text, double seconds, String prefix, double grace) throws IOException {
    watcher.asked(text);
    Answer answer = exchange(text, seconds, prefix, grace);
    watcher.answered(answer);
    return answer;
  }

  /**
   * Like {@link #command(String, double)}, for what may be asked twice: an answer that is lost
   * costs three seconds, and nothing is believed for want of it.
   */
  Answer insist(String text, double seconds) throws IOException {
    return insist(text, seconds, "", 0);
  }

  /** Like {@link #command(String, double, String, double)}, asked twice where no answer comes. */
  Answer insist(String text, double seconds, String prefix, double grace) throws IOException {
    Answer answer = command(text, Math.min(seconds, PROBE), prefix, grace);
    boolean silent = answer.result().kind() == FinalResult.Kind.SILENCE && answer.lines().isEmpty();
    return silent ? command(text, seconds, prefix, grace) : answer;
  }

  private Answer exchange(String text, double seconds, String prefix, double grace)
      throws IOException {
    start(text);
    return answer(
        timing.after(seconds), line -> !prefix.isEmpty() && Answer.has(line, prefix), grace);
  }

  private Answer answer(long first, Predicate<String> renews, double seconds) throws IOException {
    List<String> lines = new ArrayList<>();
    long deadline = first;
    for (Event event = next(deadline); event != null; event = next(deadline)) {
      if (!(event instanceof Line line)) {
        continue;
      }
      Optional<FinalResult> result = FinalResult.of(line.text());
      if (result.isPresent()) {
        withoutEcho |= !echo.isEmpty();
        answered();
        return new Answer(lines, result.get());
      }
      if (lines.size() < MOST_LINES) {
        lines.add(line.text());
      }
      if (renews.test(line.text())) {
        deadline = timing.after(seconds);
      }
    }
    doubt();
    return new Answer(lines, FinalResult.SILENCE);
  }

  /**
   * Like {@link #command(String, double)}, for a listing: {@code first} seconds until its first
   * line, and {@code next} after each line.
   */
  Answer listing(String text, double first, double next) throws IOException {
    watcher.asked(text);
    start(text);
    Answer answer = answer(timing.after(first), line -> true, next);
    watcher.answered(answer);
    return answer;
  }

  /**
   * Writes a command and returns; {@link #next} tells what comes.
   *
   * @throws StopRequested instead of beginning another command
   */
  void start(String text) throws IOException {
    if (events.stopping()) {
      throw new StopRequested();
    }
    if (inDoubt) {
      settle();
    }
    write(text, "\r");
  }

  /** Writes text and what ends it; an echo of the text will be dropped. */
  void write(String text, String end) throws IOException {
    if (gone != null) {
      throw new IOException(gone.reason());
    }
    echo = text;
    byte[] octets = (text + end).getBytes(StandardCharsets.ISO_8859_1);
    for (int from = 0; from < octets.length; from += Math.min(chunk, octets.length - from)) {
      if (from > 0) {
        // No pause that a stop may cut short: the rest of a command must follow.
        LockSupport.parkNanos(timing.nanos(chunkPause));
      }
      transport.write(
          Arrays.copyOfRange(octets, from, from + Math.min(chunk, octets.length - from)));
    }
  }

  /** Writes the end of what was written before; an echo of that will still be dropped. */
  void finish(String end) throws IOException {
    String before = echo;
    write("", end);
    echo = before;
  }

  /** Leaves a text prompt, so that the next command does not become part of a message. */
  void escape() throws IOException {
    write("", ESCAPE + "\r");
    doubt();
  }

  /** The next line or prompt of the running command, or null at the deadline. */
  Event next(long deadline) throws IOException {
    return next(deadline, Awaited.ANSWER);
  }

  /** As {@link #next(long)}, where {@code +CMGS} is the answer and not a late one. */
  Event nextOfSubmit(long deadline) throws IOException {
    return next(deadline, Awaited.SUBMIT_RESULT);
  }

  private Event next(long deadline, Awaited awaited) throws IOException {
    boolean idle = awaited == Awaited.NOTHING;
    while (gone == null) {
      Event event = events.poll(deadline);
      if (event == null) {
        return null;
      }
      if (event instanceof Gone end) {
        gone = end;
      } else if (event instanceof Line line) {
        if (!echo(line.text()) && !urcs.take(line.text(), awaited)) {
          return event;
        }
      } else if (event instanceof Events.Prompt && !idle) {
        return event;
      }
      if (idle && (events.woken() || events.stopping() || !urcs.isEmpty())) {
        return null;
      }
    }
    throw new IOException(gone.reason());
  }

  private boolean echo(String line) {
    boolean same = !echo.isEmpty() && line.equalsIgnoreCase(echo);
    echo = same ? "" : echo;
    if (same && withoutEcho) {
      // Echo was off: the modem has lost this setting, and so the others, by a silent restart.
      withoutEcho = false;
      urcs.restarted();
    }
    return same;
  }

  /** Says that settings are made anew: echo may be on until a command is answered without. */
  void anew() {
    withoutEcho = false;
    urcs.forgetRestart();
  }

  /** Sorts what has arrived while no command was running, without waiting. */
  void collect() throws IOException {
    idle(System.nanoTime());
  }

  /** Waits without a command until the deadline, a wake-up, a stop or an unsolicited code. */
  void idle(long deadline) throws IOException {
    while (next(deadline, Awaited.NOTHING) != null) {
      // Idle lines are all taken by the sorter; only hints end the wait early.
    }
  }

  /** Waits the whole time, or until a stop is requested; lines that come are sorted. */
  void pause(double seconds) throws IOException {
    long deadline = timing.after(seconds);
    while (!Timing.passed(deadline)) {
      if (events.stopping()) {
        throw new StopRequested();
      }
      next(deadline, Awaited.NOTHING);
    }
  }

  /** Says that an answer may still come for something that is over. */
  void doubt() {
    inDoubt = true;
  }

  /** Says how long an answer to {@code AT} may take here, nanoseconds. */
  void latency(long nanos) {
    latency = nanos;
  }

  /** Says that the modem has just answered. */
  void answered() {
    answeredAt = System.nanoTime();
  }

  /** The {@link System#nanoTime} of the last answer. */
  long answeredAt() {
    return answeredAt;
  }

  /** Whether nothing was answered for so many seconds. */
  boolean quietFor(double seconds) {
    return System.nanoTime() - answeredAt >= timing.nanos(seconds);
  }

  /** Exchanges {@code AT} until the line is quiet; two silences mean that the modem is gone. */
  private void settle() throws IOException {
    // Steps 0 and 1 of recovery; see Recovery for the others.
    for (int attempt = 0; attempt < 2; attempt++) {
      write("AT", "\r");
      long asked = System.nanoTime();
      long deadline = timing.after(PROBE);
      for (Event event = next(deadline); event != null; event = next(deadline)) {
        if (event instanceof Line line && FinalResult.of(line.text()).isPresent()) {
          // It may be the answer to what came before: the own one takes as long once more.
          long took = Math.max(latency, System.nanoTime() - asked);
          drain(Math.max(timing.nanos(QUIET), 2 * took));
          inDoubt = false;
          answered();
          return;
        }
      }
      write("", ESCAPE + "\r");
    }
    throw new SilentModem("the modem does not answer");
  }

  private void drain(long quietNanos) throws IOException {
    long end = timing.after(PROBE);
    while (!Timing.passed(end) && next(System.nanoTime() + quietNanos) != null) {
      // A late answer: nobody waits for it.
    }
  }

  /** The oldest unsolicited code that waits, or null. */
  Urc pollUrc() {
    return urcs.poll();
  }

  /** The {@code +CMGS} line that came when no submit was waiting for it, told once; or empty. */
  String takeLate() {
    return urcs.takeLate();
  }

  /** Takes the direct PDUs that wait, when the channel will not be used any more. */
  List<String> directPdus() {
    List<String> pdus = new ArrayList<>();
    for (Urc urc = urcs.poll(); urc != null; urc = urcs.poll()) {
      if (urc instanceof Urc.Direct direct) {
        pdus.add(direct.hex());
      }
    }
    return pdus;
  }

  /** Whether the modem has said, or shown by its echo, that it restarted. */
  boolean rebooted() {
    return urcs.rebooted();
  }

  /** Whether unsolicited codes wait. */
  boolean hasUrc() {
    return !urcs.isEmpty();
  }

  @Override
  public void close() {
    reader.close();
  }
}
