package smsgateway.modem.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import smsgateway.modem.internal.Urc.Direct;
import smsgateway.modem.internal.Urc.Network;
import smsgateway.modem.internal.Urc.Rebooted;

/**
 * Takes unsolicited result codes, and the result of a submit that nobody waits for any more, out of
 * the stream of lines, wherever they appear, and keeps those that mean work until the worker has
 * time. One thread.
 */
final class UrcSorter {
  private final Deque<Urc> waiting = new ArrayDeque<>();
  private boolean pduFollows;
  private boolean pduWanted;
  private String boot = "";
  private String late = "";
  private boolean lateOk;

  /** What is being waited for. */
  enum Awaited {
    NOTHING,
    ANSWER,
    SUBMIT_RESULT
  }

  /**
   * Takes a line if it is unsolicited.
   *
   * @return whether the line was taken
   */
  boolean take(String line, Awaited awaited) {
    return late(line, awaited) || unsolicited(line, awaited == Awaited.NOTHING);
  }

  /** With its {@code OK}, which would otherwise end the command that is being answered. */
  private boolean late(String line, Awaited awaited) {
    if (awaited != Awaited.SUBMIT_RESULT && Answer.has(line, "+CMGS:")) {
      late = line;
      lateOk = true;
      return true;
    }
    boolean ends = lateOk && line.equalsIgnoreCase("OK");
    lateOk = false;
    return ends;
  }

  /** The line of a late result, told once; empty when none came. */
  String takeLate() {
    String line = late;
    late = "";
    return line;
  }

  private boolean unsolicited(String line, boolean idle) {
    if (Urc.announcesPdu(line)) {
      pduFollows = true;
      // A cell broadcast also has a PDU in the next line, but is no message of ours.
      pduWanted = !Answer.has(line, "+CBM:");
      return true;
    }
    Optional<Urc> urc = Urc.of(line).or(() -> boot(line));
    urc.ifPresent(waiting::add);
    if (urc.isPresent()) {
      return true;
    }
    if (pduFollows && !Urc.noPdu(line)) {
      pduFollows = false;
      if (pduWanted) {
        waiting.add(new Direct(line));
      }
      return true;
    }
    if (idle && (Answer.has(line, "+CREG:") || Answer.has(line, "+CEREG:"))) {
      waiting.add(new Network());
    }
    return idle;
  }

  /** Some modems repeat {@code ^BOOT} with one number per session: only a new number is a start. */
  private Optional<Urc> boot(String line) {
    if (!Answer.has(line, "^BOOT")) {
      return Optional.empty();
    }
    boolean restarted = !boot.isEmpty() && !boot.equals(line);
    boot = line;
    return restarted ? Optional.of(new Rebooted()) : Optional.empty();
  }

  /** The oldest one that waits, which is forgotten here; or null. */
  Urc poll() {
    return waiting.poll();
  }

  /** Whether a restart waits to be noticed. */
  boolean rebooted() {
    return waiting.contains(new Rebooted());
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
