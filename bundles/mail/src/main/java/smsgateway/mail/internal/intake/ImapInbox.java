package smsgateway.mail.internal.intake;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.imap.protocol.Namespaces;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.eclipse.angus.mail.util.MailLogger;

/**
 * A folder by IMAP4rev1 (RFC 3501). It speaks commands with UIDs instead of using the library's
 * folders and messages, which count by changing numbers and parse what they fetch.
 */
final class ImapInbox implements Inbox {
  private static final int STEP_SECONDS = 180;

  private final IMAPProtocol protocol;
  private final Line line;
  private final ImapIdle idle;
  private final String identity;
  private final String prefix;
  private final Set<Verdict> folders = EnumSet.noneOf(Verdict.class);

  /** Whether the server told of new mail since the last search; IDLE would not tell it again. */
  private boolean news;

  private ImapInbox(
      Line line, IMAPProtocol protocol, Account account, ScheduledExecutorService timer)
      throws ProtocolException, MessagingException {
    this.line = line;
    this.protocol = protocol;
    this.idle = new ImapIdle(protocol, line, timer);
    MailboxInfo info = select(protocol, account);
    identity = Ids.mailbox(account, String.valueOf(info.uidvalidity));
    prefix = prefix(protocol);
  }

  /** Connects, logs in and opens the folder. */
  static ImapInbox open(Account account, Line line, ScheduledExecutorService timer)
      throws MessagingException {
    line.begin(STEP_SECONDS);
    try {
      IMAPProtocol protocol =
          new IMAPProtocol(
              account.protocol().key(),
              account.host(),
              account.port(),
              line.properties(account),
              account.protocol().tls(),
              new MailLogger(ImapInbox.class, "intake", false, System.out));
      if (!account.protocol().tls() && account.demandsTls()) {
        if (!protocol.hasCapability("STARTTLS")) {
          throw new SSLException("the server offers no STARTTLS");
        }
        protocol.startTLS();
        protocol.capability();
      }
      logIn(protocol, account);
      return new ImapInbox(line, protocol, account, timer);
    } catch (IOException | ProtocolException e) {
      line.cut();
      throw new MessagingException("cannot be opened", e);
    } catch (MessagingException | RuntimeException e) {
      line.cut();
      throw e;
    } finally {
      line.end();
    }
  }

  private static void logIn(IMAPProtocol protocol, Account account)
      throws ProtocolException, MessagingException {
    try {
      if (account.login() == Account.Login.OAUTH2) {
        protocol.authoauth2(account.username(), account.password());
      } else if (protocol.hasCapability("AUTH=PLAIN")) {
        protocol.authplain(null, account.username(), account.password());
      } else {
        protocol.login(account.username(), account.password());
      }
      // What is offered may differ after the login.
      protocol.capability();
    } catch (CommandFailedException e) {
      throw new AuthenticationFailedException("login refused", e);
    }
  }

  private static MailboxInfo select(IMAPProtocol protocol, Account account)
      throws ProtocolException, MessagingException {
    try {
      MailboxInfo info = protocol.select(account.folder());
      if (info.mode == Folder.READ_ONLY) {
        throw new FolderRefusedException("it may only be read");
      }
      return info;
    } catch (CommandFailedException e) {
      throw new FolderRefusedException("the server does not open it");
    }
  }

  /** What the names of our folders begin with: some servers keep all folders under INBOX. */
  private static String prefix(IMAPProtocol protocol) throws ProtocolException {
    if (!protocol.hasCapability("NAMESPACE")) {
      return "";
    }
    Namespaces namespaces = protocol.namespace();
    return namespaces == null || namespaces.personal == null || namespaces.personal.length == 0
        ? ""
        : namespaces.personal[0].prefix;
  }

  private Response[] command(String command, Argument arguments) throws MessagingException {
    line.begin(STEP_SECONDS);
    try {
      Response[] responses = protocol.command(command, arguments);
      for (Response response : responses) {
        news |= response instanceof IMAPResponse told && told.keyEquals("EXISTS");
      }
      protocol.handleResult(responses[responses.length - 1]);
      return responses;
    } catch (CommandFailedException e) {
      throw new RefusedException(e);
    } catch (ProtocolException e) {
      throw new MessagingException("IMAP failed", e);
    } finally {
      line.end();
    }
  }

