package smsgateway.mail.internal.intake;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Message;

/**
 * A mailbox by POP3 (RFC 1939). A session sees the mails of its beginning only, and what it deletes
 * is deleted when it ends; so there is one session for each look.
 */
final class PopInbox implements Inbox {
  private static final int STEP_SECONDS = 180;

  private final Line line;
  private final Store store;
  private final POP3Folder folder;
  private final String identity;
  private final Map<String, Message> mails = new LinkedHashMap<>();

  private PopInbox(Line line, Store store, Account account) throws MessagingException {
    this.line = line;
    this.store = store;
    this.identity = Ids.mailbox(account, "");
    this.folder = (POP3Folder) store.getFolder("INBOX");
    folder.open(Folder.READ_WRITE);
    list();
  }

  /** Connects, logs in and lists the mails. */
  static PopInbox open(Account account, Line line) throws MessagingException {
    line.begin(STEP_SECONDS);
    try {
      Properties properties = line.properties(account);
      // Whole mails go through this process one by one; the library must not keep them.
      properties.put("mail." + account.protocol().key() + ".keepmessagecontent", "false");
      Store store = Session.getInstance(properties).getStore(account.protocol().key());
      store.connect(account.host(), account.port(), account.username(), account.password());
      return new PopInbox(line, store, account);
    } catch (MessagingException | RuntimeException e) {
      line.cut();
      throw e;
    } finally {
      line.end();
    }
  }

  /** Two mails of one id cannot be told apart; the second is seen when the first is deleted. */
  private void list() throws MessagingException {
    Message[] all = folder.getMessages();
    FetchProfile ids = new FetchProfile();
    ids.add(UIDFolder.FetchProfileItem.UID);
    folder.fetch(all, ids);
    for (Message mail : all) {
      String id = folder.getUID(mail);
      if (id == null) {
        throw new FolderRefusedException("its POP3 server has no UIDL, so use imap or imaps");
      }
      mails.putIfAbsent(Ids.mail(id), mail);
    }
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public List<String> ids() {
    return List.copyOf(mails.keySet());
  }

  @Override
  public Map<String, Integer> sizes(List<String> ids) throws MessagingException {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    line.begin(STEP_SECONDS);
    try {
      for (String id : ids) {
        Message mail = mails.get(id);
        if (mail != null) {
          sizes.put(id, mail.getSize());
        }
      }
    } finally {
      line.end();
    }
    return sizes;
  }

  @Override
  public Map<String, byte[]> fetch(List<String> ids, int most) throws MessagingException {
    Map<String, byte[]> found = new LinkedHashMap<>();
    for (String id : ids) {
      Message mail = mails.get(id);
      if (mail != null) {
        line.begin(STEP_SECONDS);
        try {
          Bounded octets = new Bounded(most);
          mail.writeTo(octets);
          found.put(id, octets.kept.toByteArray());
        } catch (IOException e) {
          throw new MessagingException("POP3 failed", e);
        } finally {
          line.end();
        }
      }
    }
    return found;
  }

  /** By TOP; where the server has none, only the whole mail could be had, and it is refused. */
  @Override
  public Optional<byte[]> header(String id, int most) throws MessagingException {
    Message mail = mails.get(id);
    if (mail == null) {
      return Optional.empty();
    }
    line.begin(STEP_SECONDS);
    try (InputStream top = ((POP3Message) mail).top(0)) {
      if (top == null) {
        throw new RefusedException(new IOException("the server has no TOP"));
      }
      return Optional.of(top.readNBytes(most));
    } catch (IOException e) {
      throw new MessagingException("POP3 failed", e);
    } finally {
      line.end();
    }
  }

  /** POP3 always sends all of a mail; no more than the limit is kept. */
  private static final class Bounded extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int left;

    Bounded(int most) {
      left = most;
    }

    @Override
    public void write(int octet) {
      if (left > 0) {
        kept.write(octet);
        left--;
      }
    }

    @Override
    public void write(byte[] octets, int from, int length) {
      int taken = Math.min(left, length);
      kept.write(octets, from, taken);
      left -= taken;
    }
  }

  @Override
  public boolean hasFolders() {
    return false;
  }

  /** Marks for deletion, which happens when the session ends in order. */
  @Override
  public void file(Verdict verdict, List<String> ids) throws MessagingException {
    for (String id : ids) {
      mails.remove(id).setFlag(Flags.Flag.DELETED, true);
    }
  }

  /** A session has no news. */
  @Override
  public void await(int seconds) {}

  @Override
  public void interrupt() {}

  @Override
  public void close() throws MessagingException {
    line.begin(STEP_SECONDS);
    try {
      folder.close(true);
      store.close();
    } finally {
      line.end();
      line.cut();
    }
  }
}
