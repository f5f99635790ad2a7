package smsgateway.mail.internal.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keys of mailboxes and of copies of mails in them. */
final class Ids {
  private static final int MAILBOX_CHARS = 200;
  private static final int MAIL_CHARS = 100;

  private Ids() {}

  /**
   * A mailbox: whose it is, which folder, and which validity its ids have. The port is left out,
   * which changes with encryption and not with the mailbox.
   */
  static String mailbox(Account account, String validity) {
    String kind = account.protocol().imap() ? account.folder() : "POP3";
    String key = account.username() + "@" + account.host() + "/" + kind + " " + validity;
    return key.length() <= MAILBOX_CHARS ? key : sha256(key.getBytes(StandardCharsets.UTF_8));
  }

  /** An id of POP3 in a length that the store takes. */
  static String mail(String id) {
    return id.length() <= MAIL_CHARS ? id : sha256(id.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * One copy of a mail. Its octets belong to the key: a server that gives an id twice must not make
   * a new mail look like one that was taken.
   */
  static String copy(String mailbox, String id, byte[] octets) {
    return "box:"
        + sha256((mailbox + "\n" + id + "\n" + sha256(octets)).getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
