package smsgateway.api;

/**
 * State of one accepted recipient of a mail. Once it has segments their states tell what became of
 * it, and of these only the last three are left: they tell what happens to segments that wait.
 */
public enum RequestState {
  /** Stored; routing has not yet decided. */
  ACCEPTED,
  /** The recipient's number was asked for. */
  WAITING_NUMBER,
  /** Was the answer to a question of the gateway: nothing is to be sent. */
  NOTED,
  /** Not sent; the reason is kept and the sender is told. */
  REFUSED,
  /** Could not be decided; listed until an administrator looks. */
  QUARANTINED,
  /** Has segments; their states tell the rest. */
  PLANNED,
  /** Stopped by an administrator until he releases it. */
  HELD,
  /** Withdrawn by an administrator: what is not submitted yet never will be. */
  CANCELLED
}
