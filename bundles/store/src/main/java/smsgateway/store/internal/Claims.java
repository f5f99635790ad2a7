package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import smsgateway.api.SegmentState;
import smsgateway.api.Submit;

/**
 * Gives a modem its next segment. Claim and intent are one transaction: when the caller has the
 * segment, the row already says SUBMITTING, so no octet can leave that a restart would not know of.
 */
final class Claims {
  /** How long a message that waits after an error holds back later ones to its number. */
  static final long HOLDS = Duration.ofMinutes(10).toMillis();

  private static final int FIRST_PAGE = 4;
  private static final int PAGE = 200;

  /** In the claim itself: who stops all sending holds the SIMs, so none is between the two. */
  private static final String SENDING = " AND NOT EXISTS (SELECT x.id FROM sending_stop x)";

  private final Clock clock;
  private final Transitions transitions;
  private final Ways ways;

  Claims(Clock clock, Transitions transitions, Ways ways) {
    this.clock = clock;
    this.transitions = transitions;
    this.ways = ways;
  }

  /** Segments of one way, in the order in which they may be claimed, as far as they were read. */
  private record Page(Way way, List<Candidate> candidates) {
    long due() {
      return candidates.isEmpty() ? Long.MAX_VALUE : candidates.get(0).due();
    }
  }

  private record Candidate(
      long id,
      long message,
      int seq,
      int parts,
      String tpdu,
      String number,
      boolean bound,
      int attempts,
      int intents,
      long validUntil,
      int priority,
      long due) {
    static final String COLUMNS =
        "id, message_id, seq, parts, tpdu, number, modem, attempts, intents, valid_until, priority,"
            + " due";

    static Candidate read(ResultSet row) throws SQLException {
      return new Candidate(
          row.getLong(1),
          row.getLong(2),
          row.getInt(3),
          row.getInt(4),
          row.getString(5),
          row.getString(6),
          row.getString(7) != null,
          row.getInt(8),
          row.getInt(9),
          row.getLong(10),
          row.getInt(11),
          row.getLong(12));
    }
  }

  /** Whether the modem has a segment in hand. */
  boolean busy(Db db, String modem) throws SQLException {
    return db.exists(
        "SELECT id FROM segment"
            + db.dialect().index("segment_due")
            + " WHERE state = 'SUBMITTING' AND modem = ?"
            // Rows of other modems must not be waited for; this modem's change under its SIM only.
            + db.dialect().dirtyRead(),
        modem);
  }

  /**
   * Claims the oldest due segment that this modem may send and whose number no older message holds
   * back. Candidates are read without locks; the conditional UPDATE decides who gets one, and the
   * loser looks on.
   */
  Optional<Submit> next(Db db, Sessions.Session session) throws SQLException {
    long now = clock.millis();
    // The oldest message known to be held back, by number: younger ones need not be asked about.
    Map<String, Long> blocked = new HashMap<>();
    for (Page first : firstPages(db, session, now)) {
      Optional<Submit> claimed = oneOf(db, session, first, blocked, now);
      if (claimed.isPresent()) {
        return claimed;
      }
    }
    return Optional.empty();
  }

  /** Whether no segment is due that this modem may send. */
  boolean nothing(Db db, Sessions.Session session) throws SQLException {
    return firstPages(db, session, clock.millis()).stream()
        .allMatch(page -> page.candidates().isEmpty());
  }

  /** Of every way that this modem may serve; the one whose first segment waits longest first. */
  private List<Page> firstPages(Db db, Sessions.Session session, long now) throws SQLException {
    List<Page> pages = new ArrayList<>();
    for (Way way : ways.open(db, session)) {
      pages.add(new Page(way, page(db, session, way, now, 0, FIRST_PAGE)));
    }
    pages.sort(Comparator.comparingLong(Page::due));
    return pages;
  }

  private Optional<Submit> oneOf(
      Db db, Sessions.Session session, Page first, Map<String, Long> blocked, long now)
      throws SQLException {
    List<Candidate> page = first.candidates();
    int offset = 0;
    int size = FIRST_PAGE;
    while (true) {
      for (Candidate c : page) {
        if (c.message() >= blocked.getOrDefault(c.number(), Long.MAX_VALUE)) {
          continue;
        }
        boolean free = !heldBack(db, session, c, now);
        if (free && claim(db, session, c, now)) {
          return Optional.of(submit(db, session, c, now));
        }
        if (free && SendingStop.find(db).isPresent()) {
          return Optional.empty();
        }
        // Held back, or in another modem's hands: what follows it to this number must not pass it.
        blocked.put(c.number(), c.message());
      }
      if (page.size() < size) {
        return Optional.empty();
      }
      offset += size;
      size = PAGE;
      page = page(db, session, first.way(), now, offset, size);
    }
  }

