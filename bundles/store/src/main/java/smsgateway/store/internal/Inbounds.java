package smsgateway.store.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import smsgateway.api.Decision;
import smsgateway.api.MessageQueue.Waits;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.WorkSignal.Kind;

/** PDUs from the modems, the sets of segments they belong to, and the messages they become. */
final class Inbounds {
  private static final long SAME_PDU = Duration.ofMinutes(10).toMillis();
  private static final long SAME_SET = Duration.ofHours(24).toMillis();
  private static final long POSTPONED = Duration.ofMinutes(1).toMillis();
  static final int MAX_ATTEMPTS = 3;

  private final Clock clock;
  private final Outbox outbox;

  Inbounds(Clock clock, Outbox outbox) {
    this.clock = clock;
    this.outbox = outbox;
  }

  /**
   * Stores what is new. Equal PDUs count once while they lie in the modem, or within ten minutes.
   */
  void receive(Db db, Tx.Wakes wakes, Submits.Session session, List<ReceivedPdu> pdus)
      throws SQLException {
    long now = clock.millis();
    for (ReceivedPdu pdu : pdus) {
      String key = key(session, pdu);
      long known =
          db.number(
              "SELECT COUNT(*) FROM pdu WHERE pdu_key = ? AND (in_modem = 1 OR received_at > ?)",
              key,
              now - SAME_PDU);
      if (known == 0) {
        db.update(
            "INSERT INTO pdu (modem, sim, hex, pdu_key, received_at, in_modem, state, attempts, not_before, reason)"
                + " VALUES (?, ?, ?, ?, ?, ?, 'NEW', 0, 0, '')",
            session.modem(),
            session.sim(),
            Db.cut(pdu.hex(), 1000),
            key,
            now,
            pdu.stored());
        wakes.add(Kind.DECISION);
      }
    }
  }

  void deleted(Db db, Submits.Session session, List<ReceivedPdu> pdus) throws SQLException {
    for (ReceivedPdu pdu : pdus) {
      db.update(
          "UPDATE pdu SET in_modem = 0 WHERE pdu_key = ? AND in_modem = 1", key(session, pdu));
    }
  }

