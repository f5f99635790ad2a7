package smsgateway.modem.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.MessageQueue;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.SubmitOutcome.ModemFault;
import smsgateway.api.SubmitOutcome.Rejected;
import smsgateway.api.SubmitOutcome.Retry;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.api.SubmitOutcome.Unknown;

/**
 * Takes segments from the queue, has them submitted and reports how each ended. Outlives a lost
 * port: an outcome that the store could not take is kept and offered again, and no segment is
 * claimed before it is stored. If the process ends first, the next session finds the segment
 * SUBMITTING and makes it UNKNOWN, which is what it then is. Worker thread only.
 */
final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final double LONGEST_PAUSE = 8;
  private static final double NET = 1;

  /** An outcome on its way to the store. */
  private record Pending(long session, long segmentId, SubmitOutcome outcome) {}

  private final MessageQueue queue;
  private final ModemSettings settings;
  private final StatusBoard board;
  private final Timing timing;
  private final Breaker breaker;
  private final Pace pace;
  private Pending pending;
  private Pending late;
  private long unknownSession;
  private long lateAt;
  private Submit inHand;
  private long inHandSession;
  private boolean faulted;
  private long lookAt;
  private long storeAt;
  private double storePause = NET;

  Sender(MessageQueue queue, ModemSettings settings, StatusBoard board, Timing timing) {
    this.queue = queue;
    this.settings = settings;
    this.board = board;
    this.timing = timing;
    this.breaker = new Breaker(timing);
    this.pace = new Pace(settings, timing);
    this.lookAt = System.nanoTime();
    this.storeAt = lookAt;
    this.lateAt = lookAt;
  }

  /** Whether a segment is claimed but not yet submitted. */
  boolean hasSegment() {
    return inHand != null;
  }

  /** Says that the queue may hold work. */
  void look() {
    lookAt = System.nanoTime();
  }

  /** Whether the modem rests after faults that the administrator should see. */
  boolean resting() {
    return breaker.resting();
  }

  /** Says until when the SIM is at a limit. */
  Optional<String> limit() {
    return pace.limit();
  }

  /** A session was opened: what its SIM has sent lately counts. */
  void opened(long session) throws StoreException {
    if (!pace.lookBack().isZero()) {
      pace.recall(queue.sentOver(session, pace.lookBack()));
    }
  }

  /** Whether the last three submits failed in a way that a restart may cure. */
  boolean restartMayHelp() {
    return breaker.restartMayHelp();
  }

  /** The port was lost: that failed submits, and no restart of the radio changes it. */
  void portLost() {
    breaker.restarted();
  }

  /** The same as {@link #restartMayHelp}, told once. */
  boolean takeRestart() {
    boolean restart = breaker.restartMayHelp();
    if (restart) {
      breaker.restarted();
    }
    return restart;
  }

  /** The time at which {@link #step} can do something again. */
  long dueAt() {
    long due = pending != null ? storeAt : lookAt;
    return pending == null && pace.dueAt() - due > 0 ? pace.dueAt() : due;
  }

  /**
   * Stores a pending outcome or submits at most one segment.
   *
   * @param mayClaim whether another segment may be claimed; asked again after the submit
   * @return whether to call again at once
   */
  boolean step(long session, Submitter submitter, BooleanSupplier mayClaim) throws IOException {
    if (pending != null && !flush(false)) {
      return false;
    }
    if (!late(submitter)) {
      return false;
    }
    if (inHand == null && !claim(session, mayClaim)) {
      return false;
    }
    Submit submit = inHand;
    inHand = null;
    pace.begins();
    Submitter.Result result = submitter.submit(submit);
    note(submit, result);
    pending = new Pending(session, submit.segmentId(), result.outcome());
    unknownSession = result.outcome() instanceof Unknown ? session : unknownSession;
    inHandSession = session;
    boolean stored = flush(ready() && mayClaim.getAsBoolean());
    return stored && inHand != null;
  }

  /**
   * Stores a result that came after its submit was given up. Before the next claim, which might
   * submit that segment once more; if just that is in hand already, the result ends it unsent.
   *
   * @return false when the store must be asked again later
   */
  private boolean late(Submitter submitter) throws IOException {
    submitter
        .takeLate()
        .ifPresent(l -> late = new Pending(unknownSession, l.segmentId(), l.outcome()));
    if (late == null) {
      return true;
    }
    if (inHand != null && inHand.segmentId() == late.segmentId()) {
      pending = new Pending(inHandSession, late.segmentId(), late.outcome());
      inHand = null;
      late = null;
      return flush(false);
    }
    return storeLate();
  }

  private boolean storeLate() {
    if (!Timing.passed(lateAt)) {
      return false;
    }
    try {
      queue.advance(late.session(), late.segmentId(), late.outcome(), false);
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.UNAVAILABLE) {
        lateAt = timing.after(NET);
        return false;
      }
      LOG.debug("modem {}: late result stored: {}", settings.name(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("modem {}: the store failed", settings.name(), e);
    }
    late = null;
    return true;
  }

  private boolean ready() {
    return breaker.closed() && Timing.passed(pace.dueAt());
  }

  private boolean claim(long session, BooleanSupplier mayClaim) throws IOException {
    if (!ready() || !Timing.passed(lookAt) || !mayClaim.getAsBoolean()) {
      return false;
    }
    try {
      inHand = queue.nextSubmit(session).orElse(null);
      inHandSession = session;
      lookAt = inHand == null ? timing.after(NET) : lookAt;
      storePause = NET;
    } catch (StoreException e) {
      stale(e);
      lookAt = backOff();
    } catch (RuntimeException e) {
      LOG.warn("modem {}: the store failed", settings.name(), e);
      lookAt = backOff();
    }
    return inHand != null;
  }

  /**
   * Stores the pending outcome, if there is one and its time has come.
   *
   * @return whether none is pending any more
   */
  boolean flush(boolean claimNext) throws IOException {
    if (pending == null) {
      return true;
    }
    if (!Timing.passed(storeAt)) {
      return false;
    }
    Pending p = pending;
    try {
      Optional<Submit> next = queue.advance(p.session(), p.segmentId(), p.outcome(), claimNext);
      pending = null;
      inHand = next.orElse(null);
      lookAt = claimNext && inHand == null ? timing.after(NET) : System.nanoTime();
      storePause = NET;
      return true;
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.UNAVAILABLE) {
        pending = null;
        stale(e);
        LOG.warn("modem {}: outcome not stored: {}", settings.name(), e.getMessage());
        return true;
      }
    } catch (RuntimeException e) {
      LOG.warn("modem {}: the store failed", settings.name(), e);
    }
    storeAt = backOff();
    return false;
  }

  private long backOff() {
    long at = timing.after(storePause);
    storePause = Math.min(LONGEST_PAUSE, storePause * 2);
    return at;
  }

  private static void stale(StoreException e) throws IOException {
    if (e.code() == StoreException.Code.STALE_SESSION) {
      throw new IOException("another session of this modem was opened", e);
    }
  }

  /** Tries once more to store a pending outcome, before the worker ends. */
  void finish() throws IOException {
    abandon("stopping");
    storeAt = System.nanoTime();
    lateAt = storeAt;
    if (flush(false) && late != null) {
      boolean unused = storeLate();
    }
  }

  /** Gives a claimed segment back: nothing of it was written. */
  void abandon(String reason) {
    if (inHand != null) {
      pending = new Pending(inHandSession, inHand.segmentId(), new ModemFault(reason));
      inHand = null;
    }
  }

  /** Whether the modem itself failed a submit since the last call. */
  boolean takeFault() {
    boolean fault = faulted;
    faulted = false;
    return fault;
  }

  private void note(Submit submit, Submitter.Result result) {
    Submitter.Health health = result.health();
    switch (health) {
      case GOOD -> breaker.good();
      case REFUSED -> breaker.refused(submit.segmentId());
      case NETWORK -> breaker.unreached(submit.segmentId());
      case TRANSPORT -> breaker.fault(false);
      case ACCOUNT -> breaker.fault(true);
    }
    faulted |= health == Submitter.Health.TRANSPORT || health == Submitter.Health.ACCOUNT;
    if (result.outcome() instanceof Submitted || result.outcome() instanceof Unknown) {
      pace.sent();
    }
    String error = error(result.outcome());
    board.count(error.isEmpty() ? 1 : 0, 0, error);
    if (!error.isEmpty()) {
      LOG.debug("modem {}: {}", settings.name(), error);
    }
    String account =
        "modem "
            + settings.name()
            + ": sending rests because the network or the SIM refuses ("
            + error
            + "); check the SIM's account and smsc in "
            + settings.file();
    board.note("account", health == Submitter.Health.ACCOUNT ? account : "");
  }

  /** Why it was not accepted; empty when it was. */
  static String error(SubmitOutcome outcome) {
    if (outcome instanceof Retry retry) {
      return retry.reason();
    } else if (outcome instanceof ModemFault fault) {
      return fault.reason();
    } else if (outcome instanceof Rejected rejected) {
      return rejected.reason();
    } else if (outcome instanceof Unknown unknown) {
      return unknown.reason();
    }
    return outcome instanceof Submitted ? "" : outcome.toString();
  }
}
