package smsgateway.mail.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.Session;
import smsgateway.api.RoutingPolicy;
import smsgateway.api.StoreException;
import smsgateway.mail.internal.smtp.SessionLimits;
import smsgateway.mail.internal.smtp.SmtpEngine;

/** One mail of one SMTP session, from MAIL to the reply to DATA. */
final class MailTransaction implements MessageHandler {
  private static final Logger LOG = LoggerFactory.getLogger(MailTransaction.class);
  private static final int BUFFER = 8_192;

  /**
   * What is read of a mail that is too big before the connection is cut, in multiples of the limit.
   */
  private static final int PATIENCE = 100;

  private final Session session;
  private final SessionLimits limits;
  private final ListenerSettings settings;
  private final Backend backend;
  private final List<String> recipients = new ArrayList<>();
  private String from = "";

  /** The services behind the listener; each may be absent for a while. */
  interface Backend {
    /** Whether mail for this address is taken. */
    RoutingPolicy.Verdict serves(String address);

    /**
     * Stores a mail; see {@link MailAcceptor#take}.
     *
     * @throws StoreException when it was not stored, also when there is no store
     */
    SmtpReply take(byte[] octets, Envelope envelope) throws StoreException;
  }

  MailTransaction(
      Session session, SessionLimits limits, ListenerSettings settings, Backend backend) {
    this.session = session;
    this.limits = limits;
    this.settings = settings;
    this.backend = backend;
  }

  @Override
  public void from(String address) throws RejectException {
    boolean trusted = settings.trustedHosts().contains(session.getRemoteAddress().getAddress());
    if (!trusted && !session.isAuthenticated()) {
      throw settings.engine().username().isEmpty()
          ? new RejectException(550, "5.7.1 This host may not send here; see trustedHosts")
          : new RejectException(530, "5.7.0 Authentication required");
    }
    from = address.toLowerCase(Locale.ROOT);
    limits.allow(session, SessionLimits.COMMAND);
  }

  @Override
  public void recipient(String address) throws RejectException {
    if (!SmtpEngine.ADDRESS.matcher(address).matches()) {
      throw new RejectException(553, "5.1.3 The recipient is no valid address");
    }
    switch (backend.serves(address)) {
      case FOREIGN -> throw new RejectException(550, "5.7.1 This domain is not served here");
      case NOT_READY -> throw new RejectException(451, "4.3.0 The gateway is not configured yet");
      case OURS -> {
        String recipient = address.toLowerCase(Locale.ROOT);
        if (!recipients.contains(recipient)) {
          recipients.add(recipient);
        }
      }
    }
    limits.allow(session, SessionLimits.COMMAND);
  }

  @Override
  public String data(InputStream data) throws RejectException, IOException {
    limits.allow(session, SessionLimits.DATA);
    byte[] octets = read(data);
    SmtpReply reply = take(octets);
    limits.allow(session, SessionLimits.COMMAND);
    if (reply.code() != 250) {
      throw new RejectException(reply.code(), reply.text());
    }
    return reply.text();
  }

  /** Reads all, but keeps no more than the limit. */
  private byte[] read(InputStream data) throws RejectException, IOException {
    int max = settings.engine().maxMessageBytes();
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    long seen = 0;
    for (int n = data.read(buffer); n >= 0; n = data.read(buffer)) {
      seen += n;
      if (seen <= max) {
        kept.write(buffer, 0, n);
      } else if (seen > (long) max * PATIENCE) {
        throw new DropConnectionException(552, "5.3.4 The mail is larger than this server takes");
      }
    }
    if (seen > max) {
      throw new RejectException(552, "5.3.4 The mail is larger than this server takes");
    }
    return kept.toByteArray();
  }

  /** Whatever goes wrong behind this line, the sending server keeps the mail. */
  private SmtpReply take(byte[] octets) {
    try {
      return backend.take(octets, new Envelope(from, recipients));
    } catch (StoreException e) {
      LOG.warn("mail not stored, asked the sender to come again: {}", e.getMessage());
      return new SmtpReply(451, "4.3.0 The store does not answer; try again later");
    } catch (RuntimeException e) {
      LOG.error("mail not stored, asked the sender to come again", e);
      return new SmtpReply(451, "4.3.0 Internal fault; try again later");
    }
  }

  @Override
  public void done() {
    // Nothing is held.
  }
}
