package smsgateway.modem.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import smsgateway.api.driver.ModemProfile;
import smsgateway.modem.internal.Urc.Direct;
import smsgateway.modem.internal.Urc.Full;
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
  private Optional<Pattern> ignored = Optional.empty();
  private Optional<Pattern> restarts = Optional.empty();
  private Optional<Pattern> full = Optional.empty();

  /** From now on knows the lines of a family too. */
  void apply(ModemProfile profile) {
    ignored = pattern(profile, "urc.ignore");
    restarts = pattern(profile, "urc.reboot");
    full = pattern(profile, "urc.full");
  }

  private static Optional<Pattern> pattern(ModemProfile profile, String key) {
    return Optional.of(profile.text(key, ""))
        .filter(p -> !p.isEmpty())
        .map(p -> Pattern.compile(p, Pattern.CASE_INSENSITIVE));
  }

  private static boolean found(Optional<Pattern> pattern, String line) {
    return pattern.isPresent() && pattern.get().matcher(line).find();
  }

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
    if (found(ignored, line)) {
      return true;
    }
    Optional<Urc> urc = Urc.of(line).or(() -> boot(line)).or(() -> ofFamily(line));
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

  private Optional<Urc> ofFamily(String line) {
    return found(restarts, line)
        ? Optional.of(new Rebooted())
        : found(full, line) ? Optional.of(new Full()) : Optional.empty();
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

  /** Says that the modem has restarted, though it did not say so. */
  void restarted() {
    waiting.add(new Rebooted());
  }

  /** What a restart has undone is being done again. */
  void forgetRestart() {
    waiting.removeIf(Rebooted.class::isInstance);
  }

  /** Whether a restart waits to be noticed. */
  boolean rebooted() {
    return waiting.contains(new Rebooted());
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
