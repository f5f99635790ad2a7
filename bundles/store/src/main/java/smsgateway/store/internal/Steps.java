package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import smsgateway.api.Journal.Step;

/** Steps of a story from the rows that all stories have. */
final class Steps {
  /** Transitions of a kind and id, read with {@link #transition}. */
  static final String TRANSITIONS =
      "SELECT happened_at, seq, from_state, to_state, cause FROM transition WHERE kind = ? AND ref"
          + " = ? ORDER BY id";

  private Steps() {}

  static Step transition(ResultSet row, String subject) throws SQLException {
    String from = row.getString(3);
    String to = row.getString(4);
    // An unchanged state is no news; its cause is.
    String what = from.equals(to) ? "" : to;
    return new Step(Instant.ofEpochMilli(row.getLong(1)), subject, what, row.getString(5));
  }

  /** The mail with this key, if there is one: when it was written and how it is now. */
  static List<Step> mail(Db db, String key, String kind) throws SQLException {
    return db.list(
        "SELECT created_at, state, recipient, attempts, reason FROM outgoing WHERE once_key = ?",
        row -> mail(row, kind),
        Db.cut(key, 320));
  }

  static Step mail(ResultSet row, String kind) throws SQLException {
    int tries = row.getInt(4);
    String reason = row.getString(5);
    return new Step(
        Instant.ofEpochMilli(row.getLong(1)),
        "mail",
        row.getString(2),
        kind
            + " to "
            + row.getString(3)
            + (tries > 1 ? ", " + tries + " tries" : "")
            + (reason.isEmpty() ? "" : ": " + reason));
  }

  /** By time; what happened at the same time stays as it is. */
  static List<Step> inOrder(List<Step> steps) {
    return steps.stream().sorted(Comparator.comparing(Step::at)).toList();
  }
}
