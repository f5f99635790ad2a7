package smsgateway.pdu;

/**
 * The only exception for input that cannot be processed: it says what is wrong, in which field and
 * where. It has no stack trace, because the place in the input is what helps, and its message
 * repeats neither text nor number.
 */
public final class PduException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Kind {
    /** The input ends inside the field. */
    TRUNCATED,
    /** A length contradicts the standard or the rest of the message. */
    LENGTH,
    /** A value that the standard reserves. */
    RESERVED,
    /** A semi-octet that is no digit. */
    BAD_DIGIT,
    /** The input is not hexadecimal. */
    BAD_HEX,
    /** The user data header contradicts itself. */
    BAD_UDH,
    /** Octets follow the message. */
    TRAILING,
    /** The text has characters outside the alphabet. */
    UNENCODABLE,
    /** An empty storage slot, not a message. */
    EMPTY
  }

  private final Kind kind;
  private final String field;
  private final int offset;
  private final String detail;

  /**
   * @param field path of the field, for example {@code deliver.udl}
   * @param offset octets from the start of the input, or -1 when the fault has no place
   * @param detail what is wrong, as a clause without content of the message
   */
  public PduException(Kind kind, String field, int offset, String detail) {
    super(field + " at octet " + offset + ": " + detail, null, false, false);
    this.kind = kind;
    this.field = field;
    this.offset = offset;
    this.detail = detail;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** Path of the field, for example {@code deliver.originator.value}. */
  public String field() {
    return field;
  }

  /** Octets from the start of the input that was given to the decoder, or -1. */
  public int offset() {
    return offset;
  }

  /** What is wrong, as a clause. */
  public String detail() {
    return detail;
  }
}
