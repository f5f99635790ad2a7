package smsgateway.modem.internal.trace;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces what belongs to a person or names a device (numbers, texts, PIN, IMEI, IMSI, ICCID, the
 * place of a cell) by something of the same length, so that the rest can be shared and replayed.
 * What cannot be understood is hidden rather than shown. Remembers the last command, because only
 * it says what an answer is.
 */
public final class Redaction {
  private static final Pattern SENT_PDU = Pattern.compile("[0-9A-Fa-f]{14,}");

  /** Longer than any serial number, and no shorter than any PDU that a modem receives. */
  private static final Pattern RECEIVED_PDU = Pattern.compile("[0-9A-Fa-f]{24,}");

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"?");

  /** Numbers, and pieces of a damaged PDU. */
  private static final Pattern CODES = Pattern.compile("[0-9]{4,}|[0-9A-Fa-f]{8,}");

  private static final Pattern SERIALS = Pattern.compile("[0-9]{14,}");
  private static final Pattern FRAME =
      Pattern.compile("(?s)([\\r\\n\\x1b> ]*)(.*?)([\\r\\n\\x1a]*)");

  /** Whose answers name the model, which some makers write as a long number. */
  private static final Set<String> IDENTITY =
      Set.of("ATI", "AT+CGMI", "AT+CGMM", "AT+CGMR", "AT+GMI", "AT+GMM", "AT+GMR", "ATI3");

  /** Whose quoted values are names, texts or places, in commands and answers. */
  private static final Pattern PERSONAL =
      Pattern.compile("(AT)?\\+(CUSD|CNUM|CLIP|CMGL|CMGR|CMT|CREG|CEREG|CGREG|CPBR|CPIN)[:=].*");

  private String command = "";

  /** What goes to the modem, with the characters that frame it. */
  public String sent(String text) {
    Matcher frame = FRAME.matcher(text);
    if (!frame.matches()) {
      return text;
    }
    boolean pdu = SENT_PDU.matcher(frame.group(2)).matches();
    command = pdu ? command : frame.group(2).toUpperCase(Locale.ROOT);
    return frame.group(1)
        + (pdu ? PduRedaction.submit(frame.group(2)) : line(frame.group(2)))
        + frame.group(3);
  }

  /** What comes from the modem, with the characters that frame it. */
  public String received(String text) {
    Matcher frame = FRAME.matcher(text);
    if (!frame.matches()) {
      return text;
    }
    boolean pdu = RECEIVED_PDU.matcher(frame.group(2)).matches();
    return frame.group(1)
        + (pdu ? PduRedaction.received(frame.group(2)) : line(frame.group(2)))
        + frame.group(3);
  }

  private String line(String line) {
    String upper = line.toUpperCase(Locale.ROOT);
    String own =
        PERSONAL.matcher(upper).matches()
            ? QUOTED.matcher(line).replaceAll(m -> blank(m.group()))
            : line;
    Pattern digits = IDENTITY.contains(command) ? SERIALS : CODES;
    return digits.matcher(own).replaceAll(m -> "0".repeat(m.group().length()));
  }

  /** Digits become 0 and letters x; other characters stay. */
  private static String blank(String quoted) {
    return quoted.replaceAll("[0-9]", "0").replaceAll("[\\p{L}]", "x");
  }
}