  @Override
  public String identity() {
    return identity;
  }

  /** What bears \Deleted was copied to its folder already, by a server that cannot expunge it. */
  @Override
  public List<String> ids() throws MessagingException {
    news = false;
    List<String> ids = new ArrayList<>();
    for (Response response : command("UID SEARCH UNDELETED", null)) {
      if (response instanceof IMAPResponse found && found.keyEquals("SEARCH")) {
        for (long uid = found.readLong(); uid >= 0; uid = found.readLong()) {
          ids.add(String.valueOf(uid));
        }
      }
    }
    return ids;
  }

  private Map<String, FetchResponse> get(List<String> ids, String items) throws MessagingException {
    Map<String, FetchResponse> found = new LinkedHashMap<>();
    for (Response response : command("UID FETCH " + String.join(",", ids) + " " + items, null)) {
      if (response instanceof FetchResponse mail && mail.getItem(UID.class) != null) {
        found.put(String.valueOf(mail.getItem(UID.class).uid), mail);
      }
    }
    return found;
  }

  @Override
  public Map<String, Integer> sizes(List<String> ids) throws MessagingException {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    get(ids, "(UID RFC822.SIZE)")
        .forEach(
            (id, mail) -> {
              RFC822SIZE size = mail.getItem(RFC822SIZE.class);
              if (size != null) {
                sizes.put(id, (int) Math.min(size.size, Integer.MAX_VALUE));
              }
            });
    return sizes;
  }

  /** With PEEK, so that the mail stays unseen for whoever looks into the mailbox too. */
  @Override
  public Map<String, byte[]> fetch(List<String> ids, int most) throws MessagingException {
    return bodies(ids, "", most);
  }

  private Map<String, byte[]> bodies(List<String> ids, String section, int most)
      throws MessagingException {
    Map<String, byte[]> mails = new LinkedHashMap<>();
    get(ids, "(UID BODY.PEEK[" + section + "]<0." + most + ">)")
        .forEach(
            (id, mail) -> {
              BODY body = mail.getItem(BODY.class);
              if (body != null && body.getByteArray() != null) {
                mails.put(id, body.getByteArray().getNewBytes());
              }
            });
    return mails;
  }

  @Override
  public Optional<byte[]> header(String id, int most) throws MessagingException {
    return Optional.ofNullable(bodies(List.of(id), "HEADER", most).get(id));
  }

  @Override
  public boolean hasFolders() {
    return true;
  }

  /**
   * MOVE (RFC 6851), or copy, mark and expunge by UID (RFC 4315). Without either the copied mails
   * only bear \Deleted: a plain EXPUNGE would remove what others have marked.
   */
  @Override
  public void file(Verdict verdict, List<String> ids) throws MessagingException {
    String folder = prefix + verdict.folder();
    if (folders.add(verdict)) {
      create(folder);
    }
    String set = String.join(",", ids);
    Argument target = new Argument().writeString(BASE64MailboxEncoder.encode(folder));
    try {
      if (protocol.hasCapability("MOVE")) {
        command("UID MOVE " + set, target);
        return;
      }
      command("UID COPY " + set, target);
      command("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)", null);
      if (protocol.hasCapability("UIDPLUS")) {
        command("UID EXPUNGE " + set, null);
      }
    } catch (RefusedException e) {
      // Somebody may have removed the folder.
      folders.remove(verdict);
      throw e;
    }
  }

  private void create(String folder) throws MessagingException {
    line.begin(STEP_SECONDS);
    try {
      var known = protocol.list("", folder);
      if (known == null || known.length == 0) {
        protocol.create(folder);
        protocol.subscribe(folder);
      }
    } catch (CommandFailedException e) {
      throw new FolderRefusedException("folder " + folder + " cannot be created");
    } catch (ProtocolException e) {
      throw new MessagingException("IMAP failed", e);
    } finally {
      line.end();
    }
  }

  @Override
  public void await(int seconds) throws MessagingException {
    if (!news) {
      idle.await(seconds);
    }
  }

  @Override
  public void interrupt() {
    idle.interrupt();
  }

  @Override
  public void close() throws MessagingException {
    line.begin(10);
    try {
      protocol.logout();
    } catch (ProtocolException e) {
      // The server was gone already.
    } finally {
      line.end();
      line.cut();
    }
  }
}
