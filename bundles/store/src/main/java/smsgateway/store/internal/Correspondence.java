package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who last talked with a number, and over which SIM. */
final class Correspondence {
  /** No submission ends so long after the validity; bounds the scan of the index. */
  private static final Duration LATE = Duration.ofHours(1);

  private Correspondence() {}

  /** See {@link smsgateway.api.Directory#lastSenderTo}. */
  static Optional<String> lastSenderTo(Db db, String number, Instant since) throws SQLException {
    String tail = PhoneNumbers.tail(number);
    Optional<String> exact = sender(db, tail, number, since);
    if (exact.isPresent() || tail.length() < PhoneNumbers.TAIL) {
      return exact;
    }
    List<String> alike =
        db.list(
            "SELECT DISTINCT number FROM segment WHERE number_tail = ? AND valid_until >= ?"
                + " AND submitted_at >= ?",
            row -> row.getString(1),
            tail,
            since.minus(LATE).toEpochMilli(),
            since.toEpochMilli());
    return alike.size() == 1 ? sender(db, tail, alike.get(0), since) : Optional.empty();
  }

  private static Optional<String> sender(Db db, String tail, String number, Instant since)
      throws SQLException {
    // Who wrote from a further address of his gets the answer where the others go.
    return db.first(
        "SELECT COALESCE((SELECT a.email FROM user_address a WHERE a.address = ma.sender),"
            + " ma.sender) FROM segment s JOIN message m ON m.id = s.message_id JOIN mail ma ON ma.id"
            + " = m.mail_id WHERE s.number_tail = ? AND s.valid_until >= ? AND s.number = ? AND s.submitted_at >= ?"
            + " AND ma.origin = 'MAIL' ORDER BY s.submitted_at DESC, s.id DESC FETCH FIRST 1 ROWS ONLY",
        row -> row.getString(1),
        tail,
        since.minus(LATE).toEpochMilli(),
        number,
        since.toEpochMilli());
  }

  private record Talk(String sim, long at) {}

  /** See {@link smsgateway.api.Directory#lastSimWith}. */
  static Optional<String> lastSimWith(Db db, String number, Instant since) throws SQLException {
    return Stream.of(sentTo(db, number, since), cameFrom(db, number, since))
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(Talk::at))
        .map(Talk::sim);
  }

  private static Optional<Talk> sentTo(Db db, String number, Instant since) throws SQLException {
    return db.first(
        "SELECT sim, submitted_at FROM segment WHERE number_tail = ? AND valid_until >= ? AND number"
            + " = ? AND submitted_at >= ? ORDER BY submitted_at DESC FETCH FIRST 1 ROWS ONLY"
            + db.dialect().dirtyRead(),
        row -> new Talk(row.getString(1), row.getLong(2)),
        PhoneNumbers.tail(number),
        since.minus(LATE).toEpochMilli(),
        number,
        since.toEpochMilli());
  }

  private static Optional<Talk> cameFrom(Db db, String number, Instant since) throws SQLException {
    return db.first(
        "SELECT i.sim, i.received_at FROM inbound i WHERE i.id = (SELECT MAX(r.inbound_id) FROM"
            + " inbound_recipient r WHERE r.originator = ?) AND i.received_at >= ?"
            + db.dialect().dirtyRead(),
        row -> new Talk(row.getString(1), row.getLong(2)),
        number,
        since.toEpochMilli());
  }

  /** See {@link smsgateway.api.Directory#hasWrittenTo}. */
  static boolean hasWrittenTo(Db db, String number, String email) throws SQLException {
    return db.exists(
        "SELECT inbound_id FROM inbound_recipient WHERE email = ? AND originator = ?",
        UserEntity.fold(email),
        number);
  }
}
