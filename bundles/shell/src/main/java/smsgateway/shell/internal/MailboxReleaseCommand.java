package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.HeldMails;
import smsgateway.api.StoreException;

/** {@code sms:mailbox-release}: lets the held mails of a mailbox be read. */
@Service
@Command(
    scope = "sms",
    name = "mailbox-release",
    description = "Lets the mails that are held in a mailbox be read and sent")
public class MailboxReleaseCommand extends SmsCommand {
  @Reference(optional = true)
  HeldMails mails;

  @Argument(name = "NAME", required = true, description = "Mailbox, as sms:status shows it")
  @Completion(MailboxCompleter.class)
  String name = "";

  @Override
  List<String> answer() throws StoreException {
    int released = need(mails, "store").release(name);
    return List.of(
        released == 0
            ? "No mail is held in mailbox " + Visible.of(name) + "; see sms:status."
            : released
                + " mails are read within the next poll; what was sent before is not again.");
  }
}
