package smsgateway.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import smsgateway.api.RequestState;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;

/**
 * Refuses new mails for now while there is little room on the disk, or more waits than modems can
 * send in days: the mail server keeps them, and what was accepted has what it needs to come to an
 * end. Reports and inbound SMS are always taken. Safe for any number of threads.
 */
final class BackPressure {
  private static final long ROOM = 256L << 20;
  private static final long BACKLOG = 200_000;
  private static final long LOOK = Duration.ofSeconds(5).toNanos();

  private final LongSupplier room;
  private final long backlog;
  private final LongSupplier nanoTime;
  private volatile long lookedAt;
  private volatile Optional<String> reason = Optional.empty();

  /**
   * @param room free octets
   * @param backlog SMS and undecided messages that may wait
   * @param nanoTime as {@link System#nanoTime}
   */
  BackPressure(LongSupplier room, long backlog, LongSupplier nanoTime) {
    this.room = room;
    this.backlog = backlog;
    this.nanoTime = nanoTime;
    lookedAt = nanoTime.getAsLong() - LOOK;
  }

  /** Looks at the disk of the gateway's folder, which an embedded database shares. */
  static BackPressure inFolder(Path folder) {
    return new BackPressure(() -> free(folder), BACKLOG, System::nanoTime);
  }

  private static long free(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      // Who cannot ask must not refuse: a full disk is still noticed by the commit.
      return Long.MAX_VALUE;
    }
  }

  /** Returns if a new mail may come in; looks again every five seconds. */
  void admit(Tx tx) throws StoreException {
    long now = nanoTime.getAsLong();
    if (now - lookedAt >= LOOK) {
      lookedAt = now;
      reason = tx.run((db, wakes) -> look(db));
    }
    if (reason.isPresent()) {
      throw new StoreException(Code.UNAVAILABLE, reason.get());
    }
  }

  private Optional<String> look(Db db) throws SQLException {
    long free = room.getAsLong();
    if (free < ROOM) {
      return Optional.of(
          "No mail is accepted: the disk of the gateway has "
              + (free >> 20)
              + " MB left and needs "
              + (ROOM >> 20)
              + "; make room, the mails wait on the mail server.");
    }
    long waiting =
        Counts.count(db, "segment", SegmentState.QUEUED)
            + Counts.count(db, "message", RequestState.ACCEPTED);
    return waiting <= backlog
        ? Optional.empty()
        : Optional.of(
            "No mail is accepted: "
                + waiting
                + " SMS wait, more than "
                + backlog
                + "; look at sms:modem-list, sms:cancel what need not go.");
  }

  /** Why nothing was accepted at the last look; empty while mails are. */
  Optional<String> reason() {
    return reason;
  }
}
