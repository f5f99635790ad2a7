package smsgateway.modem.internal;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * What others want a running modem to do in its dialogue. Orders come from any thread; the worker
 * does them between two submits, one at a time.
 */
public final class Errands {
  private static final Map<String, Errands> RUNNING = new ConcurrentHashMap<>();
  private static final double SLICE = 0.5;

  /** One thing to do. */
  public interface Errand {
    /**
     * Does it, on the worker's thread.
     *
     * @throws IOException when the port is lost or the worker is to end
     */
    void run(Talk talk) throws IOException;

    /** Says that it will not be done; any thread. */
    void refused(String reason);
  }

  /** The dialogue, for the time of an errand. */
  public interface Talk {
    /** Sends a command; its answer comes by {@link #next}. */
    void start(String command) throws IOException;

    /** The next line of the modem, or null when none comes in so many seconds. */
    String next(double seconds) throws IOException;

    /** Says that an answer may still come for what is over. */
    void doubt();
  }

  private final Queue<Errand> waiting = new ConcurrentLinkedQueue<>();
  private final Runnable wake;
  private volatile boolean open;

  /**
   * @param wake has the worker look; called after each order
   */
  Errands(Runnable wake) {
    this.wake = wake;
  }

  /** The errands of the running modem of this name. */
  public static Optional<Errands> of(String modem) {
    return Optional.ofNullable(RUNNING.get(modem));
  }

  /** Makes them known under the name of their modem. */
  void register(String modem) {
    RUNNING.put(modem, this);
  }

  /** Forgets them again and refuses what waits. */
  void unregister(String modem) {
    RUNNING.remove(modem, this);
    close("the modem was stopped");
  }

  /** Orders something; refused at once while the modem is not ready. */
  public void order(Errand errand) {
    waiting.add(errand);
    // After the add: either the worker sees it, or this thread sees that there is none.
    if (open) {
      wake.run();
    } else {
      close("the modem is not ready; sms:modem-list says why");
    }
  }

  /** Whether something waits. */
  boolean waiting() {
    return !waiting.isEmpty();
  }

  /** Takes orders from now on. */
  void open() {
    open = true;
  }

  /** Refuses what waits and what comes. */
  void close(String reason) {
    open = false;
    for (Errand errand = waiting.poll(); errand != null; errand = waiting.poll()) {
      errand.refused(reason);
    }
  }

  /** Does what waits. Worker thread only. */
  void serve(AtChannel at, Timing timing, BooleanSupplier stopping) throws IOException {
    for (Errand errand = waiting.poll(); errand != null; errand = waiting.poll()) {
      try {
        errand.run(talk(at, timing, stopping));
      } catch (IOException e) {
        errand.refused(String.valueOf(e.getMessage()));
        throw e;
      }
    }
  }

  private static Talk talk(AtChannel at, Timing timing, BooleanSupplier stopping) {
    return new Talk() {
      @Override
      public void start(String command) throws IOException {
        at.start(command);
      }

      @Override
      public String next(double seconds) throws IOException {
        long end = timing.after(seconds);
        while (!Timing.passed(end)) {
          if (stopping.getAsBoolean()) {
            throw new StopRequested();
          }
          long slice = timing.after(SLICE);
          if (at.next(slice - end < 0 ? slice : end) instanceof Events.Line line) {
            return line.text();
          }
        }
        return null;
      }

      @Override
      public void doubt() {
        at.doubt();
      }
    };
  }
}
