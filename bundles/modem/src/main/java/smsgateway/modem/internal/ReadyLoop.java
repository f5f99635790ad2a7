package smsgateway.modem.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.Modem.State;
import smsgateway.api.StoreException;

/**
 * What a modem does once it is set up: submit, receive, and look after itself, event driven. While
 * segments wait, nothing comes between two submits, but after ten of them or one second what has
 * arrived gets a turn. Worker thread only.
 */
final class ReadyLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ReadyLoop.class);
  private static final double IDLE_CHECK = 30;
  private static final double MINUTE = 60;
  private static final double POLL = 10;
  private static final double SEARCH = 5;
  private static final double NET = 1;
  private static final double LONGEST_PAUSE = 8;
  private static final double ALIVE = 5;
  private static final int SUBMITS_PER_TURN = 10;

  /** Why the loop ended. */
  enum Exit {
    STOP,
    /** The modem restarted, or failed a submit as one does that has lost SIM or settings. */
    SETTINGS_LOST,
    /** The radio should be switched off and on. */
    RADIO,
    /** The modem should be restarted. */
    RESET,
    DRIVER_CHANGED
  }

  /** What the loop works with. */
  record Parts(
      String name,
      String port,
      AtChannel at,
      Events events,
      Network network,
      Inbox inbox,
      Sender sender,
      Submitter submitter,
      Errands errands,
      Recovery recovery,
      Upkeep upkeep,
      StatusBoard board) {}

  private final Parts p;
  private final long session;
  private final boolean polling;
  private final BooleanSupplier driverChanged;
  private final Timing timing;
  private long sweepAt = System.nanoTime();
  private long networkAt = System.nanoTime();
  private long turnAt = System.nanoTime();
  private double storePause = NET;
  private int submitsInTurn;
  private boolean rebooted;

  ReadyLoop(
      Parts parts, long session, boolean polling, BooleanSupplier driverChanged, Timing timing) {
    this.p = parts;
    this.session = session;
    this.polling = polling;
    this.driverChanged = driverChanged;
    this.timing = timing;
  }

  /** Runs until the modem must be set up anew or the worker is to stop. */
  Exit run() throws IOException {
    // What failed before is answered by the set-up that has just ended.
    p.sender().takeFault();
    while (!p.events().stopping()) {
      if (p.events().takeWake()) {
        p.sender().look();
      }
      if (!p.sender().hasSegment()) {
        receive();
        if (rebooted || settingsLost()) {
          return Exit.SETTINGS_LOST;
        }
        if (driverChanged.getAsBoolean()) {
          return Exit.DRIVER_CHANGED;
        }
        lookAfter();
        p.errands().serve(p.at(), timing, p.events()::stopping);
        Optional<Recovery.Step> due = p.recovery().radio(p.sender().takeRestart());
        if (due.isPresent()) {
          return due.get() == Recovery.Step.RADIO ? Exit.RADIO : Exit.RESET;
        }
      }
      if (!p.sender().step(session, p.submitter(), this::mayClaim)) {
        rest();
      }
      submitsInTurn++;
    }
    return Exit.STOP;
  }

  /**
   * A submit that the modem failed, or time, is a reason to ask; a lost prompt alone is no loss.
   */
  private boolean settingsLost() throws IOException {
    boolean ask = p.sender().takeFault() || p.upkeep().checkDue();
    return ask && !p.upkeep().settingsKept();
  }

  /** Whether another segment may be claimed before anything else is done. */
  private boolean mayClaim() {
    boolean arrived = p.at().hasUrc() || p.inbox().hasUnstored();
    boolean othersFirst = arrived && (submitsInTurn >= SUBMITS_PER_TURN || Timing.passed(turnAt));
    return !othersFirst
        && p.network().problem().isEmpty()
        && !p.events().stopping()
        && !p.at().rebooted()
        && !p.errands().waiting()
        && !p.sender().restartMayHelp()
        && !Timing.passed(sweepAt)
        && !Timing.passed(networkAt)
        && !driverChanged.getAsBoolean();
  }

  private void receive() throws IOException {
    p.at().collect();
    submitsInTurn = 0;
    turnAt = timing.after(NET);
    try {
      if (p.at().hasUrc()) {
        Inbox.Turn turn = p.inbox().serve();
        rebooted = turn.rebooted();
        sweepAt = turn.sweep() ? System.nanoTime() : sweepAt;
        networkAt = turn.network() ? System.nanoTime() : networkAt;
      }
      if (Timing.passed(sweepAt) && !rebooted) {
        p.inbox().sweep();
        sweepAt = timing.after(polling ? POLL : MINUTE);
        storePause = NET;
      }
    } catch (StoreException | IllegalStateException e) {
      // Nothing was deleted: the modem still has it, and the next sweep brings it again.
      LOG.debug("modem {}: received PDUs could not be stored: {}", p.name(), e.getMessage());
      sweepAt = timing.after(storePause);
      storePause = Math.min(LONGEST_PAUSE, storePause * 2);
    }
  }

  private void lookAfter() throws IOException {
    if (Timing.passed(networkAt)) {
      p.network().refresh();
      p.recovery().works();
      p.recovery().network(p.network().problem().isEmpty() || p.network().refused());
      networkAt = timing.after(p.network().problem().isEmpty() ? MINUTE : SEARCH);
    }
    if (p.at().quietFor(IDLE_CHECK)) {
      p.at().command("AT", ALIVE);
    }
    tell();
  }

  private void tell() {
    String problem = p.network().problem();
    boolean resting = p.sender().resting();
    String detail =
        !problem.isEmpty()
            ? problem
            : resting
                ? "sending rests after repeated failures: " + p.board().status().lastError()
                : "ready on " + p.port() + p.sender().limit().map(l -> "; " + l).orElse("");
    State state = problem.isEmpty() && !resting ? State.READY : State.DEGRADED;
    if (p.board().state(state, detail)) {
      LOG.info("modem {}: {}", p.name(), detail);
    }
  }

  /** Waits for something to do, a second at most. */
  private void rest() throws IOException {
    long end = timing.after(NET);
    long due = p.sender().dueAt();
    if (due - end < 0 && due - System.nanoTime() > 0) {
      end = due;
    }
    end = sweepAt - end < 0 ? sweepAt : end;
    p.at().idle(networkAt - end < 0 ? networkAt : end);
  }
}
