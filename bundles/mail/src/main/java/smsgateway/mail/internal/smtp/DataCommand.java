package smsgateway.mail.internal.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

/**
 * DATA with a strict end. Unlike the library's own command it also reads a refused mail to its end
 * (or the rest would be taken for commands) and ends the transaction after a refusal.
 */
final class DataCommand extends BaseCommand {
  DataCommand() {
    super("DATA", "Following text is collected as the message.\nEnd data with <CR><LF>.<CR><LF>");
  }

  @Override
  public void execute(String command, Session session) throws IOException, DropConnectionException {
    if (!session.isMailTransactionInProgress() || session.getRecipientCount() == 0) {
      session.sendResponse("503 5.5.1 MAIL and RCPT come first");
      return;
    }
    session.sendResponse("354 End data with <CR><LF>.<CR><LF>");
    try {
      String reply = receive(session.getMessageHandler(), session.getRawInput());
      session.resetMailTransaction();
      session.sendResponse(reply);
    } catch (EOFException e) {
      // Nothing was handed on: the client still has the mail.
      throw new DropConnectionException(421, "4.4.2 Connection ended within the data");
    }
  }

  private static String receive(MessageHandler handler, InputStream in)
      throws IOException, DropConnectionException {
    InputStream data = new StrictDataStream(in);
    try {
      return "250 " + handler.data(data);
    } catch (DropConnectionException e) {
      throw e;
    } catch (RejectException e) {
      data.transferTo(java.io.OutputStream.nullOutputStream());
      return e.getErrorResponse();
    }
  }
}
