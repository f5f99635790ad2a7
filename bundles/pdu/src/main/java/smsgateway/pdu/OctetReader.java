package smsgateway.pdu;

import java.util.ArrayList;
import java.util.List;
import smsgateway.pdu.PduException.Kind;

/**
 * Reads octets once from front to back. All checks of bounds and all decisions between strict and
 * lenient are made here: {@link #forgive} is the only place where a deviation is let pass.
 */
final class OctetReader {
  private final byte[] octets;
  private final Mode mode;
  private List<Warning> warnings = List.of();
  private int position;
  private String message = "";

  OctetReader(byte[] octets, Mode mode) {
    this.octets = octets;
    this.mode = mode;
  }

  /** Names the message type: the first element of the path of every later field. */
  void enter(String type) {
    message = type;
  }

  int position() {
    return position;
  }

  int remaining() {
    return octets.length - position;
  }

  byte[] array() {
    return octets;
  }

  List<Warning> warnings() {
    return warnings;
  }

  boolean lenient() {
    return mode == Mode.LENIENT;
  }

  int octet(String field) throws PduException {
    if (position >= octets.length) {
      throw fault(Kind.TRUNCATED, field, position, "missing");
    }
    return octets[position++] & 0xFF;
  }

  int peek(int index) {
    return octets[position + index] & 0xFF;
  }

  /** Moves past octets and returns where they start. */
  int skip(int count, String field) throws PduException {
    if (count > remaining()) {
      throw fault(
          Kind.TRUNCATED, field, position, "needs " + count + " octets, has " + remaining());
    }
    int start = position;
    position += count;
    return start;
  }

  /** Seven octets as a number, the first octet most significant. */
  long sevenOctets(String field) throws PduException {
    int start = skip(TimeStamp.OCTETS, field);
    long value = 0;
    for (int i = 0; i < TimeStamp.OCTETS; i++) {
      value = (value << 8) | (octets[start + i] & 0xFF);
    }
    return value;
  }

  /** Ends the message: octets that remain are a deviation. */
  void end() throws PduException {
    if (remaining() > 0) {
      forgive(Kind.TRAILING, "end", position, remaining() + " octets follow the message");
    }
  }

  /** Strict: throws. Lenient: notes the deviation; the caller goes on. */
  void forgive(Kind kind, String field, int offset, String detail) throws PduException {
    if (mode == Mode.STRICT) {
      throw fault(kind, field, offset, detail);
    }
    if (warnings.isEmpty()) {
      warnings = new ArrayList<>();
    }
    warnings.add(new Warning(kind, path(field), offset, detail));
  }

  private String path(String field) {
    return message.isEmpty() ? field : message + "." + field;
  }

  PduException fault(Kind kind, String field, int offset, String detail) {
    return new PduException(kind, path(field), offset, detail);
  }
}
