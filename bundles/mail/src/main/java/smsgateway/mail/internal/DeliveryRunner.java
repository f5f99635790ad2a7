package smsgateway.mail.internal;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.MessageQueue;
import smsgateway.api.MessageQueue.MailOutcome;
import smsgateway.api.OutgoingMail;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.StoreException;
import smsgateway.mail.internal.write.MailComposer;

/**
 * The delivery thread: one mail at a time from the store to the mail server.
 *
 * <p>Order of writes, power failing after any line: {@code nextMail} commits the attempt before the
 * mail is sent. The mail server's 250 comes before {@code mailDone} commits. Power failing between
 * the two sends the mail once more, with the same Message-ID, so that it is recognisable; the other
 * order would lose it. A {@code mailDone} that the store does not take is repeated until it does.
 */
final class DeliveryRunner {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryRunner.class);
  private static final long POLL_SECONDS = 1;
  private static final long REST_SECONDS = 10;

  private final Supplier<MessageQueue> store;
  private final MailComposer composer;
  private final SmtpSender sender;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "smsgateway-mail-delivery");
  private boolean storeFailed;
  private volatile boolean stopping;
  private volatile Finding finding =
      new Finding(Level.GREEN, MailDelivery.NAME, "No mail sent since the start.");

  /**
   * @param store gives {@code null} while there is none
   */
  DeliveryRunner(Supplier<MessageQueue> store, MailComposer composer, SmtpSender sender) {
    this.store = store;
    this.composer = composer;
    this.sender = sender;
  }

  /** Starts the thread and returns at once. */
  void start() {
    thread.start();
  }

  /** Hints that a mail waits. */
  void wake() {
    work.release();
  }

  /** Returns when the mail in hand is finished and the connection closed. */
  void stop() {
    stopping = true;
    work.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How the delivery is. */
  Finding finding() {
    return finding;
  }

  private void run() {
    // Jakarta Mail finds its providers through this class loader and fails with any other.
    Thread.currentThread().setContextClassLoader(jakarta.mail.Session.class.getClassLoader());
    try {
      while (!stopping) {
        if (!deliverNext()) {
          sender.closeIfIdle();
          rest(POLL_SECONDS);
        }
      }
    } finally {
      sender.close();
    }
  }

  private void rest(long seconds) {
    try {
      if (work.tryAcquire(seconds, TimeUnit.SECONDS)) {
        work.drainPermits();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; should it happen, it is one more look at the rows.
      LOG.debug("interrupted", e);
    }
  }

  /** False when nothing waits or the store does not answer. */
  private boolean deliverNext() {
    MessageQueue queue = store.get();
    if (queue == null) {
      return false;
    }
    Optional<OutgoingMail> next;
    try {
      next = queue.nextMail();
      storeFailed = false;
    } catch (StoreException | RuntimeException e) {
      if (!storeFailed) {
        LOG.warn("no mail from the store until it answers again: {}", e.getMessage());
      }
      storeFailed = true;
      return false;
    }
    next.ifPresent(this::deliver);
    return next.isPresent();
  }

  private void deliver(OutgoingMail mail) {
    MailOutcome outcome;
    try {
      SmtpSender.Result result = sender.send(mail.to(), composer.compose(mail));
      finding = new Finding(result.level(), MailDelivery.NAME, result.sentence());
      outcome = result.outcome();
    } catch (IllegalArgumentException e) {
      outcome = new MailOutcome.Failed("cannot be composed: " + e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      // Not the fault of the mail: a library was taken away or does not find its parts.
      LOG.error("mail {} cannot be sent now", mail.id(), e);
      String sentence = "The mail library does not work (" + e + "); see the log.";
      finding = new Finding(Level.YELLOW, MailDelivery.NAME, sentence);
      outcome = new MailOutcome.Retry(sentence);
    }
    LOG.info(
        "mail {} attempt {}: {}", mail.id(), mail.attempt(), outcome.getClass().getSimpleName());
    report(mail.id(), outcome);
    if (finding.level() != Level.GREEN && !stopping) {
      // The next mail would meet the same fault and use up an attempt.
      pause();
    }
  }

  private void pause() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(REST_SECONDS);
    while (!stopping && System.nanoTime() - end < 0) {
      rest(POLL_SECONDS);
    }
  }

  private void report(long id, MailOutcome outcome) {
    boolean told = tell(id, outcome);
    while (!told && !stopping) {
      rest(POLL_SECONDS);
      told = tell(id, outcome);
    }
    if (!told) {
      LOG.warn("the outcome of mail {} could not be stored; it will be sent once more", id);
    }
  }

  private boolean tell(long id, MailOutcome outcome) {
    MessageQueue queue = store.get();
    if (queue == null) {
      return false;
    }
    try {
      queue.mailDone(id, outcome);
      return true;
    } catch (StoreException e) {
      LOG.warn("outcome of mail {} not stored: {}", id, e.getMessage());
      // What the store will never take is not offered for ever.
      return e.code() != StoreException.Code.UNAVAILABLE;
    } catch (RuntimeException e) {
      LOG.warn("outcome of mail {} not stored", id, e);
      return false;
    }
  }
}