  private static String key(Submits.Session session, ReceivedPdu pdu) {
    try {
      byte[] text = (session.sim() + "|" + pdu.hex()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** PDUs that wait for a decision, with their attempt raised. */
  List<Pending> pendingPdus(Db db, int max) throws SQLException {
    long now = clock.millis();
    List<Pending.Pdu> due =
        db.list(
            "SELECT id, attempts, modem, hex, received_at FROM pdu WHERE state IN ('NEW', 'POSTPONED') AND"
                + " not_before <= ? ORDER BY id FETCH FIRST "
                + max
                + " ROWS ONLY",
            row ->
                new Pending.Pdu(
                    row.getLong(1),
                    row.getInt(2) + 1,
                    row.getString(3),
                    row.getString(4),
                    java.time.Instant.ofEpochMilli(row.getLong(5))),
            now);
    List<Pending> result = new ArrayList<>();
    for (Pending.Pdu pdu : due) {
      if (pdu.attempt() > MAX_ATTEMPTS) {
        db.update("UPDATE pdu SET state = 'QUARANTINED' WHERE id = ?", pdu.id());
      } else {
        raise(db, "pdu", pdu.id(), pdu.attempt());
        result.add(pdu);
      }
    }
    return result;
  }

  /** Sets that are complete, or whose first segment waited long enough; their ids are negative. */
  List<Pending> pendingSets(Db db, Waits waits) throws SQLException {
    long now = clock.millis();
    record Due(long id, int attempt, String modem, int total, long firstAt, boolean partialSent) {}
    List<Due> due =
        db.list(
            "SELECT id, attempts, modem, total, first_at, partial_sent FROM part_set WHERE not_before <= ? AND"
                + " (state = 'COMPLETE' OR (state = 'OPEN' AND partial_sent = 0 AND first_at <= ?))"
                + " ORDER BY id FETCH FIRST 20 ROWS ONLY",
            row ->
                new Due(
                    row.getLong(1),
                    row.getInt(2) + 1,
                    row.getString(3),
                    row.getInt(4),
                    row.getLong(5),
                    row.getInt(6) == 1),
            now,
            now - waits.missingSegments().toMillis());
    List<Pending> result = new ArrayList<>();
    for (Due set : due) {
      if (set.attempt() > MAX_ATTEMPTS) {
        db.update("UPDATE part_set SET state = 'QUARANTINED' WHERE id = ?", set.id());
        continue;
      }
      raise(db, "part_set", set.id(), set.attempt());
      result.add(
          new Pending.Segments(
              -set.id(),
              set.attempt(),
              set.modem(),
              parts(db, set.id(), set.total()),
              java.time.Instant.ofEpochMilli(set.firstAt()),
              set.partialSent()));
    }
    return result;
  }

  private static List<String> parts(Db db, long set, int total) throws SQLException {
    String[] parts = new String[total];
    db.list(
        "SELECT seq, hex FROM pdu WHERE set_id = ? AND state = 'FILED'",
        row -> {
          parts[row.getInt(1) - 1] = row.getString(2);
          return true;
        },
        set);
    return Arrays.asList(parts);
  }

  /** Counted before it is handed out; a row that is not decided rests before it comes again. */
  private void raise(Db db, String table, long id, int attempt) throws SQLException {
    db.update(
        "UPDATE " + table + " SET attempts = ?, not_before = ? WHERE id = ?",
        attempt,
        clock.millis() + 2000L * attempt * attempt,
        id);
  }

  /** Files one segment; the set is due at once when it is complete. */
  void filed(Db db, Decision.Filed filed) throws SQLException {
    var c = filed.concatenation();
    String originator = Db.cut(filed.originator(), 32);
    String hex =
        db.first("SELECT hex FROM pdu WHERE id = ?", row -> row.getString(1), filed.id())
            .orElse("");
    Optional<Long> open = set(db, originator, c.reference(), c.total());
    if (open.isPresent() && occupied(db, open.get(), c.sequence())) {
      boolean equal =
          db.number(
                  "SELECT COUNT(*) FROM pdu WHERE set_id = ? AND seq = ? AND hex = ?",
                  open.get(),
                  c.sequence(),
                  hex)
              > 0;
      if (equal) {
        db.update(
            "UPDATE pdu SET state = 'DONE', reason = 'repeated segment' WHERE id = ?", filed.id());
        return;
      }
      open = Optional.empty();
    }
    long set =
        open.isPresent()
            ? open.get()
            : newSet(db, filed.id(), originator, c.reference(), c.total());
    db.update(
        "UPDATE pdu SET state = 'FILED', set_id = ?, seq = ?, reason = '' WHERE id = ?",
        set,
        c.sequence(),
        filed.id());
    if (db.number("SELECT COUNT(*) FROM pdu WHERE set_id = ? AND state = 'FILED'", set)
        == c.total()) {
      db.update(
          "UPDATE part_set SET state = 'COMPLETE', attempts = 0, not_before = 0 WHERE id = ?", set);
    }
  }

  private Optional<Long> set(Db db, String originator, int reference, int total)
      throws SQLException {
    return db.first(
        "SELECT id FROM part_set WHERE originator = ? AND reference = ? AND total = ? AND first_at > ?"
            + " ORDER BY id DESC FETCH FIRST 1 ROWS ONLY",
        row -> row.getLong(1),
        originator,
        reference,
        total,
        clock.millis() - SAME_SET);
  }

  private static boolean occupied(Db db, long set, int sequence) throws SQLException {
    return db.number("SELECT COUNT(*) FROM pdu WHERE set_id = ? AND seq = ?", set, sequence) > 0;
  }

  private long newSet(Db db, long pdu, String originator, int reference, int total)
      throws SQLException {
    String modem =
        db.first("SELECT modem FROM pdu WHERE id = ?", row -> row.getString(1), pdu).orElse("");
    return db.insert(
        "INSERT INTO part_set (originator, reference, total, modem, first_at, state, partial_sent, attempts,"
            + " not_before) VALUES (?, ?, ?, ?, ?, 'OPEN', 0, 0, 0)",
        originator,
        reference,
        total,
        modem,
        clock.millis());
  }

  void toMail(Db db, Tx.Wakes wakes, Decision.ToMail d) throws SQLException {
    String source = d.id() < 0 ? "part_set" : "pdu";
    String at = d.id() < 0 ? "first_at" : "received_at";
    record Origin(String modem, long at) {}
    Optional<Origin> origin =
        db.first(
            "SELECT modem, " + at + " FROM " + source + " WHERE id = ?",
            row -> new Origin(row.getString(1), row.getLong(2)),
            Math.abs(d.id()));
    if (origin.isEmpty() || !settle(db, d.id(), d.reason())) {
      return;
    }
    long count = d.id() < 0 ? db.number("SELECT COUNT(*) FROM pdu WHERE set_id = ?", -d.id()) : 1;
    long id =
        db.insert(
            "INSERT INTO inbound (originator, answerable, body, sent_at, received_at, modem, recipients, segments,"
                + " reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            Db.cut(d.originator(), 32),
            d.answerable(),
            d.text(),
            d.sentAt().isPresent() ? d.sentAt().get().toEpochMilli() : Db.Null.NUMBER,
            origin.get().at(),
            origin.get().modem(),
            Db.cut(String.join(" ", d.recipients()), 2000),
            count,
            Db.cut(d.reason(), 200));
    for (String recipient : d.recipients()) {
      db.update(
          "INSERT INTO inbound_recipient (inbound_id, email, originator) VALUES (?, ?, ?)",
          id,
          recipient,
          Db.cut(d.originator(), 32));
      outbox.sms(db, id, recipient);
    }
    wakes.add(Kind.MAIL);
  }

  void notice(Db db, Tx.Wakes wakes, Decision.Notice d) throws SQLException {
    if (settle(db, d.id(), d.subject())) {
      for (String recipient : d.recipients()) {
        outbox.notice(db, String.valueOf(d.id()), recipient, d.subject(), d.text());
      }
      wakes.add(Kind.MAIL);
    }
  }

  void postponed(Db db, Decision.Postponed d) throws SQLException {
    long until = clock.millis() + POSTPONED;
    if (d.id() < 0) {
      db.update("UPDATE part_set SET attempts = 0, not_before = ? WHERE id = ?", until, -d.id());
    } else {
      db.update(
          "UPDATE pdu SET state = 'POSTPONED', attempts = 0, not_before = ?, reason = ? WHERE id = ?",
          until,
          Db.cut(d.reason(), 500),
          d.id());
    }
  }

  /**
   * Ends a PDU or a set; false when it was ended before. An incomplete set stays open for its last
   * segments.
   */
  boolean settle(Db db, long id, String reason) throws SQLException {
    if (id > 0) {
      return db.update(
              "UPDATE pdu SET state = 'DONE', reason = ? WHERE id = ? AND state IN ('NEW', 'POSTPONED')",
              Db.cut(reason, 500),
              id)
          > 0;
    }
    return db.update("UPDATE part_set SET state = 'DONE' WHERE id = ? AND state = 'COMPLETE'", -id)
            > 0
        || db.update(
                "UPDATE part_set SET partial_sent = 1, attempts = 0, not_before = 0 WHERE id = ? AND state = 'OPEN'"
                    + " AND partial_sent = 0",
                -id)
            > 0;
  }
}
