package smsgateway.mail.internal.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One part of a mail (RFC 2046) as a range of its octets; nothing is copied before it is needed.
 */
final class MimePart {
  /** Four octets in the widest charset, of three each in quoted-printable, and line breaks. */
  private static final int OCTETS_PER_CHAR = 13;

  private final byte[] octets;
  private final HeaderFields header;
  private final int from;
  private final int to;

  /**
   * @param from index of the first octet of the body
   * @param to index after its last octet
   */
  private MimePart(byte[] octets, HeaderFields header, int from, int to) {
    this.octets = octets;
    this.header = header;
    this.from = from;
    this.to = to;
  }

  /** The whole mail as a part. */
  static MimePart ofMail(byte[] octets, HeaderFields header) {
    return new MimePart(octets, header, header.bodyStart(), octets.length);
  }

  /** Content-Type with its parameters; text/plain when absent. */
  Parameters type() {
    return Parameters.of(header.find("content-type").orElse("text/plain"));
  }

  /** Content-Disposition with its parameters; empty when absent. */
  Parameters disposition() {
    return Parameters.of(header.first("content-disposition"));
  }

  /** Content-ID with angle brackets, or empty. */
  String contentId() {
    return header.first("content-id");
  }

  /** Name of the attached file, or empty. */
  String fileName() {
    String name = disposition().fileName("filename");
    return TextCleaner.line(name.isEmpty() ? type().fileName("name") : name);
  }

  /**
   * The beginning of the decoded body; what follows is not even decoded.
   *
   * @param most characters
   */
  String text(int most) {
    int end = Math.min(to, from + most * OCTETS_PER_CHAR);
    byte[] body = Arrays.copyOfRange(octets, from, end);
    byte[] decoded = TransferEncoding.decode(body, header.first("content-transfer-encoding"));
    return Charsets.decode(decoded, type().get("charset"), most, end < to);
  }

  /**
   * The parts of a multipart. An end that is missing is no error; a boundary that never comes gives
   * no parts.
   *
   * @param max most parts
   * @throws MailRefusedException when there are more
   */
  List<MimePart> parts(int max) throws MailRefusedException {
    byte[] delimiter = ("--" + type().get("boundary")).getBytes(StandardCharsets.UTF_8);
    List<MimePart> parts = new ArrayList<>();
    int start = -1;
    int at = from;
    boolean open = delimiter.length > 2;
    while (open && at < to) {
      int next = Lines.next(octets, at, to);
      int rest = delimits(at, Lines.end(octets, at, next), delimiter);
      if (rest >= 0) {
        if (start >= 0) {
          add(parts, start, at, max);
        }
        start = next;
        open = rest < 2;
      }
      at = next;
    }
    if (open && start >= 0) {
      add(parts, start, to, max);
    }
    return parts;
  }

  /** -1: no delimiter; 0: delimiter; 2: the closing one. */
  private int delimits(int at, int end, byte[] delimiter) {
    int after = at + delimiter.length;
    if (after > end || !Arrays.equals(octets, at, after, delimiter, 0, delimiter.length)) {
      return -1;
    }
    int last = end;
    while (last > after && (octets[last - 1] == ' ' || octets[last - 1] == '\t')) {
      last--;
    }
    if (last == after) {
      return 0;
    }
    return last - after == 2 && octets[after] == '-' && octets[after + 1] == '-' ? 2 : -1;
  }

  /** The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1). */
  private void add(List<MimePart> parts, int start, int delimiter, int max)
      throws MailRefusedException {
    if (parts.size() >= max) {
      throw new MailRefusedException(Refusals.say("parts", Limits.PARTS));
    }
    int end = Lines.end(octets, start, delimiter);
    HeaderFields fields = HeaderFields.read(octets, start, end);
    if (!fields.complete()) {
      throw new MailRefusedException(Refusals.say("part.header"));
    }
    parts.add(new MimePart(octets, fields, Math.min(fields.bodyStart(), end), end));
  }
}
