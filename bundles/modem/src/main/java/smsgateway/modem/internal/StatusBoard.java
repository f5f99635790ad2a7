package smsgateway.modem.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import smsgateway.api.Modem.State;
import smsgateway.api.Modem.Status;
import smsgateway.api.Msisdn;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;

/** What a modem's worker says about it; written by the worker, read by any thread. */
final class StatusBoard {
  /** Below this a GSM phone sends badly; the second one keeps the remark from coming and going. */
  private static final int WEAK_DBM = -107;

  private static final int FAIR_DBM = -103;

  private final String component;
  private final Map<String, String> notes = new TreeMap<>();
  private Status status;

  StatusBoard(String name, String port) {
    this.component = "modem " + name;
    this.status =
        new Status(State.STARTING, "starting", port, "", OptionalInt.empty(), "", "", 0, 0, "");
  }

  synchronized Status status() {
    return status;
  }

  synchronized State state() {
    return status.state();
  }

  /** The state and a sentence on it; true when the state is another one than before. */
  synchronized boolean state(State state, String detail) {
    boolean changed = status.state() != state;
    put(state, detail, status.driver(), status.signalDbm(), status.operator(), status.sim());
    return changed;
  }

  synchronized void driver(String family) {
    put(state(), status.detail(), family, status.signalDbm(), status.operator(), status.sim());
  }

  /** Where the modem was found. */
  synchronized void port(String port) {
    Status s = status;
    status =
        new Status(
            s.state(),
            s.detail(),
            port,
            s.driver(),
            s.signalDbm(),
            s.operator(),
            s.sim(),
            s.submitted(),
            s.received(),
            s.lastError());
  }

  /** The SIM's identity, kept masked. */
  synchronized void sim(String imsi) {
    String sim = Msisdn.mask(imsi);
    put(state(), status.detail(), status.driver(), status.signalDbm(), status.operator(), sim);
  }

  synchronized void network(OptionalInt dbm, String operator) {
    put(state(), status.detail(), status.driver(), dbm, operator, status.sim());
    if (dbm.isPresent() && dbm.getAsInt() < WEAK_DBM) {
      warn("signal", "weak signal (" + dbm.getAsInt() + " dBm); move the antenna or the modem");
    } else if (dbm.isEmpty() || dbm.getAsInt() >= FAIR_DBM) {
      note("signal", "");
    }
  }

  /** Adds a remark, as {@link #note} does, that begins with the modem's name. */
  synchronized void warn(String key, String sentence) {
    note(key, component + ": " + sentence);
  }

  private void put(
      State state, String detail, String driver, OptionalInt dbm, String operator, String sim) {
    Status s = status;
    status =
        new Status(
            state,
            detail,
            s.port(),
            driver,
            dbm,
            operator,
            sim,
            s.submitted(),
            s.received(),
            s.lastError());
  }

  /** Counts; an empty error leaves the last one. */
  synchronized void count(int submitted, int received, String error) {
    Status s = status;
    status =
        new Status(
            s.state(),
            s.detail(),
            s.port(),
            s.driver(),
            s.signalDbm(),
            s.operator(),
            s.sim(),
            s.submitted() + submitted,
            s.received() + received,
            error.isEmpty() ? s.lastError() : error);
  }

  /** Adds or, with an empty sentence, removes a remark that makes the modem yellow. */
  synchronized void note(String key, String sentence) {
    if (sentence.isEmpty()) {
      notes.remove(key);
    } else {
      notes.put(key, sentence);
    }
  }

  /** At least one finding. */
  synchronized List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    State state = status.state();
    Level level = state == State.READY ? Level.GREEN : Level.YELLOW;
    String text =
        state == State.MISCONFIGURED ? "MISCONFIGURED: " + status.detail() : status.detail();
    findings.add(new Finding(level, component, component + ": " + text));
    notes.values().forEach(n -> findings.add(new Finding(Level.YELLOW, component, n)));
    return findings;
  }
}
