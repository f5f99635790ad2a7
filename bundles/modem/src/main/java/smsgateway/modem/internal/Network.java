package smsgateway.modem.internal;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Registration, signal and operator (3GPP TS 27.007 §7.2, 8.5, 7.3). Worker thread only. */
final class Network {
  private static final double QUERY = 5;
  private static final double OPERATOR = 30;
  private static final Set<Integer> REGISTERED = Set.of(1, 5, 6, 7, 9, 10);
  private static final int DENIED = 3;
  private static final int NO_SIGNAL = 99;

  private final AtChannel at;
  private final StatusBoard board;
  private String problem = "";
  private boolean refused;

  Network(AtChannel at, StatusBoard board) {
    this.at = at;
    this.board = board;
  }

  /** Asks the modem; a modem that cannot tell counts as registered, a submit will show. */
  void refresh() throws IOException {
    int circuit = registration("+CREG");
    boolean registered = REGISTERED.contains(circuit);
    if (!registered) {
      int packet = registration("+CEREG");
      registered = REGISTERED.contains(packet) || (circuit < 0 && packet < 0);
    }
    problem = registered ? "" : problem(circuit);
    refused = circuit == DENIED;
    OptionalInt dbm = signal();
    boolean ask = registered && board.status().operator().isEmpty();
    board.network(dbm, ask ? operator() : registered ? board.status().operator() : "");
  }

  /** Why the modem cannot send now; empty when it can. */
  String problem() {
    return problem;
  }

  /** Whether the network refuses the SIM, so that no restart of the modem would help. */
  boolean refused() {
    return refused;
  }

  private static String problem(int stat) {
    return stat == DENIED
        ? "the network refuses this SIM (registration denied); receiving goes on"
        : "no network (registration state " + stat + "); check antenna and SIM; retried by itself";
  }

  /** {@code stat} of {@code +CREG: n,stat}, or -1. */
  private int registration(String command) throws IOException {
    Answer answer = at.command("AT" + command + "?", QUERY);
    List<String> fields = AtFields.split(answer.value(command + ":").orElse(""));
    return answer.ok() ? AtFields.number(fields, fields.size() > 1 ? 1 : 0, -1) : -1;
  }

  private OptionalInt signal() throws IOException {
    Answer answer = at.command("AT+CSQ", QUERY);
    int rssi = AtFields.number(AtFields.split(answer.value("+CSQ:").orElse("")), 0, NO_SIGNAL);
    return rssi >= 0 && rssi <= 31 ? OptionalInt.of(-113 + 2 * rssi) : OptionalInt.empty();
  }

  private String operator() throws IOException {
    Answer answer = at.command("AT+COPS?", OPERATOR);
    List<String> fields = AtFields.split(answer.value("+COPS:").orElse(""));
    return fields.size() > 2 ? fields.get(2) : "";
  }
}
