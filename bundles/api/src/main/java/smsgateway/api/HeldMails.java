package smsgateway.api;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Mails that stay in a mailbox unread until an administrator says so: what lay there before the
 * gateway knew the mailbox, or is too old, is never sent by itself. Each method is one transaction
 * or, for many mails, several that may be repeated; what it did is committed when it returns. Safe
 * for any number of threads; callers must not be interrupted inside.
 */
@ProviderType
public interface HeldMails {

  /**
   * Whether {@link #firstSight} was called for this mailbox.
   *
   * @param mailbox identifies the mailbox and the validity of its mails' ids; at most 200
   *     characters
   */
  boolean seen(String mailbox) throws StoreException;

  /**
   * Holds the mails that a mailbox has when it is seen for the first time. What was held of a
   * former mailbox of this account is forgotten: its ids mean nothing any more. Power failing
   * inside leaves the mailbox unseen.
   *
   * @param account name of the account in the configuration; at most 64 characters
   * @param mails ids within the mailbox, each at most 100 characters
   */
  void firstSight(String account, String mailbox, Collection<String> mails) throws StoreException;

  /** Holds further mails; those that are held already stay so, released ones are held again. */
  void hold(String account, String mailbox, Collection<String> mails) throws StoreException;

  /** Ids of the mails that are held. */
  Set<String> held(String mailbox) throws StoreException;

  /** Ids of the mails that were released and have not {@link #gone} yet. */
  Set<String> released(String mailbox) throws StoreException;

  /** Forgets held and released mails that are no longer in the mailbox. */
  void gone(String mailbox, Collection<String> mails) throws StoreException;

  /** Number of held mails by account; accounts without any are absent. */
  Map<String, Integer> counts() throws StoreException;

  /**
   * Lets all held mails of an account be read as if they had just come.
   *
   * @return how many
   */
  int release(String account) throws StoreException;
}
