package smsgateway.mail.internal.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a person wrote in a text of lines: paragraphs joined, signature and quoted mail cut. */
final class PlainText {
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "-{2,}\\s*(Original Message|Urspr.{1,2}ngliche Nachricht|Messaggio originale"
              + "|Message d.origine|Mensaje original|Oorspronkelijk bericht|Mensagem original)\\s*-{2,}",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RULE = Pattern.compile("_{10,}");
  private static final Pattern FROM = Pattern.compile("(From|Von|Da|De|Van)\\s?:.*");
  private static final Pattern WROTE =
      Pattern.compile(
          "(On|Am|Il|Le|El|Op|Em)\\b.{0,300}"
              + "(wrote|schrieb.{0,200}|ha scritto|a écrit|escribió|schreef.{0,200}|escreveu)\\s?:");
  private static final int LONGEST_MARK = 400;

  private PlainText() {}

  /**
   * Joins the lines of {@code format=flowed} (RFC 3676 §4).
   *
   * @param delSp whether the blank before a soft line end belongs to the break
   */
  static String unflow(String text, boolean delSp) {
    StringBuilder joined = new StringBuilder(text.length());
    for (String raw : text.lines().toList()) {
      String line = raw.startsWith(" ") ? raw.substring(1) : raw;
      boolean soft = line.endsWith(" ") && !line.equals("-- ");
      joined.append(soft && delSp ? line.substring(0, line.length() - 1) : line);
      joined.append(soft ? "" : "\n");
    }
    return joined.toString();
  }

  /**
   * Cuts the signature and, in a reply, the quoted mail; a text that would then be empty stays
   * whole.
   */
  static String own(String text, boolean reply) {
    List<String> lines = Arrays.asList(text.split("\\r?\\n", -1));
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (signature(line) || (reply && quoteStarts(lines, i))) {
        break;
      }
      if (!reply || !line.startsWith(">")) {
        kept.add(line);
      }
    }
    String own = String.join("\n", kept);
    return own.isBlank() ? text : own;
  }

  private static boolean signature(String line) {
    return line.equals("-- ") || line.equals("--\u00A0");
  }

  private static boolean quoteStarts(List<String> lines, int at) {
    String line = lines.get(at).strip();
    String next = at + 1 < lines.size() ? lines.get(at + 1).strip() : "";
    if (line.length() + next.length() > LONGEST_MARK) {
      return false;
    }
    return SEPARATOR.matcher(line).matches()
        || (RULE.matcher(line).matches() && FROM.matcher(next).matches())
        || WROTE.matcher(line).matches()
        || WROTE.matcher(line + " " + next).matches();
  }
}
