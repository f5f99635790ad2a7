package smsgateway.mail.internal.intake;

import smsgateway.api.StoreException;

/** Takes the mails that were fetched; what it returns is committed. */
public interface Taker {

  /**
   * Takes one mail.
   *
   * @param sourceKey identifies this copy in its mailbox
   * @param whole false when the octets are the header of a mail that is larger than the account
   *     allows: its proven sender is told
   * @param excused former attempts at this copy that ended for a reason outside the mail
   * @throws StoreException when nothing was committed: the mail must stay where it is
   */
  Verdict take(String sourceKey, byte[] octets, boolean whole, int excused) throws StoreException;

  /**
   * Takes note of a mail that could not be fetched.
   *
   * @return whether it was tried often enough
   */
  boolean givenUp(String sourceKey) throws StoreException;
}
