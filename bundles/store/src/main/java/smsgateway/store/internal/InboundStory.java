package smsgateway.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smsgateway.api.Journal.Entry;
import smsgateway.api.Journal.Step;
import smsgateway.api.Journal.Story;
import smsgateway.api.Msisdn;

/** Puts together what is stored about a PDU or a set of them. */
final class InboundStory {
  private InboundStory() {}

  static Story read(Db db, Entry entry) throws SQLException {
    long id = -entry.id();
    InboundRow row = InboundRow.find(db, id).orElseThrow();
    List<Step> steps = new ArrayList<>();
    if (row.set()) {
      steps.addAll(parts(db, row));
    } else {
      steps.add(pdu(row));
      steps.addAll(itsSet(db, id));
    }
    steps.addAll(db.list(Steps.TRANSITIONS, t -> Steps.transition(t, "message"), "IN", id));
    for (String whole : List.of("", "whole:")) {
      for (String recipient : recipients(entry)) {
        steps.addAll(Steps.mail(db, "sms:" + id + ":" + whole + recipient, "SMS"));
      }
    }
    steps.addAll(
        db.list(
            "SELECT created_at, state, recipient, attempts, reason FROM outgoing WHERE kind ="
                + " 'NOTICE' AND ref = ? ORDER BY id",
            mail -> Steps.mail(mail, "notice"),
            id));
    return new Story(
        entry,
        Steps.inOrder(steps),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        "");
  }

  private static List<String> recipients(Entry entry) {
    return entry.party().isEmpty() ? List.of() : List.of(entry.party().split(" "));
  }

  private static String from(String modem, String sim) {
    return "modem " + modem + ", SIM " + Msisdn.mask(sim);
  }

  private static Step pdu(InboundRow row) {
    return new Step(
        Instant.ofEpochMilli(row.receivedAt()),
        "PDU",
        "RECEIVED",
        from(row.modem(), row.sim()) + ": " + row.hex());
  }

  /** Each part under its own id: its story has its PDU. */
  private static List<Step> parts(Db db, InboundRow set) throws SQLException {
    return db.list(
        "SELECT id, received_at, seq, state, modem, sim FROM inbound WHERE set_id = ? ORDER BY id",
        row -> part(row, set.total()),
        set.id());
  }

  private static Step part(ResultSet row, int total) throws SQLException {
    int seq = row.getInt(3);
    return new Step(
        Instant.ofEpochMilli(row.getLong(2)),
        "part in" + row.getLong(1),
        row.getString(4),
        (row.wasNull() || seq == 0 ? "" : "part " + seq + " of " + total + ", ")
            + from(row.getString(5), row.getString(6)));
  }

  private static List<Step> itsSet(Db db, long id) throws SQLException {
    return db.list(
        "SELECT received_at, seq, set_id, state FROM inbound WHERE id = ? AND set_id IS NOT NULL",
        row ->
            new Step(
                Instant.ofEpochMilli(row.getLong(1)),
                "part",
                row.getString(4),
                "of the longer message in" + row.getLong(3)),
        id);
  }
}
