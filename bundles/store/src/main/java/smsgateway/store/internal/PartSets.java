package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import smsgateway.api.Decision;
import smsgateway.api.WorkSignal.Kind;

/**
 * Sets of segments of concatenated inbound messages, as rows: they survive restarts, take segments
 * in any order, and take each segment once.
 */
final class PartSets {
  /** A reference is used again after 256 messages; a set this old takes no more segments. */
  private static final long OPEN = Duration.ofDays(5).toMillis();

  private final Clock clock;

  PartSets(Clock clock) {
    this.clock = clock;
  }

  private record SetRow(long id, int present, String hex) {}

  /** Files a PDU with its set, and has the set decided when it is complete. */
  void file(Db db, Tx.Wakes wakes, InboundRow pdu, Decision.Filed filed) throws SQLException {
    int sequence = filed.concatenation().sequence();
    int total = filed.concatenation().total();
    String key = key(pdu, filed);
    for (SetRow set : sets(db, key, sequence)) {
      if (set.hex() == null && set.present() < total) {
        add(db, wakes, pdu, set.id(), sequence, total);
        return;
      }
      if (pdu.hex().equals(set.hex())) {
        db.update(
            "UPDATE inbound SET state = 'DUPLICATE', set_id = ?, reason = 'repeated segment'"
                + " WHERE id = ?",
            set.id(),
            pdu.id());
        return;
      }
    }
    add(db, wakes, pdu, create(db, pdu, filed, key), sequence, total);
  }

  private static String key(InboundRow pdu, Decision.Filed filed) {
    return Receipts.sha256(
        String.join(
            "|",
            pdu.sim(),
            filed.originator(),
            Integer.toString(filed.concatenation().reference()),
            Integer.toString(filed.concatenation().total())));
  }

  /** Young sets of this key, newest first, each with what it holds in the place of this segment. */
  private List<SetRow> sets(Db db, String key, int sequence) throws SQLException {
    List<SetRow> result = new ArrayList<>();
    for (long id :
        db.list(
            "SELECT id FROM inbound WHERE set_key = ? AND received_at > ? AND state <> 'QUARANTINED'"
                + " ORDER BY id DESC",
            row -> row.getLong(1),
            key,
            clock.millis() - OPEN)) {
      List<Part> parts = parts(db, id);
      String here =
          parts.stream()
              .filter(p -> p.sequence() == sequence)
              .map(Part::hex)
              .findFirst()
              .orElse(null);
      result.add(new SetRow(id, parts.size(), here));
    }
    return result;
  }

  private void add(Db db, Tx.Wakes wakes, InboundRow pdu, long set, int sequence, int total)
      throws SQLException {
    db.update(
        "UPDATE inbound SET state = 'FILED', set_id = ?, seq = ? WHERE id = ?",
        set,
        sequence,
        pdu.id());
    if (parts(db, set).size() == total) {
      db.update(
          "UPDATE inbound SET state = 'RECEIVED', due = ?, attempts = 0 WHERE id = ? AND state IN"
              + " ('WAITING', 'PARTIAL')",
          clock.millis(),
          set);
      wakes.add(Kind.DECISION);
    }
  }

  private static long create(Db db, InboundRow pdu, Decision.Filed filed, String key)
      throws SQLException {
    return db.insert(
        "INSERT INTO inbound (kind, modem, sim, hex, received_at, in_modem, state, due, attempts,"
            + " reason, set_key, total, shown, partly_out, originator, answerable, recipients)"
            + " VALUES ('SET', ?, ?, '', ?, 0, 'WAITING', ?, 0, '', ?, ?, 0, 0, ?, 0, '')",
        pdu.modem(),
        pdu.sim(),
        pdu.receivedAt(),
        pdu.receivedAt(),
        key,
        filed.concatenation().total(),
        Db.cut(filed.originator(), 64));
  }

  private record Part(int sequence, String hex) {
    static Part read(ResultSet row) throws SQLException {
      return new Part(row.getInt(1), row.getString(2));
    }
  }

  private static List<Part> parts(Db db, long set) throws SQLException {
    return db.list(
        "SELECT seq, hex FROM inbound WHERE set_id = ? AND state = 'FILED'", Part::read, set);
  }

  /** How many segments a set has. */
  static int present(Db db, long set) throws SQLException {
    return parts(db, set).size();
  }

  /** PDUs by sequence number, {@code null} where one is missing. */
  static List<String> pdus(Db db, long set, int total) throws SQLException {
    String[] pdus = new String[total];
    for (Part part : parts(db, set)) {
      pdus[part.sequence() - 1] = part.hex();
    }
    return Arrays.asList(pdus);
  }
}
