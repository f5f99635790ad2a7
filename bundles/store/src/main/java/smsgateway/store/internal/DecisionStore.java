package smsgateway.store.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import smsgateway.api.Decision;
import smsgateway.api.StoreException;

/** Stores a batch of decisions in one transaction. */
final class DecisionStore {
  private final Requests requests;
  private final InboundDecisions inbound;
  private final Sessions sessions;

  DecisionStore(Requests requests, InboundDecisions inbound, Sessions sessions) {
    this.requests = requests;
    this.inbound = inbound;
    this.sessions = sessions;
  }

  void store(Db db, Tx.Wakes wakes, List<? extends Decision> all)
      throws SQLException, StoreException {
    lockSims(db, all);
    for (Decision decision : all) {
      if (decision instanceof Decision.Planned planned) {
        requests.planned(db, wakes, planned);
      } else if (decision instanceof Decision.Refused refused) {
        requests.refused(db, wakes, refused);
      } else {
        inbound.decided(db, wakes, decision);
      }
    }
  }

  /** SIMs before messages, and in one order: modems hold their SIM while they change messages. */
  private void lockSims(Db db, List<? extends Decision> all) throws SQLException {
    TreeSet<String> sims = new TreeSet<>();
    for (Decision decision : all) {
      if (decision instanceof Decision.Report) {
        InboundRow.find(db, decision.id()).ifPresent(row -> sims.add(row.sim()));
      }
    }
    for (String sim : sims) {
      sessions.lock(db, sim);
    }
  }
}
