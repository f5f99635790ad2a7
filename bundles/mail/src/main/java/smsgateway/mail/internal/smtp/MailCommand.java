package smsgateway.mail.internal.smtp;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

/**
 * MAIL with the SIZE parameter in any place and of any length (RFC 1870 §6); the library's own
 * command sees it only at the end and fails on a number above 2^31.
 */
final class MailCommand extends BaseCommand {
  private static final Pattern SIZE = Pattern.compile("(?i)\\sSIZE=([0-9]{1,20})(?=\\s|$)");
  private static final int SAFE_DIGITS = 9;

  private final org.subethamail.smtp.internal.command.MailCommand mail =
      new org.subethamail.smtp.internal.command.MailCommand(MailCommand::valid);

  MailCommand() {
    super("MAIL", "Specifies the sender.", "FROM: <sender> [ <parameters> ]");
  }

  private static boolean valid(String address) {
    return address.isEmpty() || SmtpEngine.ADDRESS.matcher(address).matches();
  }

  @Override
  public void execute(String command, Session session) throws IOException, DropConnectionException {
    Matcher size = SIZE.matcher(command);
    if (size.find() && tooBig(size.group(1), session.getServer().getMaxMessageSize())) {
      session.sendResponse("552 5.3.4 The mail is larger than this server takes");
      return;
    }
    mail.execute(command, session);
  }

  private static boolean tooBig(String size, int max) {
    return size.length() > SAFE_DIGITS || Integer.parseInt(size) > max;
  }
}
