package smsgateway.api;

/** A PDU or text that the codec cannot process. The message holds neither text nor number. */
public final class PduFormatException extends Exception {
  private static final long serialVersionUID = 1;

  private final String field;
  private final int offset;

  /**
   * @param field path of the field, for example {@code deliver.udl}
   * @param offset octets from the start of the PDU; -1 when the fault has no place
   * @param detail what is wrong, as a clause
   */
  public PduFormatException(String field, int offset, String detail) {
    super(field + " at octet " + offset + ": " + detail);
    this.field = field;
    this.offset = offset;
  }

  /** Path of the field at fault. */
  public String field() {
    return field;
  }

  /** Octets from the start of the PDU, or -1. */
  public int offset() {
    return offset;
  }
}
