package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Which TP-MR a segment asks for, and whether its repetition may bear TP-RD (3GPP TS 23.040
 * §9.2.3.25): only a service centre that finds the TP-MR of the first copy again can tell that it
 * has it. Most modems count TP-MR themselves, and then TP-RD would protect nothing.
 */
final class References {
  /** How many of the newest segments are searched for this modem's last accepted submission. */
  private static final int RECENT = 1000;

  private static final int STEP = 167;

  private References() {}

  /**
   * The TP-MR to ask for. It follows from the segment's id, so it is the same after a restart; it
   * does not go up by one, so that a modem that counts by itself does not seem to keep it.
   */
  static int asked(long segment) {
    return (int) (segment * STEP & 0xFF);
  }

  private record Ended(String outcome, String modem, String sim) {
    static Ended read(ResultSet row) throws SQLException {
      return new Ended(row.getString(1), row.getString(2), row.getString(3));
    }

    boolean unknown() {
      return outcome == null || outcome.equals("Unknown");
    }
  }

  /**
   * Whether the next attempt repeats one of unknown outcome over the same modem and SIM, and this
   * modem kept our TP-MR when it last told one. A try that the network refused in between ends it.
   */
  static boolean rejectDuplicates(Db db, Sessions.Session session, long segment)
      throws SQLException {
    List<Ended> attempts =
        db.list(
            "SELECT outcome, modem, sim FROM attempt WHERE segment_id = ? ORDER BY n DESC",
            Ended::read,
            segment);
    for (Ended attempt : attempts) {
      if (attempt.unknown()) {
        return attempt.modem().equals(session.modem())
            && attempt.sim().equals(session.sim())
            && echoes(db, session);
      }
      if (!attempt.outcome().equals("ModemFault")) {
        return false;
      }
    }
    return false;
  }

  private static boolean echoes(Db db, Sessions.Session session) throws SQLException {
    long newest = db.number("SELECT COALESCE(MAX(segment_id), 0) FROM attempt");
    return db.first(
            "SELECT segment_id, mr FROM attempt WHERE segment_id > ? AND modem = ? AND sim = ? AND"
                + " outcome = 'Submitted' ORDER BY intent_at DESC, segment_id DESC FETCH FIRST 1"
                + " ROWS ONLY",
            row -> asked(row.getLong(1)) == row.getInt(2),
            newest - RECENT,
            session.modem(),
            session.sim())
        .orElse(false);
  }
}
