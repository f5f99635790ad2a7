package smsgateway.mail.internal.intake;

import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.HeldMails;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.StoreException;

/**
 * The thread that reads one mailbox, named {@code smsgateway-intake-<name>}. It is never
 * interrupted: stopping cuts its network line instead, and a mail in hand is taken first.
 */
public final class IntakeRunner {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeRunner.class);
  private static final long GRACE_MILLIS = 3_000;
  private static final int STORE_SECONDS = 5;

  private final Account account;
  private final String component;
  private final Supplier<HeldMails> ledger;
  private final IntakePass pass;
  private final BackOff backOff = new BackOff(ThreadLocalRandom.current());
  private final Semaphore wake = new Semaphore(0);
  private final ScheduledExecutorService timer;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile Line line;
  private volatile Inbox inbox;
  private volatile Finding finding;

  /**
   * @param component name in status lists
   * @param ledger the store, or nothing while it is absent
   */
  public IntakeRunner(Account account, String component, Taker taker, Supplier<HeldMails> ledger) {
    this.account = account;
    this.component = component;
    this.ledger = ledger;
    this.pass = new IntakePass(account, taker, InstantSource.system(), () -> stopping);
    this.finding = new Finding(Level.YELLOW, component, "Starting.");
    String name = "smsgateway-intake-" + account.name();
    ScheduledThreadPoolExecutor deadlines =
        new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name + "-timer"));
    deadlines.setRemoveOnCancelPolicy(true);
    this.timer = deadlines;
    this.thread = new Thread(this::run, name);
  }

  /** Starts the thread and returns at once. */
  public void start() {
    thread.start();
  }

  /** Returns when the thread has ended; the mail in hand is taken and moved first. */
  public void stop() {
    stopping = true;
    wake.release();
    Inbox open = inbox;
    if (open != null) {
      open.interrupt();
    }
    try {
      thread.join(GRACE_MILLIS);
      Line hanging = line;
      if (thread.isAlive() && hanging != null) {
        hanging.cut();
      }
      thread.join();
      timer.shutdownNow();
      timer.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How the mailbox is. */
  public Finding finding() {
    return finding;
  }

  private void run() {
    // Jakarta Mail finds its providers through this class loader and fails with any other.
    Thread.currentThread().setContextClassLoader(jakarta.mail.Session.class.getClassLoader());
    while (!stopping) {
      try {
        session();
      } catch (MessagingException | RuntimeException | LinkageError e) {
        failed(e);
      }
    }
  }

  private void failed(Throwable fault) {
    if (stopping) {
      return;
    }
    int seconds = backOff.next(Trouble.login(fault));
    if (!(fault instanceof MessagingException)) {
      LOG.error("mailbox {}", account.name(), fault);
    }
    tell(Level.YELLOW, Trouble.sentence(account, fault) + "; tried again in " + seconds + " s.");
    Waiting.on(wake, seconds);
  }

  private void session() throws MessagingException {
    line = new Line(timer);
    try (Inbox open = open()) {
      inbox = open;
      do {
        look(open);
      } while (!stopping && open.hasFolders());
    } finally {
      inbox = null;
    }
    if (!account.protocol().imap() && !stopping) {
      Waiting.on(wake, account.pollSeconds());
    }
  }

  private Inbox open() throws MessagingException {
    return account.protocol().imap()
        ? ImapInbox.open(account, line, timer)
        : PopInbox.open(account, line);
  }

  private void look(Inbox open) throws MessagingException {
    HeldMails store = ledger.get();
    if (store == null) {
      tell(Level.RED, "The store is absent; mails wait in the mailbox of " + account.place() + ".");
      Waiting.on(wake, Math.min(STORE_SECONDS, account.pollSeconds()));
      return;
    }
    try {
      IntakePass.Look look = pass.run(open, store);
      backOff.reset();
      tell(look);
      if (look.taken() == 0 && !stopping) {
        open.await(account.pollSeconds());
      }
    } catch (StoreException e) {
      tell(
          Level.YELLOW,
          "Mails wait in the mailbox of " + account.place() + ": " + e.getMessage() + ".");
      Waiting.on(wake, Math.min(STORE_SECONDS, account.pollSeconds()));
    }
  }

  private void tell(IntakePass.Look look) {
    String place = "Mailbox " + account.place();
    if (look.unfiled() > 0) {
      tell(
          Level.YELLOW,
          place
              + ": "
              + look.unfiled()
              + " mails were taken, but the server does not move them to their folders; is the"
              + " mailbox full?");
    } else if (look.held() > 0) {
      tell(
          Level.YELLOW,
          place
              + ": "
              + (look.held() == 1 ? "1 mail is" : look.held() + " mails are")
              + " held and not sent; sms:mailbox-release "
              + account.name()
              + " has all read, or move them away with a mail program.");
    } else {
      tell(Level.GREEN, "Reads mailbox " + account.place() + asideSinceStart() + ".");
    }
  }

  /** Why a mail may have given no SMS, for whoever asks. */
  private String asideSinceStart() {
    StringBuilder aside = new StringBuilder();
    for (Verdict verdict : List.of(Verdict.REJECTED, Verdict.FAILED)) {
      if (pass.filed(verdict) > 0) {
        aside.append("; moved to ").append(verdict.folder()).append(" since the start: ");
        aside.append(pass.filed(verdict));
      }
    }
    return aside.toString();
  }

  private void tell(Level level, String sentence) {
    Finding told = new Finding(level, component, sentence);
    if (told.level() != finding.level()) {
      LOG.info("{}: {}", level, sentence);
    }
    finding = told;
  }
}
