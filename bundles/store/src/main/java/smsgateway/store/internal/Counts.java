package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import smsgateway.api.RequestState;
import smsgateway.api.SegmentState;

/**
 * Counts rows by state. What waits is counted by its index each time: that is as cheap as the queue
 * is short. What has ended only grows, over years; it is counted again when the last count is a
 * hundred times as old as it took, so that polling costs a hundredth of one core at most.
 */
final class Counts {
  private static final List<RequestState> OPEN =
      List.of(RequestState.ACCEPTED, RequestState.WAITING_NUMBER, RequestState.HELD);

  private static final long NEGLIGIBLE = Duration.ofMillis(50).toNanos();
  private static final int PATIENCE = 100;

  /** What has ended; never changes. */
  private record Ended(Map<String, Long> counts, long at, long took) {
    boolean fresh(long now) {
      return took > NEGLIGIBLE && now - at < took * PATIENCE;
    }
  }

  private final LongSupplier nanoTime;
  private volatile Ended ended = new Ended(Map.of(), 0, 0);

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Counts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Map<String, Long> read(Db db) throws SQLException {
    Map<String, Long> counts = new TreeMap<>(ended(db));
    for (RequestState state : OPEN) {
      put(counts, "request." + state, count(db, "message", state));
    }
    for (SegmentState state : SegmentState.values()) {
      if (!state.terminal()) {
        put(counts, "segment." + state, count(db, "segment", state));
      }
    }
    counts.put("pdu.waiting", count(db, "inbound", "RECEIVED"));
    counts.put("mail.waiting", count(db, "outgoing", "WAITING") + count(db, "outgoing", "SENDING"));
    counts.put("mail.failed", count(db, "outgoing", "FAILED"));
    return counts;
  }

  private Map<String, Long> ended(Db db) throws SQLException {
    Ended last = ended;
    long start = nanoTime.getAsLong();
    if (last.fresh(start)) {
      return last.counts();
    }
    Map<String, Long> counts = new TreeMap<>();
    for (RequestState state : RequestState.values()) {
      if (!OPEN.contains(state)) {
        put(counts, "request." + state, count(db, "message", state));
      }
    }
    for (SegmentState state : SegmentState.values()) {
      if (state.terminal()) {
        put(counts, "segment." + state, count(db, "segment", state));
      }
    }
    long now = nanoTime.getAsLong();
    ended = new Ended(Map.copyOf(counts), now, now - start);
    return counts;
  }

  private static void put(Map<String, Long> counts, String key, long count) {
    if (count > 0) {
      counts.put(key, count);
    }
  }

  /** Rows in one state, by their index. */
  static long count(Db db, String table, Object state) throws SQLException {
    return db.number(
        "SELECT COUNT(*) FROM "
            + table
            + db.dialect().index(table + "_due")
            + " WHERE state = ?"
            + db.dialect().dirtyRead(),
        state.toString());
  }
}
