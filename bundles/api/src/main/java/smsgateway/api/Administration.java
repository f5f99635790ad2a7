package smsgateway.api;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What an administrator may order about messages and about sending as a whole. Each order is one
 * transaction, is durable when the method returns, and is written into the story of its message.
 * Safe for any number of threads; callers must not be interrupted inside.
 *
 * <p>Every method takes the ids of {@link Journal} and, as {@code by}, the login name of who
 * orders. It throws {@link StoreException} with {@code NOT_FOUND} when there is no such message,
 * and with {@code ILLEGAL_TRANSITION} and a sentence about what to do instead when the order makes
 * no sense in the message's state.
 */
@ProviderType
public interface Administration {

  /**
   * A stop of all sending.
   *
   * @param by login name of who ordered it
   */
  record Stop(Instant since, String by) {}

  /**
   * What {@link #retry} did.
   *
   * @param id of the new message; of the same one when it came from a phone
   * @param possibleDuplicate whether the phone may have got the former message, or a part of it
   */
  record Retried(long id, boolean possibleDuplicate) {}

  /**
   * Keeps a message from being submitted until {@link #release}. What is being submitted just now
   * is not called back; should it return to the queue, it is held too.
   *
   * @return sentences about what was done
   */
  String hold(long id, String by) throws StoreException;

  /**
   * Ends a {@link #hold}. A message whose validity is over expires.
   *
   * @return sentences about what was done
   */
  String release(long id, String by) throws StoreException;

  /**
   * Withdraws a message. What waits is cancelled; what is being submitted or has an unknown outcome
   * is not submitted once more; what the network has accepted cannot be called back. When the
   * message ends with it, its sender is told as of a failure.
   *
   * @return sentences about what was done
   */
  String cancel(long id, String by) throws StoreException;

  /**
   * Sends a message once more that ended without being delivered for certain: a new message with
   * the same mail and recipient is accepted, is decided like every other (rights, quota, present
   * number) and is linked with the former one. A message is sent again at most once; the new one
   * can be so in turn. Of messages from phones only what could not be decided is decided again.
   */
  Retried retry(long id, String by) throws StoreException;

  /**
   * Stops all sending until {@link #resumeSending}, over restarts too. When this returns, no
   * further segment is given to any modem. Mails and SMS are still received.
   *
   * @return the stop in force: the former one when sending was stopped already
   */
  Stop stopSending(String by) throws StoreException;

  /**
   * Ends the stop of all sending. Messages that are held one by one stay so.
   *
   * @return the stop that was ended; empty when there was none
   */
  Optional<Stop> resumeSending(String by) throws StoreException;
}
