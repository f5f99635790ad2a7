package smsgateway.store.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import smsgateway.api.StoreException;

/**
 * Removes what ended long ago. Each message is a transaction of its own, with a pause after it: a
 * large one would make Derby lock whole tables (at 5,000 rows), and senders would wait for it.
 */
final class Purge {
  private static final int LOOK = 100;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

  private final Tx tx;
  private final BooleanSupplier stopping;

  /**
   * @param stopping asked before each removal
   */
  Purge(Tx tx, BooleanSupplier stopping) {
    this.tx = tx;
    this.stopping = stopping;
  }

  private record Row(long id, long since) {}

  private interface Removal {
    /** Whether the row was one that had ended. */
    boolean remove(Db db, long id) throws SQLException;
  }

  /**
   * Removes messages, incoming SMS, mails of the gateway and keys of mails of before an instant,
   * unless they are still open. Keys go last: what a mail made must not outlive the memory of it.
   *
   * @return how many rows of these four kinds
   */
  int before(long instant) throws StoreException {
    return each("outgoing", "created_at", instant, Purge::outgoing)
        + each("inbound", "received_at", instant, Purge::inbound)
        + each("message", "accepted_at", instant, Purge::message)
        + sources(instant);
  }

  /** Ids rise with time, so the look ends at the first row that is young enough. */
  private int each(String table, String column, long instant, Removal removal)
      throws StoreException {
    long last = tx.run((db, wakes) -> db.number("SELECT MAX(id) FROM " + table));
    long from = tx.run((db, wakes) -> db.number("SELECT MIN(id) FROM " + table));
    int removed = 0;
    boolean old = true;
    while (old && from <= last) {
      List<Row> rows = rows(table, column, from);
      for (Row row : rows) {
        old &= row.since() < instant;
        if (!old || stopping.getAsBoolean()) {
          return removed;
        }
        removed += tx.run((db, wakes) -> removal.remove(db, row.id())) ? 1 : 0;
        LockSupport.parkNanos(PAUSE);
      }
      from += LOOK;
    }
    return removed;
  }

  private List<Row> rows(String table, String column, long from) throws StoreException {
    return tx.run(
        (db, wakes) ->
            db.list(
                "SELECT id, "
                    + column
                    + " FROM "
                    + table
                    + " WHERE id >= ? AND id < ? ORDER BY id"
                    + db.dialect().dirtyRead(),
                row -> new Row(row.getLong(1), row.getLong(2)),
                from,
                from + LOOK));
  }

  private static boolean outgoing(Db db, long id) throws SQLException {
    return db.update(
            "DELETE FROM outgoing WHERE id = ? AND state NOT IN ('WAITING', 'SENDING')", id)
        == 1;
  }

  /** What still lies in a modem stays known, or it would be new when it is read again. */
  private static boolean inbound(Db db, long id) throws SQLException {
    int removed =
        db.update(
            "DELETE FROM inbound WHERE id = ? AND in_modem = 0"
                + " AND state NOT IN ('RECEIVED', 'WAITING', 'PARKED')",
            id);
    if (removed == 1) {
      db.update("DELETE FROM inbound_recipient WHERE inbound_id = ?", id);
      db.update("DELETE FROM transition WHERE kind = 'IN' AND ref = ?", id);
    }
    return removed == 1;
  }

  /** Holds the message's row first, as whoever changes its segments does. */
  private static boolean message(Db db, long id) throws SQLException {
    int held =
        db.update(
            "UPDATE message SET locks = locks + 1 WHERE id = ?"
                + " AND state NOT IN ('ACCEPTED', 'WAITING_NUMBER')",
            id);
    // An open segment has an end; one in a modem's hands or of unknown outcome has a state.
    boolean open =
        db.exists(
            "SELECT id FROM segment WHERE message_id = ? AND (open_until IS NOT NULL"
                + " OR state IN ('SUBMITTING', 'UNKNOWN'))",
            id);
    if (held == 0 || open) {
      return false;
    }
    long mail = db.number("SELECT mail_id FROM message WHERE id = ?", id);
    db.update(
        "DELETE FROM attempt WHERE segment_id IN (SELECT id FROM segment WHERE message_id = ?)",
        id);
    db.update("DELETE FROM segment WHERE message_id = ?", id);
    db.update("DELETE FROM transition WHERE kind = 'OUT' AND ref = ?", id);
    db.update("DELETE FROM message WHERE id = ?", id);
    db.update(
        "DELETE FROM mail WHERE id = ? AND NOT EXISTS (SELECT m.id FROM message m WHERE m.mail_id"
            + " = mail.id)",
        mail);
    return true;
  }

  private int sources(long instant) throws StoreException {
    int removed = 0;
    List<String> keys = List.of();
    do {
      keys =
          tx.run(
              (db, wakes) ->
                  db.list(
                      "SELECT source_key FROM source WHERE begun_at < ? FETCH FIRST ? ROWS ONLY"
                          + db.dialect().dirtyRead(),
                      row -> row.getString(1),
                      instant,
                      LOOK));
      for (String key : keys) {
        if (stopping.getAsBoolean()) {
          return removed;
        }
        removed += tx.run((db, wakes) -> db.update("DELETE FROM source WHERE source_key = ?", key));
      }
    } while (!keys.isEmpty());
    return removed;
  }
}
