package smsgateway.bench.mail;

import java.util.List;
import java.util.Random;

/** Damages mails, some at random, some as an attacker would; a mail's characters are its octets. */
final class Mutator {
  private static final List<String> EVIL =
      List.of(
          "\r\n",
          "\n\n",
          "\r",
          "\u0000",
          "\u001a",
          "\u001b",
          "\r\nBcc: evil@example.net\r\n",
          "\nAT+CFUN=0\r",
          "=0D=0AAT+CMGS=1",
          "=?utf-8?Q?=0D=0ABcc:_x@y?=",
          "=?utf-8?B?",
          "=?x?q?=",
          "\u00e7\u0098\u008d",
          "\u00e7\u0098\u008a",
          "\u00ed\u00a0\u0080",
          "\u00ff\u00fe",
          "--b1\n",
          "--b1--",
          "Content-Type: multipart/mixed; boundary=b1\n\n",
          "Content-Transfer-Encoding: base64\n",
          "; charset=",
          "\"",
          "<",
          ">",
          "(((((",
          ";",
          ",",
          ":",
          "\\",
          "@",
          "+393331234567",
          "<div><div><blockquote type=cite>",
          "<!--",
          "&#x1a;&#0;&#55357;",
          "To: \"+393331234567\" <sms@example.com>\n");
  private static final int MOST = 12;
  private static final int LONGEST = 60_000;

  private final List<String> corpus;
  private final Random random;

  Mutator(List<String> corpus, long seed) {
    this.corpus = corpus;
    this.random = new Random(seed);
  }

  /** A mail of the corpus with one to twelve damages. */
  String next() {
    StringBuilder mail = new StringBuilder(any(corpus));
    for (int i = random.nextInt(MOST); i >= 0; i--) {
      damage(mail);
    }
    mail.setLength(Math.min(mail.length(), LONGEST));
    return mail.toString();
  }

  private void damage(StringBuilder mail) {
    int at = random.nextInt(mail.length() + 1);
    int end = Math.min(mail.length(), at + random.nextInt(80));
    switch (random.nextInt(7)) {
      case 0 -> mail.replace(at, Math.min(mail.length(), at + 1), octet());
      case 1 -> mail.insert(at, octet());
      case 2 -> mail.delete(at, end);
      case 3 -> mail.insert(at, mail.substring(at, end).repeat(1 + random.nextInt(20)));
      case 4 -> mail.insert(at, any(EVIL));
      case 5 -> mail.insert(at, line());
      default -> mail.replace(at, end, piece());
    }
  }

  private String octet() {
    return String.valueOf((char) random.nextInt(256));
  }

  /** A line of another mail: fields and boundaries come to places where nobody expects them. */
  private String line() {
    List<String> lines = any(corpus).lines().toList();
    return "\n" + any(lines) + "\n";
  }

  private String piece() {
    String other = any(corpus);
    int from = random.nextInt(other.length());
    return other.substring(from, Math.min(other.length(), from + random.nextInt(200)));
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
