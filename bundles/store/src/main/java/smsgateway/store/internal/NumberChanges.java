package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import smsgateway.api.Directory.NumberChange;
import smsgateway.api.Msisdn;

/** Who changed the number of which user; appended in the transaction of the change. */
final class NumberChanges {
  static final String INSERT =
      "INSERT INTO number_change (email, changed_at, changed_by, before_change, after_change)"
          + " VALUES (?, ?, ?, ?, ?)";

  private static final int BY = 254;

  private NumberChanges() {}

  /**
   * Stores a number and that it was changed.
   *
   * @param email folded
   * @param onlyIfNone whether a stored number stays
   * @return whether there is such a user, or with {@code onlyIfNone} whether it was stored
   */
  static boolean set(
      Db db, long now, String email, Optional<Msisdn> number, String by, boolean onlyIfNone)
      throws SQLException {
    String after = number.map(Msisdn::value).orElse("");
    String before =
        db.first(
                "SELECT number FROM app_user WHERE email = ? AND number IS NOT NULL",
                row -> row.getString(1),
                email)
            .orElse("");
    int changed =
        db.update(
            "UPDATE app_user SET number = ? WHERE email = ?"
                + (onlyIfNone ? " AND number IS NULL" : ""),
            after.isEmpty() ? Db.Null.TEXT : after,
            email);
    if (changed == 1 && !before.equals(after)) {
      db.update(INSERT, email, now, Db.cut(by, BY), mask(before), mask(after));
    }
    return changed == 1;
  }

  static String mask(String number) {
    return number.isEmpty() ? "" : Msisdn.mask(number);
  }

  static List<NumberChange> newest(Db db, int max) throws SQLException {
    return db.list(
        "SELECT changed_at, email, changed_by, before_change, after_change FROM number_change ORDER"
            + " BY id DESC FETCH FIRST ? ROWS ONLY",
        row ->
            new NumberChange(
                Instant.ofEpochMilli(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        max);
  }
}
