package smsgateway.mail.internal.smtp;

import java.io.IOException;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

/**
 * EHLO without CHUNKING, because the library takes a connection that breaks within BDAT for the end
 * of the mail, and without SMTPUTF8, because addresses here are ASCII.
 */
final class EhloCommand extends BaseCommand {
  EhloCommand() {
    super("EHLO", "Introduce yourself.", "<hostname>");
  }

  @Override
  public void execute(String command, Session session) throws IOException {
    String[] arguments = getArgs(command);
    if (arguments.length < 2) {
      session.sendResponse("501 5.5.4 EHLO needs a host name");
      return;
    }
    session.resetMailTransaction();
    session.setHelo(arguments[1]);
    StringBuilder reply = new StringBuilder("250-").append(session.getServer().getHostName());
    reply.append("\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES");
    if (session.getServer().getAuthenticationHandlerFactory().isPresent()) {
      reply.append("\r\n250-AUTH PLAIN LOGIN");
    }
    session.sendResponse(
        reply.append("\r\n250 SIZE ").append(session.getServer().getMaxMessageSize()).toString());
  }
}
