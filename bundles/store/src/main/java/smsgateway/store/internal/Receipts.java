package smsgateway.store.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.WorkSignal.Kind;

/** Stores what modems received, each PDU once. */
final class Receipts {
  private static final long SAME = Duration.ofMinutes(10).toMillis();
  private static final int HEX = 1000;

  private final Clock clock;

  Receipts(Clock clock) {
    this.clock = clock;
  }

  /**
   * Stores what is new. An equal PDU counts as the same while it lies in the modem, and for ten
   * minutes. The caller holds the SIM's row, so two sessions cannot both find it new.
   */
  void receive(Db db, Tx.Wakes wakes, Sessions.Session session, List<ReceivedPdu> pdus)
      throws SQLException {
    long now = clock.millis();
    for (ReceivedPdu pdu : pdus) {
      String key = key(session, pdu);
      List<Long> same =
          db.list(
              "SELECT id FROM inbound WHERE pdu_key = ? AND (in_modem = 1 OR received_at > ?)",
              row -> row.getLong(1),
              key,
              now - SAME);
      if (same.isEmpty()) {
        insert(db, session, pdu, key, now);
        wakes.add(Kind.DECISION);
      } else if (pdu.stored()) {
        db.update("UPDATE inbound SET in_modem = 1 WHERE id = ?", same.get(0));
      }
    }
  }

  private static void insert(Db db, Sessions.Session session, ReceivedPdu pdu, String key, long now)
      throws SQLException {
    db.update(
        "INSERT INTO inbound (kind, modem, sim, hex, pdu_key, received_at, in_modem, state, due,"
            + " attempts, reason, total, shown, partly_out, originator, answerable, recipients)"
            + " VALUES ('PDU', ?, ?, ?, ?, ?, ?, 'RECEIVED', ?, 0, '', 1, 0, 0, '', 0, '')",
        session.modem(),
        session.sim(),
        Db.cut(pdu.hex(), HEX),
        key,
        now,
        pdu.stored(),
        now);
  }

  /** From now on an equal PDU is a new one, once ten minutes have passed. */
  void deleted(Db db, Sessions.Session session, List<ReceivedPdu> pdus) throws SQLException {
    for (ReceivedPdu pdu : pdus) {
      db.update("UPDATE inbound SET in_modem = 0 WHERE pdu_key = ?", key(session, pdu));
    }
  }

  private static String key(Sessions.Session session, ReceivedPdu pdu) {
    return sha256(session.sim() + "|" + pdu.hex());
  }

  /** Digest as 64 hexadecimal digits. */
  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
