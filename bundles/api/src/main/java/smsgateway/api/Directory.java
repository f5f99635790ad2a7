package smsgateway.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Users with their numbers, nicknames, rights and quota. Safe for any number of threads. */
@ProviderType
public interface Directory {
  /** The user with this mail address, which may be a further one; case does not matter. */
  Optional<User> byEmail(String email) throws StoreException;

  /** The users with this number. */
  List<User> byNumber(Msisdn number) throws StoreException;

  /** All users, by address. */
  List<User> users() throws StoreException;

  /**
   * Adds or replaces a user; the SMS that an existing user has used so far stay counted.
   *
   * @throws StoreException {@code INVALID} when the nickname or an address belongs to another user
   */
  void put(User user) throws StoreException;

  /**
   * Adds or replaces all users or none.
   *
   * @throws StoreException {@code INVALID}; the message names the address and the rule
   */
  void putAll(List<User> users) throws StoreException;

  /**
   * Stores the number of a user, or takes it away.
   *
   * @param by who does it, for {@link #numberChanges}
   * @return whether there is such a user
   */
  boolean setNumber(String email, Optional<Msisdn> number, String by) throws StoreException;

  /**
   * A change of a user's number.
   *
   * @param by login name, or the address of the user whose mail brought the number
   * @param before masked, or empty
   * @param after masked, or empty
   */
  record NumberChange(Instant at, String email, String by, String before, String after) {}

  /** The newest changes of numbers, the newest first. */
  List<NumberChange> numberChanges(int max) throws StoreException;

  /** Removes a user; false when there is none. */
  boolean remove(String email) throws StoreException;

  /**
   * The user whose message to this number was accepted last by the network, not before {@code
   * since}. International numbers are compared whole; if none matches, the last eight digits, if
   * that is unique.
   */
  Optional<String> lastSenderTo(String number, Instant since) throws StoreException;

  /**
   * A question for a user's number.
   *
   * @param id of the request that waits for it
   * @param asker address that was asked
   * @param user address of the user whose number is wanted
   * @param recipient how the asker wrote that user
   * @param open whether the request still waits
   */
  record Question(long id, String asker, String user, String recipient, boolean open) {}

  /**
   * The question that a request answers, as its subject or its References tell.
   *
   * @param request id of the request
   */
  Optional<Question> question(long request) throws StoreException;

  /**
   * Identity of the SIM over which the last message to or from this number went, not before {@code
   * since}: the network accepted one, or one came and was mailed. Numbers are compared whole.
   */
  Optional<String> lastSimWith(Msisdn number, Instant since) throws StoreException;

  /** Whether this number has sent an SMS that was mailed to this user (right {@code REPLY}). */
  boolean hasWrittenTo(String number, String email) throws StoreException;
}
