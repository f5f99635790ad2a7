package smsgateway.mail.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;
import smsgateway.mail.internal.smtp.SessionLimits;
import smsgateway.mail.internal.smtp.SmtpEngine;

/**
 * The thread that opens the listener's port, tries again while it is in use, cuts clients that are
 * too slow, and closes everything at the end. No thread is interrupted while it stores a mail.
 */
final class ListenerRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ListenerRunner.class);
  private static final long RETRY_SECONDS = 10;

  private final ListenerSettings settings;
  private final MailTransaction.Backend backend;
  private final SessionLimits limits = new SessionLimits(System::nanoTime);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "smsgateway-mail-listener");
  private volatile Finding finding;

  ListenerRunner(ListenerSettings settings, MailTransaction.Backend backend) {
    this.settings = settings;
    this.backend = backend;
    this.finding = new Finding(Level.YELLOW, SmtpListener.NAME, "Starting.");
  }

  /** Starts the thread and returns at once. */
  void start() {
    thread.start();
  }

  /** Returns when the port is closed and all sessions have ended. */
  void stop() {
    stopping.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How the listener is. */
  Finding finding() {
    return finding;
  }

  private void run() {
    SMTPServer server = null;
    try {
      do {
        server = server == null ? open() : server;
        limits.closeOverdue();
      } while (!stopping.await(server == null ? RETRY_SECONDS : 1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (server != null) {
        server.stop();
      }
    }
  }

  /** A started server, or null when the port cannot be had. */
  private SMTPServer open() {
    String place = settings.engine().bind().getHostAddress() + " port " + settings.engine().port();
    SMTPServer server =
        SmtpEngine.create(settings.engine(), limits, context -> transaction((Session) context));
    try {
      server.start();
      finding = new Finding(Level.GREEN, SmtpListener.NAME, "Listens on " + place + ".");
      return server;
    } catch (RuntimeException e) {
      server.getExecutorService().shutdown();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String message =
          "Cannot listen on "
              + place
              + " ("
              + cause.getMessage()
              + "); tried again every "
              + RETRY_SECONDS
              + " s; see port and bind in etc/"
              + SmtpListener.PID
              + ".cfg.";
      LOG.warn("{}", message);
      finding = new Finding(Level.YELLOW, SmtpListener.NAME, message);
      return null;
    }
  }

  private MailTransaction transaction(Session session) {
    return new MailTransaction(session, limits, settings, backend);
  }
}
