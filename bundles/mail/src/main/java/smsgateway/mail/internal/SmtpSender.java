package smsgateway.mail.internal;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import smsgateway.api.MessageQueue.MailOutcome;
import smsgateway.api.StatusSource.Level;
import smsgateway.mail.internal.DeliverySettings.Tls;

/**
 * Sends mails over one connection that is kept for a burst. One thread; its context class loader
 * must be that of Jakarta Mail.
 */
final class SmtpSender {
  private static final String CONNECT_MILLIS = "10000";
  private static final String READ_MILLIS = "60000";
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int AUTHENTICATION_REQUIRED = 530;
  private static final int AUTHENTICATION_FAILED = 535;
  private static final int PERMANENT = 500;

  /**
   * How a delivery ended.
   *
   * @param level whether the delivery as a whole works
   * @param sentence for the administrator
   */
  record Result(MailOutcome outcome, Level level, String sentence) {}

  private final DeliverySettings settings;
  private Session session;
  private Transport transport;
  private long lastUse;

  SmtpSender(DeliverySettings settings) {
    this.settings = settings;
  }

  private static Properties properties(DeliverySettings settings) {
    Properties values = new Properties();
    values.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    values.put("mail.smtp.timeout", READ_MILLIS);
    values.put("mail.smtp.writetimeout", READ_MILLIS);
    values.put("mail.smtp.auth", String.valueOf(!settings.username().isEmpty()));
    values.put("mail.smtp.ssl.enable", String.valueOf(settings.tls() == Tls.TLS));
    values.put("mail.smtp.starttls.enable", String.valueOf(settings.tls() == Tls.STARTTLS));
    values.put("mail.smtp.starttls.required", String.valueOf(settings.tls() == Tls.STARTTLS));
    values.put("mail.smtp.ssl.checkserveridentity", "true");
    values.put("mail.smtp.from", settings.envelopeFrom());
    // Or the library looks up the name of this machine, which may take long.
    values.put("mail.smtp.localhost", settings.from().substring(settings.from().indexOf('@') + 1));
    return values;
  }

  /**
   * Sends one mail. A refusal or a broken connection is a result; an exception means that the mail
   * library does not work in this container.
   *
   * @param recipient checked address
   * @param octets header and body
   */
  Result send(String recipient, byte[] octets) {
    try {
      // Not in the constructor, which runs with another class loader.
      session = session == null ? Session.getInstance(properties(settings)) : session;
      MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(octets));
      InternetAddress to = new InternetAddress();
      to.setAddress(recipient);
      connected().sendMessage(message, new Address[] {to});
      lastUse = System.nanoTime();
      return new Result(new MailOutcome.Delivered(), Level.GREEN, "Sends mail to " + place() + ".");
    } catch (MessagingException e) {
      close();
      return failure(e);
    }
  }

  private Transport connected() throws MessagingException {
    if (transport == null || !transport.isConnected()) {
      close();
      transport = session.getTransport("smtp");
      boolean login = !settings.username().isEmpty();
      transport.connect(
          settings.host(),
          settings.port(),
          login ? settings.username() : null,
          login ? settings.password() : null);
    }
    return transport;
  }

  /** Closes the connection when the burst is over. */
  void closeIfIdle() {
    if (transport != null && System.nanoTime() - lastUse > IDLE_NANOS) {
      close();
    }
  }

  /** Closes the connection. */
  void close() {
    if (transport != null) {
      try {
        transport.close();
      } catch (MessagingException e) {
        // The server has closed it first.
      }
      transport = null;
    }
  }

  private Result failure(MessagingException e) {
    if (e instanceof AuthenticationFailedException) {
      return fault("The mail server refuses the login; see username and password");
    }
    Refusal refusal = Refusal.of(e);
    if (refusal == null) {
      return fault("The mail server does not answer; see host, port and tls");
    }
    if (refusal.ours()) {
      return fault(
          "The mail server does not let the gateway send ("
              + refusal.code()
              + "); see from, username and password");
    }
    MailOutcome outcome =
        refusal.code() >= PERMANENT
            ? new MailOutcome.Failed("the mail server refused it: " + refusal.code())
            : new MailOutcome.Retry("the mail server put it off: " + refusal.code());
    return new Result(outcome, Level.GREEN, "Sends mail to " + place() + ".");
  }

  private Result fault(String what) {
    String sentence = what + " in etc/" + MailDelivery.PID + ".cfg (" + place() + ").";
    return new Result(new MailOutcome.Retry(sentence), Level.YELLOW, sentence);
  }

  private String place() {
    return settings.host() + " port " + settings.port();
  }

  /**
   * What the server said.
   *
   * @param code reply code, 400 to 599
   * @param ours whether it speaks of the gateway's login or sender, not of this mail
   */
  private record Refusal(int code, boolean ours) {
    /** The reply that ended the delivery, or null when there was none. */
    static Refusal of(MessagingException e) {
      Refusal found = null;
      for (Exception next = e; next instanceof MessagingException m; next = m.getNextException()) {
        if (m instanceof SMTPSenderFailedException sender) {
          return new Refusal(sender.getReturnCode(), sender.getReturnCode() >= PERMANENT);
        }
        if (m instanceof SMTPAddressFailedException recipient) {
          found = of(recipient.getReturnCode(), recipient.getMessage());
        } else if (m instanceof SMTPSendFailedException send && found == null) {
          found = of(send.getReturnCode(), send.getMessage());
        }
      }
      return found;
    }

    private static Refusal of(int code, String reply) {
      boolean policy = code >= PERMANENT && String.valueOf(reply).contains(" 5.7.");
      boolean login = code == AUTHENTICATION_REQUIRED || code == AUTHENTICATION_FAILED;
      return code < 400 ? null : new Refusal(code, policy || login);
    }
  }
}
