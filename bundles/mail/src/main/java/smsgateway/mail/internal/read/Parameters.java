package smsgateway.mail.internal.read;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field value with parameters (RFC 2045 §5.1), for example Content-Type.
 *
 * @param value what stands before the first semicolon, lower case
 * @param parameters by lower-case name
 */
record Parameters(String value, Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*+([^\\s=;\"]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"?|([^;\\s]*+))");

  Parameters {
    parameters = Map.copyOf(parameters);
  }

  /** Reads a value; total. */
  static Parameters of(String field) {
    int semicolon = field.indexOf(';');
    Map<String, String> parameters = new HashMap<>();
    Matcher m = PARAMETER.matcher(semicolon < 0 ? "" : field.substring(semicolon));
    while (m.find()) {
      String text = m.group(2) == null ? m.group(3) : m.group(2).replaceAll("\\\\(.)", "$1");
      parameters.putIfAbsent(m.group(1).toLowerCase(Locale.ROOT), text);
    }
    String value = semicolon < 0 ? field : field.substring(0, semicolon);
    return new Parameters(value.strip().toLowerCase(Locale.ROOT), parameters);
  }

  /** A parameter, or an empty string. */
  String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** A file name: RFC 2231 §4 if present, else plain or with encoded words. */
  String fileName(String name) {
    String extended = get(name + "*");
    String[] part = extended.split("'", 3);
    if (part.length < 3) {
      return EncodedWords.decode(get(name));
    }
    byte[] octets = part[2].replace('%', '=').getBytes(StandardCharsets.UTF_8);
    return Charsets.decode(TransferEncoding.quotedPrintable(octets, false), part[0]);
  }
}
