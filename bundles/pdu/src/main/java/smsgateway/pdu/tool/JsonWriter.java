package smsgateway.pdu.tool;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes JSON in ASCII: maps, lists, strings, numbers, booleans and null. */
final class JsonWriter {
  private JsonWriter() {}

  static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      String comma = "";
      out.append('{');
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        string(entry.getKey().toString(), out.append(comma));
        write(entry.getValue(), out.append(':'));
        comma = ",";
      }
      out.append('}');
    } else if (value instanceof List<?> list) {
      out.append('[');
      String comma = "";
      for (Object element : list) {
        write(element, out.append(comma));
        comma = ",";
      }
      out.append(']');
    } else if (value instanceof String text) {
      string(text, out);
    } else {
      out.append(value);
    }
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        out.append("\\u").append(HexFormat.of().withUpperCase().toHexDigits(c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
