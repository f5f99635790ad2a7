package smsgateway.mail.internal.intake;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An open mailbox. One thread, except {@link #interrupt}. After an exception it is closed and a new
 * one opened.
 */
interface Inbox extends AutoCloseable {

  /**
   * Identifies the mailbox and the validity of its ids: as long as it stays the same, an id means
   * the same mail.
   */
  String identity();

  /** Ids of all mails, oldest first. */
  List<String> ids() throws MessagingException;

  /** Sizes in octets as the server tells them; mails that are gone are absent. */
  Map<String, Integer> sizes(List<String> ids) throws MessagingException;

  /**
   * The mails as they are stored, unchanged in the mailbox; none is longer than {@code most}, what
   * exceeds it is cut off. Mails that are gone are absent.
   *
   * @throws RefusedException when the server does not give them out; one at a time may help
   */
  Map<String, byte[]> fetch(List<String> ids, int most) throws MessagingException;

  /**
   * The header of a mail with the empty line that ends it; what exceeds {@code most} octets is cut
   * off, and nothing else of the mail is read. Empty when the mail is gone.
   *
   * @throws RefusedException when the server does not give it out
   */
  Optional<byte[]> header(String id, int most) throws MessagingException;

  /** Whether {@link #file} has folders, or can only delete. */
  boolean hasFolders();

  /** Moves mails to the folder of the verdict, or deletes them where there are no folders. */
  void file(Verdict verdict, List<String> ids) throws MessagingException;

  /** Waits until there may be new mail, at most for the time, or until {@link #interrupt}. */
  void await(int seconds) throws MessagingException;

  /** Ends {@link #await}; any thread, returns at once. */
  void interrupt();

  /** Ends the session; what was filed is final. */
  @Override
  void close() throws MessagingException;

  /** The server refused one command; the session goes on. */
  final class RefusedException extends MessagingException {
    private static final long serialVersionUID = 1;

    RefusedException(Exception cause) {
      super("the server refused a command", cause);
    }
  }
}
