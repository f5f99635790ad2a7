package smsgateway.modem.internal.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The traces of modems that are being written to files; at most one of each modem. Any thread. */
public final class Traces implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Traces.class);
  private static final long LARGEST = 5_000_000;

  private final Map<String, Trace> traces = new HashMap<>();

  /**
   * How far a trace is.
   *
   * @param lines that were written
   */
  public record State(Path file, long lines, boolean running) {}

  /**
   * Begins a trace; an earlier one of this modem ends.
   *
   * @throws IOException when the file exists or cannot be written
   */
  public synchronized State start(String modem, Path file, int seconds) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Trace trace = new Trace(modem, file, seconds);
    Optional.ofNullable(traces.put(modem, trace)).ifPresent(Trace::end);
    Tap.of(modem).record(trace::line);
    return trace.state();
  }

  /** Ends a trace; empty when there was none. */
  public synchronized Optional<State> stop(String modem) {
    Optional<Trace> trace = Optional.ofNullable(traces.remove(modem));
    trace.ifPresent(t -> Tap.of(modem).stop());
    trace.ifPresent(Trace::end);
    return trace.map(Trace::state);
  }

  @Override
  public synchronized void close() {
    for (String modem : Map.copyOf(traces).keySet()) {
      Optional<State> unused = stop(modem);
    }
  }

  /** One file. A line is in it as soon as it was told, so that a crash keeps all but the last. */
  private static final class Trace {
    private final String modem;
    private final Path file;
    private final BufferedWriter writer;
    private final long endAt;
    private long lines;
    private long size;
    private boolean ended;

    Trace(String modem, Path file, int seconds) throws IOException {
      this.modem = modem;
      this.file = file;
      this.endAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      this.writer =
          Files.newBufferedWriter(
              file,
              StandardCharsets.US_ASCII,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE);
      write("# Modem " + modem + ", " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
      write("# Numbers, texts, PIN and identities are blanked at the same length.");
    }

    private void write(String line) throws IOException {
      writer.write(line);
      writer.newLine();
      writer.flush();
      size += line.length() + 1;
    }

    synchronized void line(String line) {
      if (ended) {
        return;
      }
      try {
        write(line);
        lines++;
        if (size >= LARGEST) {
          write("# The end: 5 MB are full.");
        }
      } catch (IOException e) {
        LOG.warn("modem {}: the trace ends: {}", modem, e.getMessage());
        end();
      }
      if (size >= LARGEST || System.nanoTime() - endAt >= 0) {
        end();
      }
      if (ended) {
        Tap.of(modem).stop();
      }
    }

    synchronized void end() {
      if (ended) {
        return;
      }
      ended = true;
      try {
        writer.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    synchronized State state() {
      boolean over = ended || System.nanoTime() - endAt >= 0;
      return new State(file, lines, !over);
    }
  }
}
