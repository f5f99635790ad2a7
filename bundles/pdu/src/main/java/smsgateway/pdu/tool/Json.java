package smsgateway.pdu.tool;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON (RFC 8259) of bounded depth; a number is a {@code BigDecimal}. */
final class Json {
  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  /** The value; {@link IllegalArgumentException} when the text is no JSON. */
  static Object read(String text) {
    Json json = new Json(text);
    Object value = json.value();
    if (json.next() != 0) {
      throw json.fault();
    }
    return value;
  }

  private Object value() {
    return switch (next()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    open();
    while (more('}', object.isEmpty())) {
      if (next() != '"') {
        throw fault();
      }
      String key = string();
      take(':');
      object.put(key, value());
    }
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    open();
    while (more(']', array.isEmpty())) {
      array.add(value());
    }
    return array;
  }

  private void open() {
    at++;
    if (++depth > DEEPEST) {
      throw fault();
    }
  }

  /** Moves to the next element, or past the closing bracket. */
  private boolean more(char bracket, boolean first) {
    if (next() == bracket) {
      at++;
      depth--;
      return false;
    }
    if (!first) {
      take(',');
    }
    return true;
  }

  private String string() {
    int start = ++at;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
      at++;
    }
    StringBuilder string = new StringBuilder().append(text, start, at);
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      string.append(c == '\\' ? escape() : c);
    }
    take('"');
    return string.toString();
  }

  private char escape() {
    if (at == text.length()) {
      throw fault();
    }
    char c = text.charAt(at++);
    if (c == 'u') {
      at = Math.min(at + 4, text.length());
      return (char) Integer.parseInt(text, at - 4, at, 16);
    }
    int control = "nrtbf".indexOf(c);
    return control < 0 ? c : "\n\r\t\b\f".charAt(control);
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw fault();
    }
    at += word.length();
    return value;
  }

  private BigDecimal number() {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    if (number.isEmpty()) {
      throw fault();
    }
    return new BigDecimal(number);
  }

  private void take(char expected) {
    if (next() != expected) {
      throw fault();
    }
    at++;
  }

  /** The next character that is no white space, 0 at the end. */
  private char next() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException fault() {
    return new IllegalArgumentException("no JSON at character " + at);
  }
}
