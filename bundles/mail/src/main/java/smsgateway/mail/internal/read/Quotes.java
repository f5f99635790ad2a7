package smsgateway.mail.internal.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells in the lines of a reply what its writer wrote from what he answers, by the marks of the
 * mail programs in use.
 */
final class Quotes {
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "[-_]{2,}\\s*(Original Message|Original Appointment|Reply message|Urspr.{1,2}ngliche Nachricht"
              + "|Messaggio originale|Messaggio Originale|Message d.origine|Mensaje original"
              + "|Oorspronkelijk bericht|Mensagem original|Oprindelig meddelelse"
              + "|Ursprungligt meddelande|Wiadomo.{1,2} oryginalna|P.vodn. zpr.va)\\s*[-_]{2,}",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern RULE = Pattern.compile("_{10,}|-{20,}");

  /** The first field of the mail that is answered, as Outlook writes it in its languages. */
  private static final Pattern FROM =
      Pattern.compile("\\*?(From|Von|Da|De|Van|Fra|Från|Od|От)\\s?:\\*?\\s?\\S.*");

  private static final Pattern FIELD =
      Pattern.compile(
          "\\*?(Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Inviato|Data|A|Oggetto|Envoy.{1,2}"
              + "|À|Objet|Enviado( el)?|Para|Asunto|Assunto|Verzonden|Aan|Onderwerp|Sendt|Til|Emne"
              + "|Skickat|Till|Ämne|Wys.ano|Do|Temat)\\s?:\\*?\\s?\\S.*");

  private static final Pattern SUBJECT =
      Pattern.compile(
          "\\*?(Subject|Betreff|Oggetto|Objet|Asunto|Assunto|Onderwerp|Emne|Ämne|Temat)\\s?:.*");

  private static final Pattern WROTE =
      Pattern.compile(
          "(On|Am|Il|Le|El|Op|Em|Den|W dniu|Dne)\\b.{0,300}"
              + "(wrote|schrieb.{0,200}|ha scritto|a écrit|escribió|schreef.{0,200}|escreveu|skrev.{0,200}"
              + "|napisał.{0,200}|napsal.{0,200})\\s?:");

  /** In any language: a date or an address, and a colon at the end. */
  private static final Pattern ATTRIBUTION = Pattern.compile(".*(\\d{4}|\\d:\\d\\d|@).*[:：]");

  private static final int LONGEST_MARK = 400;
  private static final int FIELDS_NEAR = 5;

  private final List<String> lines;

  private Quotes(List<String> lines) {
    this.lines = lines;
  }

  /** The text without quoted mail and without what stands below the signature. */
  static String without(List<String> lines) {
    return new Quotes(lines).own();
  }

  private String own() {
    List<String> kept = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      int attribution = attribution(at);
      if (attribution > 0) {
        at += attribution;
      } else if (endsAt(at)) {
        at = lines.size();
      } else {
        if (!lines.get(at).startsWith(">")) {
          kept.add(lines.get(at));
        }
        at++;
      }
    }
    // The signature last: above the quoted mail of somebody else stands none of ours.
    return String.join("\n", PlainText.unsignedLines(kept));
  }

  /** Number of lines of an attribution that stands above quoted lines, or 0. */
  private int attribution(int at) {
    for (int length = 1; length <= 3; length++) {
      String mark = joined(at, length);
      if (attributes(mark) && line(at + length, true).startsWith(">")) {
        return length;
      }
      if (line(at + length - 1, false).isEmpty()) {
        return 0;
      }
    }
    return 0;
  }

  private static boolean attributes(String mark) {
    return wrote(mark)
        || ((mark.endsWith(":") || mark.endsWith("：")) && ATTRIBUTION.matcher(mark).matches());
  }

  /** Whether everything from this line on is the mail that is answered. */
  private boolean endsAt(int at) {
    String line = line(at, false);
    if (line.length() > LONGEST_MARK) {
      return false;
    }
    return SEPARATOR.matcher(line).matches()
        || (RULE.matcher(line).matches() && FROM.matcher(line(at + 1, false)).matches())
        || (FROM.matcher(line).matches() && fieldsBelow(at) >= 2 && ofMail(at))
        || attributed(line)
        || attributed(joined(at, 2));
  }

  /** Without quote marks below, only what no sentence of the writer is likely to be. */
  private static boolean attributed(String mark) {
    return wrote(mark) && ATTRIBUTION.matcher(mark).matches();
  }

  /** The look at the end first: the pattern is slow on lines that only nearly match. */
  private static boolean wrote(String mark) {
    return mark.endsWith(":") && WROTE.matcher(mark).matches();
  }

  /** Whether fields that begin here are those of a mail, and not of a journey or a form. */
  private boolean ofMail(int at) {
    return lines.stream()
        .skip(at)
        .limit(FIELDS_NEAR + 1L)
        .filter(line -> line.length() <= LONGEST_MARK)
        .anyMatch(line -> line.contains("@") || SUBJECT.matcher(line.strip()).matches());
  }

  private long fieldsBelow(int at) {
    return lines.stream()
        .skip(at + 1L)
        .limit(FIELDS_NEAR)
        .filter(line -> line.length() <= LONGEST_MARK && FIELD.matcher(line.strip()).matches())
        .count();
  }

  /** Lines in one, or nothing when that is longer than any mark. */
  private String joined(int at, int length) {
    StringBuilder joined = new StringBuilder();
    for (int i = at; i < at + length; i++) {
      joined.append(i > at ? " " : "").append(line(i, false));
    }
    return joined.length() > LONGEST_MARK ? "" : joined.toString();
  }

  /**
   * A line without blanks round it; empty behind the last one.
   *
   * @param filled whether an empty line stands for the one below it
   */
  private String line(int at, boolean filled) {
    String line = at < lines.size() ? lines.get(at).strip() : "";
    return line.isEmpty() && filled && at + 1 < lines.size() ? lines.get(at + 1).strip() : line;
  }
}
