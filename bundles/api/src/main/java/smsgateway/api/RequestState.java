package smsgateway.api;

/** State of one accepted recipient of a mail before it has segments. */
public enum RequestState {
  /** Stored; routing has not yet decided. */
  ACCEPTED,
  /** The recipient's number was asked for. */
  WAITING_NUMBER,
  /** Not sent; the reason is kept and the sender is told. */
  REFUSED,
  /** Has segments; their states tell the rest. */
  PLANNED
}
