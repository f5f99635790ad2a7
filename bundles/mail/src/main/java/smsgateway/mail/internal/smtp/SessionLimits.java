package smsgateway.mail.internal.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/**
 * Bounds what one client can hold: sessions per host, failed logins, and the time until the next
 * step of a mail, which a client that sends one octet now and then could stretch without end.
 */
public final class SessionLimits implements SessionHandler {
  /** Time until the next accepted MAIL, RCPT or DATA. */
  public static final Duration COMMAND = Duration.ofMinutes(1);

  /** Time for the data of one mail. */
  public static final Duration DATA = Duration.ofMinutes(2);

  private static final int PER_HOST = 20;
  private static final int LOGINS = 3;

  private final SessionHandler perHost = SessionHandler.limitConcurrentSessionsBySource(PER_HOST);
  private final Map<MessageContext, Long> deadlines = new ConcurrentHashMap<>();
  private final Map<MessageContext, Integer> failedLogins = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  /**
   * @param nanos a clock such as {@link System#nanoTime}
   */
  public SessionLimits(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public SessionAcceptance accept(Session session) {
    SessionAcceptance answer = perHost.accept(session);
    if (answer.accepted()) {
      deadlines.put(session, nanos.getAsLong() + COMMAND.toNanos());
    }
    return answer;
  }

  @Override
  public void onSessionEnd(Session session) {
    perHost.onSessionEnd(session);
    deadlines.remove(session);
    failedLogins.remove(session);
  }

  /** Gives a session time for its next step. */
  public void allow(MessageContext session, Duration time) {
    deadlines.replace(session, nanos.getAsLong() + time.toNanos());
  }

  /** Counts a failed login; the third one ends the session. */
  public void loginFailed(MessageContext session) {
    if (failedLogins.merge(session, 1, Integer::sum) >= LOGINS) {
      close(session);
    }
  }

  /** Closes the connections whose time is over. A mail that is being stored is stored anyway. */
  public void closeOverdue() {
    long now = nanos.getAsLong();
    deadlines.forEach(
        (session, deadline) -> {
          if (deadline - now < 0) {
            close(session);
          }
        });
  }

  private static void close(MessageContext session) {
    try {
      ((Session) session).getSocket().close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
