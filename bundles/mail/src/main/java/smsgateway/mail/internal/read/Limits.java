package smsgateway.mail.internal.read;

/**
 * What a mail may cost. The limits are far above what people send and far below what hurts: work is
 * at most {@code size * DEPTH}, memory a small multiple of the size.
 */
final class Limits {
  /** Octets of the header of a mail or of one part. */
  static final int HEADER_OCTETS = 100_000;

  /** Multiparts inside each other. */
  static final int DEPTH = 20;

  /** Parts of one mail, multiparts included. */
  static final int PARTS = 100;

  /** Characters of a plain body that are looked at. */
  static final int BODY_CHARS = 262_144;

  /** Characters of an HTML body that are looked at; one may become a hundred octets of tree. */
  static final int HTML_CHARS = 131_072;

  /** Characters of text, as {@code Submission} demands. */
  static final int TEXT_CHARS = 100_000;

  /** Entries of To and Cc together. */
  static final int ADDRESSES = 1_000;

  /** Characters of a subject or a name; the store keeps no longer ones. */
  static final int LINE_CHARS = 300;

  private Limits() {}
}
