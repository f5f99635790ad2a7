package smsgateway.mail.internal.read;

/** Lines of octets that end in CRLF or a bare LF. */
final class Lines {
  private Lines() {}

  /** Index after the line that starts at {@code at}, at most {@code to}. */
  static int next(byte[] octets, int at, int to) {
    int i = at;
    while (i < to && octets[i] != '\n') {
      i++;
    }
    return Math.min(i + 1, to);
  }

  /** Index after the last octet of the line {@code [at, next)} without its line end. */
  static int end(byte[] octets, int at, int next) {
    int end = next;
    if (end > at && octets[end - 1] == '\n') {
      end--;
    }
    return end > at && octets[end - 1] == '\r' ? end - 1 : end;
  }
}
