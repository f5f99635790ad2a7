package smsgateway.mail.internal.smtp;

import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

/** BDAT is not offered; what follows it is no command, so the connection ends. */
final class BdatCommand extends BaseCommand {
  BdatCommand() {
    super("BDAT", "Not offered.");
  }

  @Override
  public void execute(String command, Session session) throws DropConnectionException {
    throw new DropConnectionException(502, "5.5.1 BDAT is not offered");
  }
}
