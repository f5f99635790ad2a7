package smsgateway.mail.internal.read;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a person wrote in a text of lines: paragraphs joined, signature and quoted mail cut. */
final class PlainText {
  private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final Pattern DASHED = Pattern.compile("(?m)^- ");

  private PlainText() {}

  /**
   * Joins the lines of {@code format=flowed} (RFC 3676 §4).
   *
   * @param delSp whether the blank before a soft line end belongs to the break
   */
  static String unflow(String text, boolean delSp) {
    StringBuilder joined = new StringBuilder(text.length());
    boolean open = false;
    int before = 0;
    for (String raw : text.lines().toList()) {
      int depth = depth(raw);
      String line = raw.startsWith(" ") ? raw.substring(1) : raw;
      if (open && (depth != before || line.equals("-- "))) {
        joined.append("\n");
      }
      boolean soft = line.endsWith(" ") && !line.equals("-- ");
      open = soft;
      before = depth;
      joined.append(soft && delSp ? line.substring(0, line.length() - 1) : line);
      joined.append(soft ? "" : "\n");
    }
    return joined.toString();
  }

  private static int depth(String line) {
    int i = 0;
    while (i < line.length() && line.charAt(i) == '>') {
      i++;
    }
    return i;
  }

  /** The text inside an OpenPGP signature in clear text (RFC 9580 §7); any other text as it is. */
  static String unsigned(String text) {
    String unix = text.strip().replace("\r\n", "\n");
    int start = unix.startsWith(SIGNED) ? unix.indexOf("\n\n") : -1;
    int end = unix.indexOf("\n" + SIGNATURE, Math.max(0, start));
    return start < 0 || end < start
        ? text
        : DASHED.matcher(unix.substring(start, end).strip()).replaceAll("");
  }

  /**
   * Cuts the signature and, in a reply, the quoted mail; a text that would then be empty stays
   * whole.
   */
  static String own(String text, Trim trim, boolean reply) {
    if (trim == Trim.NONE) {
      return text;
    }
    List<String> lines = Arrays.asList(text.split("\\r?\\n", -1));
    String own = reply ? Quotes.without(lines) : String.join("\n", unsignedLines(lines));
    return own.isBlank() ? text : own;
  }

  /** The lines above the signature. */
  static List<String> unsignedLines(List<String> lines) {
    return lines.stream().takeWhile(line -> !signature(line)).toList();
  }

  private static boolean signature(String line) {
    return line.equals("-- ") || line.equals("--\u00A0");
  }
}
