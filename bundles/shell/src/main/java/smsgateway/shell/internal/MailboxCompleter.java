package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import smsgateway.api.HeldMails;
import smsgateway.api.StoreException;

/** Offers the accounts in whose mailboxes mails are held. */
@Service
public class MailboxCompleter implements Completer {
  @Reference(optional = true)
  HeldMails mails;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    return new StringsCompleter(offers()).complete(session, line, candidates);
  }

  /** What may be typed; empty while the store does not answer. */
  List<String> offers() {
    try {
      return mails == null ? List.of() : List.copyOf(mails.counts().keySet());
    } catch (StoreException e) {
      return List.of();
    }
  }
}
