package smsgateway.store.internal;

import java.time.Clock;

/** The append-only list of state changes, written in the transaction of each change. */
final class Transitions {
  private static final int CAUSE = 300;

  private final Clock clock;

  Transitions(Clock clock) {
    this.clock = clock;
  }

  /**
   * Appends a change of an outbound message.
   *
   * @param seq number of the segment, 0 for the message itself
   */
  void out(Db db, long message, int seq, Object from, Object to, String cause) {
    append(db, "OUT", message, seq, from, to, cause);
  }

  /** Appends a change of an inbound row. */
  void in(Db db, long inbound, Object from, Object to, String cause) {
    append(db, "IN", inbound, 0, from, to, cause);
  }

  /** Appends a change that concerns all sending. */
  void all(Db db, Object from, Object to, String cause) {
    append(db, "ALL", 0, 0, from, to, cause);
  }

  private void append(Db db, String kind, long ref, int seq, Object from, Object to, String cause) {
    db.atLast(
        "INSERT INTO transition (kind, ref, seq, happened_at, from_state, to_state, cause)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        kind,
        ref,
        seq,
        clock.millis(),
        from.toString(),
        to.toString(),
        Db.cut(cause, CAUSE));
  }
}
