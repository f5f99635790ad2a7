package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import smsgateway.api.StoreException;
import smsgateway.api.User.Period;

/** Fills up the quotas whose period has ended. */
final class Refills {
  private static final int MOST = 500;

  private final Clock clock;
  private final Tx tx;
  private final ZoneId zone;

  /**
   * @param zone whose midnight ends a period
   */
  Refills(Clock clock, Tx tx, ZoneId zone) {
    this.clock = clock;
    this.tx = tx;
    this.zone = zone;
  }

  void run() throws StoreException {
    for (Period period : List.of(Period.DAY, Period.WEEK, Period.MONTH)) {
      run(period, start(period));
    }
  }

  /** When the running period began, in milliseconds. */
  private long start(Period period) {
    LocalDate today = Instant.ofEpochMilli(clock.millis()).atZone(zone).toLocalDate();
    LocalDate first =
        switch (period) {
          case NONE, DAY -> today;
          case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> today.withDayOfMonth(1);
        };
    return first.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** Each in a transaction of its own: modems give back what was not sent to the same rows. */
  private void run(Period period, long start) throws StoreException {
    List<String> due = tx.run((db, wakes) -> due(db, period, start));
    for (String email : due) {
      tx.execute(
          (db, wakes) ->
              db.update(
                  "UPDATE app_user SET used = 0, period_start = ? WHERE email = ? AND period = ? AND"
                      + " period_start < ?",
                  start,
                  email,
                  period,
                  start));
    }
  }

  private static List<String> due(Db db, Period period, long start) throws SQLException {
    return db.list(
        "SELECT email FROM app_user"
            + db.dialect().index("user_period")
            + " WHERE period = ? AND period_start < ? FETCH FIRST ? ROWS ONLY"
            + db.dialect().dirtyRead(),
        row -> row.getString(1),
        period,
        start,
        MOST);
  }
}
