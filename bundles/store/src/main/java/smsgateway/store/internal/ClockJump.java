package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Moves every time that something is still reckoned from: deadlines and pauses of what is open, and
 * what happened within the longest window that is looked back over. History (the transitions, what
 * has ended) keeps its times.
 */
final class ClockJump {
  /** The smart reply looks back 30 days at most; everything else less. */
  private static final long WINDOW = Duration.ofDays(31).toMillis();

  /** {@code blocks_until} before the first try. */
  private static final long NO_END = Long.MAX_VALUE;

  private ClockJump() {}

  /**
   * One transaction with all rows, so that a crash leaves them moved or not.
   *
   * @param now before the leap
   */
  static void move(Db db, Duration jump, long now) throws SQLException {
    long by = jump.toMillis();
    long since = now - WINDOW;
    db.update("UPDATE message SET due = due + ? WHERE state IN ('ACCEPTED', 'WAITING_NUMBER')", by);
    db.update(
        "UPDATE segment SET due = due + ?, state_at = state_at + ?, valid_until = valid_until + ?,"
            + " open_until = open_until + ?, blocks_until = CASE WHEN blocks_until < ? THEN"
            + " blocks_until + ? ELSE blocks_until END, submitted_at = submitted_at + ?"
            + " WHERE open_until IS NOT NULL OR submitted_at >= ?",
        by,
        by,
        by,
        by,
        NO_END,
        by,
        by,
        since);
    db.update("UPDATE attempt SET intent_at = intent_at + ? WHERE intent_at >= ?", by, since);
    db.update(
        "UPDATE inbound SET due = due + ?, received_at = received_at + ? WHERE received_at >= ?",
        by,
        by,
        since);
    db.update(
        "UPDATE outgoing SET due = due + ?, created_at = created_at + ?"
            + " WHERE state IN ('WAITING', 'SENDING')",
        by,
        by);
  }
}
