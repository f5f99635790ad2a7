package smsgateway.emulator;

import java.util.Map;

/** Writes answers as V.250 §5.7 and 27.007 §9 lay them out, with the faults of an answer. */
final class AnswerWriter {
  private static final Map<Integer, String> CME_TEXTS =
      Map.of(
          3, "operation not allowed",
          10, "SIM not inserted",
          11, "SIM PIN required",
          12, "SIM PUK required",
          13, "SIM failure",
          16, "incorrect password",
          30, "no network service",
          50, "Incorrect parameters");
  private final Session session;
  private final FaultScript faults;
  private final String noise;

  AnswerWriter(Session session, FaultScript faults, String noise) {
    this.noise = noise;
    this.session = session;
    this.faults = faults;
  }

  void write(Answer answer, StringBuilder out) {
    out.append(faults.garbage());
    if (!answer.lines().isEmpty()) {
      lines(answer, out);
    }
    String result = result(answer);
    if (session.quiet || result.isEmpty()) {
      return;
    }
    out.append(session.verbose ? "\r\n" + result + "\r\n" : result + "\r");
  }

  private void lines(Answer answer, StringBuilder out) {
    String urc = faults.urc();
    boolean pdu = answer.lines().stream().anyMatch(l -> l.contains("\r\n"));
    urc = urc == null && pdu && session.noisy && !noise.isEmpty() ? noise : urc;
    out.append(session.verbose ? "\r\n" : "");
    for (String line : answer.lines()) {
      if (urc != null) {
        // Within a listing it stands between header and PDU, which share one entry of the list.
        int end = line.indexOf("\r\n");
        String head = end < 0 ? line : line.substring(0, end);
        out.append(head).append("\r\n\r\n").append(urc).append("\r\n");
        out.append(end < 0 ? "" : line.substring(end + 2) + "\r\n");
        urc = null;
      } else {
        out.append(line).append("\r\n");
      }
    }
  }

  private String result(Answer answer) {
    return switch (answer.kind()) {
      case OK -> session.verbose ? "OK" : "0";
      case ERROR -> plainError();
      case CME -> cme(answer.code());
      case CMS -> "+CMS ERROR: " + answer.code();
      case PROMPT, NOTHING -> "";
    };
  }

  private String plainError() {
    return session.verbose ? "ERROR" : "4";
  }

  private String cme(int code) {
    return switch (session.errors) {
      case 0 -> plainError();
      case 1 -> "+CME ERROR: " + code;
      default -> "+CME ERROR: " + CME_TEXTS.getOrDefault(code, "unknown");
    };
  }
}
