package smsgateway.modem.internal.check;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.Progress;
import smsgateway.api.ModemActions.Result;

/** The actions that go on or have ended lately, each on a thread of its own. Any thread. */
public final class Runs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
  private static final int MOST_AT_ONCE = 8;
  private static final int MOST_KEPT = 32;
  private static final Duration UNWATCHED = Duration.ofSeconds(30);
  private static final long END_MILLIS = 10_000;

  /** What an action does; it ends with {@link IOException} when it is aborted. */
  interface Work {
    /** Does it. */
    Result run(Transcript transcript) throws IOException;

    /** Makes {@link #run} end at once; any thread, any time. */
    void abort();
  }

  private final Map<Long, Run> runs = new TreeMap<>();
  private final long unwatchedNanos;
  private long last;

  /** An action of which nobody asks for 30 seconds is ended. */
  public Runs() {
    this(UNWATCHED);
  }

  Runs(Duration unwatched) {
    this.unwatchedNanos = unwatched.toNanos();
  }

  /** An action on its thread. */
  private final class Run implements Runnable {
    private final Work work;
    private final Transcript transcript = new Transcript(this::endUnwatched);
    private final Thread thread;
    private volatile Result result;
    private volatile boolean aborted;
    private volatile long polledAt = System.nanoTime();

    Run(Work work, long id) {
      this.work = work;
      this.thread = new Thread(this, "smsgateway-modem-action-" + id);
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      Result end;
      try {
        end = aborted ? new Failed("it was ended") : work.run(transcript);
      } catch (IOException e) {
        end = new Failed(aborted ? "it was ended" : String.valueOf(e.getMessage()));
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("an action on a modem failed", e);
        end = new Failed("it failed: " + e);
      }
      result = end;
    }

    void abort() {
      aborted = true;
      work.abort();
    }

    private void endUnwatched() {
      if (System.nanoTime() - polledAt > unwatchedNanos) {
        abort();
      }
    }
  }

  /** Begins something. */
  synchronized long start(Work work) {
    if (runs.values().stream().filter(r -> r.result == null).count() >= MOST_AT_ONCE) {
      throw new IllegalStateException("Too many actions on modems go on; try again later.");
    }
    long id = ++last;
    Run run = new Run(work, id);
    runs.put(id, run);
    if (runs.size() > MOST_KEPT) {
      runs.entrySet().stream()
          .filter(e -> e.getValue().result != null)
          .findFirst()
          .ifPresent(e -> runs.remove(e.getKey()));
    }
    run.thread.start();
    return id;
  }

  /** As {@link smsgateway.api.ModemActions#progress}. */
  public synchronized Progress progress(long id, int from) {
    Run run = runs.get(id);
    if (run == null) {
      throw new IllegalArgumentException("There is no action " + id + ".");
    }
    run.polledAt = System.nanoTime();
    // Before the lines, or the last ones could be missed.
    Optional<Result> result = Optional.ofNullable(run.result);
    return new Progress(run.transcript.lines(from), run.transcript.now(), result);
  }

  /** As {@link smsgateway.api.ModemActions#cancel}. */
  public synchronized void cancel(long id) {
    Optional.ofNullable(runs.get(id)).ifPresent(Run::abort);
  }

  /** Ends all and waits until their ports are closed. */
  @Override
  public void close() {
    Map<Long, Run> all;
    synchronized (this) {
      all = new TreeMap<>(runs);
    }
    all.values().forEach(Run::abort);
    try {
      for (Run run : all.values()) {
        run.thread.join(END_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
