package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A received PDU or a set of them, as it was read. */
record InboundRow(
    long id,
    boolean set,
    String modem,
    String sim,
    String hex,
    long receivedAt,
    String state,
    int attempts,
    int total,
    int shown,
    boolean partial) {

  static final String COLUMNS =
      "id, kind, modem, sim, hex, received_at, state, attempts, total, shown, partly_out";

  static InboundRow read(ResultSet row) throws SQLException {
    return new InboundRow(
        row.getLong(1),
        row.getString(2).equals("SET"),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getString(7),
        row.getInt(8),
        row.getInt(9),
        row.getInt(10),
        row.getInt(11) == 1);
  }

  /** Whether it waits for a decision. */
  boolean waits() {
    return state.equals("RECEIVED");
  }

  static Optional<InboundRow> find(Db db, long id) throws SQLException {
    return db.first("SELECT " + COLUMNS + " FROM inbound WHERE id = ?", InboundRow::read, id);
  }
}
