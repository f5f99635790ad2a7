package smsgateway.modem.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.MessageQueue;
import smsgateway.api.Modem.State;
import smsgateway.api.PduCodec;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.modem.internal.DriverChoice.Candidate;
import smsgateway.modem.internal.DriverChoice.Chosen;
import smsgateway.modem.internal.ReadyLoop.Exit;
import smsgateway.modem.internal.Recovery.Step;

/**
 * The thread of one modem: opens its port, sets the modem up, works, and begins again after a loss.
 * It alone talks to the port and, for this modem, to the queue; it is never interrupted.
 */
final class ModemWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ModemWorker.class);
  private static final String THREAD = "smsgateway-modem-";
  private static final long NEVER = Long.MIN_VALUE;
  private static final double DRIVER_LOOK = 0.1;
  private static final double BLOCKED_POLL = 30;

  /** The services and places that a worker uses. */
  record Surroundings(
      MessageQueue queue,
      PduCodec codec,
      Ports ports,
      Supplier<List<Candidate>> drivers,
      PinAttempts pinAttempts,
      Timing timing) {}

  private final ModemSettings settings;
  private final Surroundings use;
  private final StatusBoard board;
  private final Events events = new Events();
  private final Errands errands = new Errands(events::wake);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Sender sender;
  private final SubmitTimes times = new SubmitTimes();
  private final List<ReceivedPdu> unstored = new ArrayList<>();
  private final Recovery recovery;
  private final Dial dial;
  private long answeredAt = NEVER;
  private Step told;

  ModemWorker(ModemSettings settings, Surroundings use, StatusBoard board) {
    this.settings = settings;
    this.use = use;
    this.board = board;
    this.sender = new Sender(use.queue(), settings, board, use.timing());
    this.recovery = new Recovery(use.timing());
    this.dial =
        new Dial(
            settings,
            use.ports(),
            use.pinAttempts().folder(),
            events,
            use.timing(),
            THREAD + settings.name() + "-reader");
  }

  /** Starts the thread and returns at once. */
  void start() {
    new Thread(this::run, THREAD + settings.name()).start();
  }

  /** Says that a submit may wait; any thread. */
  void wake() {
    events.wake();
  }

  /** Asks the worker to end after the command in hand; any thread, returns at once. */
  void stop() {
    events.stop();
  }

  /**
   * Waits until the worker has closed its port; false when time runs out. An interrupt, such as
   * that of a shell session that is closed during an update, is kept for afterwards: the worker
   * must not be left without its classes between Ctrl-Z and the stored outcome.
   */
  boolean awaitEnd(long seconds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    errands.register(settings.name());
    try {
      while (!events.stopping()) {
        attempt();
      }
      sender.finish();
    } catch (IOException e) {
      LOG.debug("modem {}: {}", settings.name(), e.getMessage());
    } finally {
      errands.unregister(settings.name());
      board.state(State.STOPPED, "stopped");
      ended.countDown();
    }
  }

  private void attempt() {
    try (AtChannel at = dial.open()) {
      serve(at);
    } catch (StopRequested e) {
      LOG.debug("modem {}: stopping", settings.name());
    } catch (SilentModem e) {
      lost(silence(e), recovery.failed(), null);
    } catch (IOException e) {
      lost(String.valueOf(e.getMessage()), recovery.absent(), null);
    } catch (RuntimeException | LinkageError e) {
      lost("the modem runtime failed: " + e, recovery.absent(), e);
    }
  }

  /** Works over an open port until it is lost, or silent even after a new dialogue. */
  private void serve(AtChannel at) throws IOException {
    try {
      boolean working = true;
      while (working) {
        working = worksAgain(at);
      }
    } finally {
      answeredAt = at.answeredAt();
      // They lie in no storage: this is the only copy.
      at.directPdus().forEach(hex -> unstored.add(new ReceivedPdu(hex, false)));
    }
  }

  /** Works; true when the modem became silent and is so no more. */
  private boolean worksAgain(AtChannel at) throws IOException {
    try {
      work(at);
      return false;
    } catch (SilentModem e) {
      answeredAt = at.answeredAt();
      if (!recovery.beginsWithDialogue()) {
        throw e;
      }
      sender.abandon("the modem does not answer");
      recovery.take(Step.DIALOGUE);
      tell(Step.DIALOGUE, silence(e));
      if (!new Startup(at, use.timing()).restartDialogue()) {
        throw e;
      }
      return true;
    }
  }

  private String silence(SilentModem e) {
    return answeredAt == NEVER
        ? String.valueOf(e.getMessage())
        : "silent for " + use.timing().secondsSince(answeredAt) + " s";
  }

  private void lost(String reason, Recovery.Move move, Throwable trace) {
    sender.abandon(reason);
    sender.portLost();
    board.count(0, 0, reason);
    if (trace != null && told != Step.REOPEN) {
      LOG.warn("modem {}: {}", settings.name(), reason, trace);
    }
    tell(move.step(), reason);
    if (move.act() && move.step() != Step.REOPEN) {
      dial.restart(move.step());
    }
    dial.pause(move.pause());
  }

  /** Shows a step, and logs it once, however often it is looked whether it has helped. */
  private void tell(Step step, String reason) {
    String text = step.tell(reason);
    board.state(step == Step.FAILED ? State.FAILED : State.RECOVERING, text);
    if (step != told) {
      LOG.warn("modem {}: {}; {} steps since the start", settings.name(), text, recovery.count());
      told = step;
    }
  }

  private void work(AtChannel at) throws IOException {
    Exit exit = Exit.SETTINGS_LOST;
    while (exit != Exit.STOP) {
      board.port(dial.port());
      board.state(State.STARTING, "setting up the modem on " + dial.port());
      Startup startup = new Startup(at, use.timing());
      ModemIdentity identity = startup.identify(use.ports().usb(dial.port()));
      Chosen driver = driver(at, identity);
      board.driver(driver.family());
      dial.reset(driver.profile().text("reset", Dial.RESET));
      startup.prepare(driver.profile());
      unlock(at, driver);
      exit = ready(at, startup, driver, identity);
      if (exit == Exit.RADIO) {
        tell(Step.RADIO, recovery.radioReason());
        startup.cycleRadio(driver.profile());
      } else if (exit == Exit.RESET) {
        reset(at);
      }
    }
  }

  /** Restarts a modem that answers, and leaves its port, which may come back as another one. */
  private void reset(AtChannel at) throws IOException {
    recovery.take(Step.RESET);
    tell(Step.RESET, recovery.radioReason());
    dial.restart(at);
    throw new IOException(recovery.radioReason());
  }

  private Exit ready(AtChannel at, Startup startup, Chosen driver, ModemIdentity identity)
      throws IOException {
    SmsSetup setup = new SmsSetup(at, settings, driver.profile(), board, use.timing());
    SmsSetup.Result result = setup.run();
    Optional<String> imsi = startup.imsi(setup);
    board.sim(imsi.orElse(""));
    long session = session(at, imsi.orElse(settings.name()));
    DriverWatch watch = new DriverWatch(use.drivers(), settings.driver(), identity, driver);
    Inbox inbox =
        new Inbox(at, use.queue(), session, result, watch::fix, driver.profile(), board, unstored);
    Submitter submitter = new Submitter(at, use.codec(), driver.profile(), times, use.timing());
    told = null;
    ReadyLoop.Parts parts =
        new ReadyLoop.Parts(
            settings.name(),
            dial.port(),
            at,
            events,
            new Network(at, board),
            inbox,
            sender,
            submitter,
            errands,
            recovery,
            new Upkeep(at, driver.profile(), result.indications(), use.timing()),
            board);
    Exit exit;
    errands.open();
    try {
      exit = new ReadyLoop(parts, session, result.polling(), watch::changed, use.timing()).run();
    } finally {
      errands.close("the modem is being set up again");
    }
    sender.abandon("setting up the modem again");
    return exit;
  }

  /** Waits for a driver, looking often: during an update there is none for a moment only. */
  private Chosen driver(AtChannel at, ModemIdentity identity) throws IOException {
    while (true) {
      Optional<Chosen> chosen = choose(identity);
      Optional<String> fault = chosen.flatMap(c -> ProfileCheck.fault(c.profile()));
      if (chosen.isPresent() && fault.isEmpty()) {
        return chosen.get();
      }
      fault.ifPresentOrElse(f -> unreadable(chosen.get().family(), f), this::missing);
      at.pause(DRIVER_LOOK);
    }
  }

  private void unreadable(String family, String fault) {
    String text =
        "driver " + family + ": " + fault + "; update it, or choose another in " + settings.file();
    if (board.state(State.MISCONFIGURED, text)) {
      LOG.error("modem {}: {}", settings.name(), text);
    }
  }

  private void missing() {
    String wanted = settings.driver();
    board.state(
        State.RECOVERING,
        wanted.equals(ModemSettings.AUTO)
            ? "no modem driver is installed; install feature smsgateway-driver-generic"
            : "driver "
                + wanted
                + " is not installed; install it or correct driver in "
                + settings.file());
  }

  private Optional<Chosen> choose(ModemIdentity identity) {
    return DriverChoice.choose(use.drivers().get(), settings.driver(), identity);
  }

  /** Waits until the SIM is usable: another SIM or a PIN entered by hand ends the wait. */
  private void unlock(AtChannel at, Chosen driver) throws IOException {
    PinGuard guard = new PinGuard(at, settings, driver.profile(), use.pinAttempts(), use.timing());
    Optional<String> refusal = guard.unlock();
    while (refusal.isPresent()) {
      if (board.state(State.BLOCKED, refusal.get())) {
        LOG.warn("modem {}: {}", settings.name(), refusal.get());
      }
      at.pause(BLOCKED_POLL);
      refusal = guard.unlock();
    }
  }

  /**
   * Opens the session. An outcome that is not stored yet goes first: afterwards its segment would
   * be UNKNOWN.
   */
  private long session(AtChannel at, String sim) throws IOException {
    while (true) {
      String problem = "the last outcome is not stored yet";
      if (sender.flush(false)) {
        try {
          long session = use.queue().openSession(settings.name(), sim);
          sender.opened(session);
          return session;
        } catch (StoreException e) {
          problem = e.getMessage();
        }
      }
      board.state(State.RECOVERING, "waits for the store: " + problem);
      at.pause(1);
    }
  }
}