  /** The segment that this session has claimed already, as it was when it was claimed. */
  Optional<Submit> claimed(Db db, Sessions.Session session) throws SQLException {
    Optional<Candidate> found =
        db.first(
            "SELECT "
                + Candidate.COLUMNS.replace("attempts, intents", "attempts - 1, intents - 1")
                + " FROM segment"
                + db.dialect().index("segment_due")
                + " WHERE state = 'SUBMITTING' AND modem = ? AND session_id = ?"
                + db.dialect().dirtyRead(),
            Candidate::read,
            session.modem(),
            session.id());
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(submit(db, session, found.get(), clock.millis()));
  }

  private static Submit submit(Db db, Sessions.Session session, Candidate c, long now)
      throws SQLException {
    return new Submit(
        c.id(),
        c.attempts() + 1,
        c.tpdu(),
        References.asked(c.id()),
        c.intents() > 0 && References.rejectDuplicates(db, session, c.id()),
        Duration.ofMillis(Math.max(1, c.validUntil() - now)));
  }

  private static List<Candidate> page(
      Db db, Sessions.Session session, Way way, long now, int offset, int size)
      throws SQLException {
    return db.list(
        "SELECT "
            + Candidate.COLUMNS
            + " FROM segment"
            + db.dialect().index("segment_due")
            + " WHERE state = 'QUEUED' AND way = ? AND due <= ? AND valid_until > ?"
            + " AND (modem IS NULL OR modem = ?) ORDER BY state, way, due, id"
            + " OFFSET ? ROWS FETCH FIRST ? ROWS ONLY"
            + db.dialect().dirtyRead(),
        Candidate::read,
        way.id(),
        now,
        now,
        session.modem(),
        offset,
        size);
  }

  /**
   * Whether an older message to this number is being submitted, waits with no less priority after
   * an error or not tried yet, or has an unknown outcome on this SIM.
   */
  private static boolean heldBack(Db db, Sessions.Session session, Candidate c, long now)
      throws SQLException {
    return db.exists(
        "SELECT id FROM segment"
            + db.dialect().index("segment_lane")
            + " WHERE lane = ? AND message_id < ? AND (state = 'SUBMITTING'"
            + " OR (state = 'QUEUED' AND blocks_until > ? AND priority >= ?)"
            + " OR (state = 'UNKNOWN' AND sim = ?))"
            + " FETCH FIRST 1 ROWS ONLY"
            + db.dialect().dirtyRead(),
        c.number(),
        c.message(),
        now,
        c.priority(),
        session.sim());
  }

  private boolean claim(Db db, Sessions.Session session, Candidate c, long now)
      throws SQLException {
    if (c.parts() > 1 && !bind(db, session, c)) {
      return false;
    }
    int changed =
        db.update(
            "UPDATE segment SET state = 'SUBMITTING', state_at = ?, modem = ?, sim = ?,"
                + " session_id = ?, attempts = attempts + 1, intents = intents + 1,"
                + " blocks_until = CASE WHEN blocks_until > ? THEN ? ELSE blocks_until END,"
                + " reason = '' WHERE "
                + db.dialect().claimed()
                + " AND state = 'QUEUED' AND intents = ?"
                + SENDING,
            now,
            session.modem(),
            session.sim(),
            session.id(),
            now + HOLDS,
            now + HOLDS,
            c.id(),
            c.intents());
    if (changed == 0) {
      return false;
    }
    if (c.parts() > 1 && !c.bound()) {
      db.update(
          "UPDATE segment SET modem = ?, blocks_until = ? WHERE message_id = ? AND modem IS NULL",
          session.modem(),
          now + HOLDS,
          c.message());
    }
    transitions.out(
        db,
        c.message(),
        c.seq(),
        SegmentState.QUEUED,
        SegmentState.SUBMITTING,
        "modem " + session.modem());
    return true;
  }

  /** Holds the message's row and makes this modem the one that sends all its segments. */
  private static boolean bind(Db db, Sessions.Session session, Candidate c) throws SQLException {
    return db.update(
            "UPDATE message SET modem = ?, locks = locks + 1 WHERE id = ? AND (modem IS NULL OR"
                + " modem = ?)"
                + SENDING,
            session.modem(),
            c.message(),
            session.modem())
        == 1;
  }
}
