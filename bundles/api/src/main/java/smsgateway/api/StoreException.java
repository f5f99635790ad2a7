package smsgateway.api;

/** The store could not do what was asked; nothing of the call was stored unless it says so. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Code {
    /** The database does not answer, is full or is locked; the same call may succeed later. */
    UNAVAILABLE,
    /** A newer session of the modem exists. */
    STALE_SESSION,
    /** The change is not legal in the present state; the message says which. */
    ILLEGAL_TRANSITION,
    /** There is no such row. */
    NOT_FOUND,
    /** A value breaks a rule, for example a nickname in use; the message says which. */
    INVALID
  }

  private final Code code;

  /**
   * @param message one sentence for the administrator, without numbers or texts of messages
   */
  public StoreException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /**
   * @param cause the database's own exception
   */
  public StoreException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What went wrong. */
  public Code code() {
    return code;
  }
}
