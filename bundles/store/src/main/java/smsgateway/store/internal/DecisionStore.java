package smsgateway.store.internal;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import smsgateway.api.Decision;
import smsgateway.api.StoreException;

/** Stores a batch of decisions in one transaction. */
final class DecisionStore {
  private final Requests requests;
  private final Questions questions;
  private final InboundDecisions inbound;
  private final Reports reports;
  private final Sessions sessions;

  DecisionStore(
      Requests requests,
      Questions questions,
      InboundDecisions inbound,
      Reports reports,
      Sessions sessions) {
    this.requests = requests;
    this.questions = questions;
    this.inbound = inbound;
    this.reports = reports;
    this.sessions = sessions;
  }

  private record Matched(Reports.Report report, Reports.Match match) {}

  /**
   * @param ways of the planned requests, by id
   */
  void store(Db db, Tx.Wakes wakes, List<? extends Decision> all, Map<Long, Way> ways)
      throws SQLException, StoreException {
    Map<Long, Matched> matched = lockSims(db, all);
    for (Decision decision : all) {
      if (decision instanceof Decision.Planned planned) {
        requests.planned(db, wakes, planned, ways.get(planned.id()));
      } else if (decision instanceof Decision.Refused refused) {
        requests.refused(db, wakes, refused);
      } else if (decision instanceof Decision.NumberWanted wanted) {
        questions.wanted(db, wakes, wanted);
      } else if (decision instanceof Decision.NumberGiven given) {
        questions.given(db, wakes, given);
      } else if (decision instanceof Decision.NumberUnclear unclear) {
        questions.unclear(db, wakes, unclear);
      } else if (matched.containsKey(decision.id())) {
        Matched known = matched.get(decision.id());
        reports.store(db, wakes, known.report(), Optional.of(known.match()));
      } else {
        inbound.decided(db, wakes, decision);
      }
    }
  }

  /**
   * Locks the SIMs of the reports that need it, before any message and in one order: modems hold
   * their SIM while they change messages. A report whose attempt is stored needs no lock when it
   * touches one segment only, so a batch of them does not hold up the modem; its move is
   * conditional like every other. Of two reports for one segment the second one is matched again,
   * with what the first one did.
   *
   * @return the matches of those that need none, by id of the report
   */
  private Map<Long, Matched> lockSims(Db db, List<? extends Decision> all) throws SQLException {
    TreeSet<String> sims = new TreeSet<>();
    Set<Long> segments = new HashSet<>();
    Map<Long, Matched> matched = new HashMap<>();
    for (Decision decision : all) {
      if (decision instanceof Decision.Report decided) {
        Optional<InboundRow> row = InboundRow.find(db, decided.id()).filter(InboundRow::waits);
        if (row.isEmpty()) {
          continue;
        }
        Reports.Report report = Reports.Report.of(decided, row.get());
        Optional<Reports.Match> match = reports.alone(db, report);
        if (match.isPresent() && segments.add(match.get().segment().id())) {
          matched.put(decided.id(), new Matched(report, match.get()));
        } else {
          sims.add(report.sim());
        }
      }
    }
    for (String sim : sims) {
      sessions.lock(db, sim);
    }
    return matched;
  }
}
