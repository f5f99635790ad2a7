package smsgateway.mail.internal.intake;

import jakarta.mail.MessagingException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/** Waits for new mail: by IDLE (RFC 2177) where the server offers it, else only for the time. */
final class ImapIdle {
  /**
   * One IDLE is one read, so it is shorter than the time-out of a read. Ending it every now and
   * then also shows that the server is still there.
   */
  private static final int LONGEST_SECONDS = 45;

  private static final int PATIENCE_SECONDS = 15;

  private final IMAPProtocol protocol;
  private final Line line;
  private final ScheduledExecutorService timer;
  private final Semaphore wake = new Semaphore(0);
  private final AtomicBoolean idling = new AtomicBoolean();

  ImapIdle(IMAPProtocol protocol, Line line, ScheduledExecutorService timer) {
    this.protocol = protocol;
    this.line = line;
    this.timer = timer;
  }

  /** Returns when there may be new mail, after the time, or after {@link #interrupt}. */
  void await(int seconds) throws MessagingException {
    try {
      if (!protocol.hasCapability("IDLE")) {
        Waiting.on(wake, seconds);
        return;
      }
      int slice = Math.min(seconds, LONGEST_SECONDS);
      line.begin(slice + PATIENCE_SECONDS);
      try {
        idle(slice);
      } finally {
        line.end();
      }
    } catch (ProtocolException e) {
      throw new MessagingException("IMAP failed", e);
    } finally {
      wake.drainPermits();
    }
  }

  private void idle(int seconds) throws ProtocolException {
    protocol.idleStart();
    idling.set(true);
    Future<?> end = timer.schedule(this::done, seconds, TimeUnit.SECONDS);
    try {
      if (wake.availablePermits() > 0) {
        // Interrupted before the server went idle.
        done();
      }
      boolean more = true;
      while (more) {
        Response response = protocol.readIdleResponse();
        if (response instanceof IMAPResponse news && news.keyEquals("EXISTS")) {
          done();
        }
        more = protocol.processIdleResponse(response);
      }
    } finally {
      end.cancel(false);
      idling.set(false);
    }
  }

  /** Tells the server once that the waiting is over. */
  private void done() {
    if (idling.compareAndSet(true, false)) {
      protocol.idleAbort();
    }
  }

  /** Ends the waiting, also one that is about to begin; any thread. */
  void interrupt() {
    wake.release();
    done();
  }
}
