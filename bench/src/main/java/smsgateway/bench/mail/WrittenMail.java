package smsgateway.bench.mail;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at a mail that the gateway wrote, octet by octet. */
final class WrittenMail {
  private static final Set<String> FIELDS =
      Set.of(
          "from",
          "to",
          "subject",
          "date",
          "message-id",
          "in-reply-to",
          "references",
          "auto-submitted",
          "x-auto-response-suppress",
          "x-loop",
          "x-sms-reason",
          "x-sms-sent",
          "mime-version",
          "content-type",
          "content-transfer-encoding");
  private static final int LONGEST_LINE = 998;

  private WrittenMail() {}

  /**
   * What is wrong with it, or an empty string: every line ends in CRLF and is printable ASCII of at
   * most 998 octets (RFC 5322 §2.1.1), every field is known and there once, and it is for one
   * mailbox.
   */
  static String fault(byte[] octets, String to) {
    String mail = new String(octets, StandardCharsets.ISO_8859_1);
    if (!mail.endsWith("\r\n") || !mail.replace("\r\n", "").matches("[\t -~]*+")) {
      return "an octet that is no printable ASCII";
    }
    int end = mail.indexOf("\r\n\r\n");
    Set<String> seen = new HashSet<>();
    for (String line : mail.substring(0, Math.max(0, end)).split("\r\n", -1)) {
      String fault = line.startsWith(" ") ? continued(line) : field(line, to, seen);
      if (!fault.isEmpty()) {
        return fault;
      }
    }
    boolean complete = seen.containsAll(List.of("from", "to", "subject", "date", "message-id"));
    return end > 0 && complete && mail.lines().allMatch(l -> l.length() <= LONGEST_LINE)
        ? ""
        : "a field is missing or a line is too long";
  }

  private static String continued(String line) {
    return line.isBlank() ? "a blank line of a field" : "";
  }

  private static String field(String line, String to, Set<String> seen) {
    String name = line.split(":", 2)[0].toLowerCase(Locale.ROOT);
    if (!FIELDS.contains(name) || !seen.add(name)) {
      return "field " + name;
    }
    return name.equals("to") && !line.equals("To: " + to) ? "another recipient" : "";
  }
}
