package smsgateway.modem.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An unsolicited result code that means work (3GPP TS 27.005 §3.4.1). */
sealed interface Urc {
  /** {@code +CMTI} or {@code +CDSI}: a PDU lies in a slot; a negative index names none. */
  record Stored(String memory, int index) implements Urc {}

  /** {@code +CMT} or {@code +CDS} with its PDU. */
  record Direct(String hex) implements Urc {}

  /** A storage is full: nothing comes until it is emptied. */
  record Full() implements Urc {}

  /** The modem has restarted and forgotten its settings. */
  record Rebooted() implements Urc {}

  /** Registration changed. */
  record Network() implements Urc {}

  /** Words with which lines begin that no command asked for. */
  Set<String> NOISE =
      Set.of("RING", "CALL READY", "SMS READY", "SMS DONE", "PB DONE", "DST", "RDY", "NO CARRIER");

  /** Whether a line announces a PDU in the next one. */
  static boolean announcesPdu(String line) {
    return Answer.has(line, "+CMT:") || Answer.has(line, "+CDS:") || Answer.has(line, "+CBM:");
  }

  /** The meaning of a line that is complete in itself; empty when it has none for us. */
  static Optional<Urc> of(String line) {
    String upper = line.toUpperCase(Locale.ROOT);
    if (upper.startsWith("+CMTI:") || upper.startsWith("+CDSI:")) {
      List<String> fields = AtFields.split(line.substring("+CMTI:".length()));
      return Optional.of(new Stored(fields.get(0), AtFields.number(fields, 1, -1)));
    }
    if (upper.startsWith("^SMMEMFULL") || upper.startsWith("+SMS FULL")) {
      return Optional.of(new Full());
    }
    return upper.equals("RDY")
            || upper.equals("+WIND: 1")
            || upper.startsWith("*ATREADY")
            || upper.startsWith("+PBREADY")
        ? Optional.of(new Rebooted())
        : Optional.empty();
  }

  /** Whether a line begins as result codes do. */
  static boolean resultCode(String line) {
    return "+^*#%$&".indexOf(line.charAt(0)) >= 0;
  }

  /**
   * Whether a line is something the modem says of itself. Within the answer that lists a slot any
   * other line is the slot's content, however damaged: it must be stored and deleted, or the slot
   * is lost for good.
   */
  static boolean noise(String line) {
    return resultCode(line) || NOISE.contains(line.toUpperCase(Locale.ROOT));
  }

  /** Whether a line is surely no PDU: a result code or words. A damaged PDU is still a PDU. */
  static boolean noPdu(String line) {
    return resultCode(line)
        || FinalResult.of(line).isPresent()
        || line.indexOf(' ') >= 0
        || line.indexOf(':') >= 0
        || NOISE.contains(line.toUpperCase(Locale.ROOT));
  }
}
