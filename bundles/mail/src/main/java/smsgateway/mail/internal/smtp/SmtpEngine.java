package smsgateway.mail.internal.smtp;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.subethamail.smtp.AuthenticationHandlerFactory;
import org.subethamail.smtp.MessageHandlerFactory;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.server.SMTPServer;

/** The embedded SMTP server, set up so that it is safe to leave running. */
public final class SmtpEngine {
  /**
   * Addresses the gateway takes: dot-atoms of printable ASCII, no quotes, no control characters.
   */
  public static final Pattern ADDRESS =
      Pattern.compile("[!-~&&[^\\s\"(),:;<>@\\[\\\\\\]]]{1,64}@[A-Za-z0-9.-]{1,189}");

  private static final int CONNECTIONS = 100;
  private static final int RECIPIENTS = 100;
  private static final int READ_MILLIS = 30_000;

  /**
   * Where it listens and who may log in.
   *
   * @param username empty: no login is offered
   */
  public record Setup(
      InetAddress bind, int port, String username, String password, int maxMessageBytes) {}

  private SmtpEngine() {}

  /** A server that is not started yet. */
  public static SMTPServer create(
      Setup setup, SessionLimits limits, MessageHandlerFactory transactions) {
    SMTPServer.Builder builder =
        new SMTPServer.Builder()
            .hostName("smsgateway")
            .softwareName("SMS gateway")
            .bindAddress(setup.bind())
            .port(setup.port())
            .maxConnections(CONNECTIONS)
            .maxRecipients(RECIPIENTS)
            .maxMessageSize(setup.maxMessageBytes())
            .connectionTimeoutMs(READ_MILLIS)
            .insertReceivedHeaders(false)
            .serverThreadName("smsgateway-mail-accept")
            .executorService(Executors.newCachedThreadPool(SmtpEngine::thread))
            .sessionHandler(limits)
            .messageHandlerFactory(transactions);
    if (!setup.username().isEmpty()) {
      builder.authenticationHandlerFactory(login(setup, limits));
    }
    SMTPServer server = builder.build();
    List<Command> own =
        List.of(new EhloCommand(), new MailCommand(), new DataCommand(), new BdatCommand());
    own.forEach(server.getCommandHandler()::addCommand);
    return server;
  }

  private static Thread thread(Runnable session) {
    return new Thread(session, "smsgateway-mail-session");
  }

  private static AuthenticationHandlerFactory login(Setup setup, SessionLimits limits) {
    return new EasyAuthenticationHandlerFactory(
        (username, password, session) -> {
          // Compared as one and in constant time, so that timing tells nothing.
          if (!same(username + '\0' + password, setup.username() + '\0' + setup.password())) {
            limits.loginFailed(session);
            throw new LoginFailedException("wrong user name or password");
          }
        });
  }

  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
