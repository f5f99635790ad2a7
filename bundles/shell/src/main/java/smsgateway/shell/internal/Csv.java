package smsgateway.shell.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values (RFC 4180) as spreadsheets write them. */
final class Csv {
  private final String text;
  private final char separator;
  private final List<List<String>> rows = new ArrayList<>();
  private int at;

  private Csv(String text) {
    this.text = text;
    String header = text.lines().findFirst().orElse("");
    this.separator = header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
  }

  /** UTF-8 with or without byte order mark; what is no UTF-8 is read as Latin-1. */
  static String decode(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * The rows; the separator is a semicolon when the first line has one and no comma. A blank line
   * is a row with one empty field, so that row numbers stay true.
   *
   * @throws IllegalArgumentException with the row number when a quoted field does not end well
   */
  static List<List<String>> parse(String text) {
    Csv csv = new Csv(text);
    while (csv.at < text.length()) {
      csv.rows.add(csv.row());
    }
    return csv.rows;
  }

  private List<String> row() {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(isAt('"') ? quoted() : bare());
      if (!isAt(separator)) {
        endOfRow();
        return fields;
      }
      at++;
    }
  }

  private String bare() {
    int start = at;
    while (at < text.length() && !isAt(separator) && !isAt('\r') && !isAt('\n')) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    for (at++; at < text.length(); at++) {
      if (isAt('"')) {
        at++;
        if (!isAt('"')) {
          return field.toString();
        }
      }
      field.append(text.charAt(at));
    }
    throw malformed("a quoted field does not end");
  }

  private void endOfRow() {
    if (at == text.length()) {
      return;
    }
    if (isAt('\r')) {
      at += at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 2 : 1;
    } else if (isAt('\n')) {
      at++;
    } else {
      throw malformed("text follows a closing quote");
    }
  }

  private boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private IllegalArgumentException malformed(String what) {
    return new IllegalArgumentException("Row " + (rows.size() + 1) + ": " + what + ".");
  }
}
