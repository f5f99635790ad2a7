package smsgateway.pdu;

import java.util.Arrays;

/**
 * Joins the segments of one message. Segments are joined below the level of characters: an escape
 * sequence or surrogate pair that another sender cut in two is whole again.
 *
 * <p>Not safe for several threads; make one per message.
 */
public final class Reassembly {
  private final StringBuilder text = new StringBuilder();
  private boolean escape;

  /** Appends the next segment; octets are appended as upper-case hexadecimal digits. */
  public Reassembly append(UserData segment) {
    if (segment instanceof UserData.Septets septets) {
      append(septets);
    } else {
      escape = false;
      text.append(
          segment instanceof UserData.Binary binary
              ? binary.data().toHex()
              : segment.text().orElse(""));
    }
    return this;
  }

  /** Appends a mark in place of a segment that is missing. */
  public Reassembly gap(String mark) {
    escape = false;
    text.append(mark);
    return this;
  }

  /** The text so far. */
  public String text() {
    return text.toString();
  }

  private void append(UserData.Septets segment) {
    byte[] codes = segment.codes().array();
    if (escape && codes.length > 0) {
      char[] base = LanguageTables.base(segment.lockingShift());
      text.append(Gsm7.escaped(codes[0], base, segment.singleShift()));
      codes = Arrays.copyOfRange(codes, 1, codes.length);
      escape = false;
    }
    text.append(Gsm7.text(codes, segment.lockingShift(), segment.singleShift()));
    escape |= Gsm7.endsInEscape(codes);
  }
}
