package smsgateway.mail.internal.read;

/** What is left out of the text of a mail; never so that nothing is left. */
public enum Trim {
  /** Nothing. */
  NONE,
  /** The signature below {@code -- }. */
  SIGNATURE,
  /** The signature, and in a reply the quoted mail. */
  SIGNATURE_AND_QUOTE
}
