package smsgateway.mail.internal.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The header of a mail or of one part (RFC 5322 §2.2): fields in order, unfolded, not decoded. A
 * line that is no field ends the header, so that a text without any header is all body.
 */
public final class HeaderFields {
  private static final Set<String> KNOWN =
      Set.of(
          "from",
          "to",
          "cc",
          "bcc",
          "subject",
          "date",
          "message-id",
          "mime-version",
          "received",
          "return-path",
          "content-type",
          "content-transfer-encoding",
          "content-disposition");

  /**
   * One field.
   *
   * @param name lower case
   * @param value unfolded and trimmed
   */
  public record Field(String name, String value) {}

  private final List<Field> fields;
  private final int bodyStart;
  private final boolean complete;

  private HeaderFields(List<Field> fields, int bodyStart, boolean complete) {
    this.fields = List.copyOf(fields);
    this.bodyStart = bodyStart;
    this.complete = complete;
  }

  /**
   * Reads a header. Total; looks at no more than {@link Limits#HEADER_OCTETS} octets.
   *
   * @param from index of the first octet
   * @param to index after the last octet of the mail or part
   */
  static HeaderFields read(byte[] octets, int from, int to) {
    int limit = Math.min(to, from + Limits.HEADER_OCTETS);
    List<String> lines = new ArrayList<>();
    int at = from;
    boolean open = true;
    while (open && at < limit) {
      int next = Lines.next(octets, at, limit);
      String line =
          Charsets.decode(Arrays.copyOfRange(octets, at, Lines.end(octets, at, next)), "");
      boolean continued =
          !lines.isEmpty() && !line.isEmpty() && Character.isWhitespace(line.charAt(0));
      boolean postmark = at == from && line.startsWith("From ");
      open = continued || postmark || colon(line) > 0;
      if (open && !postmark) {
        lines.add(line);
      }
      at = open || line.isEmpty() ? next : at;
    }
    return new HeaderFields(unfold(lines), at, !open || at == to);
  }

  /** The header of a whole mail: without a single well-known field it is all text. */
  public static HeaderFields ofMail(byte[] octets) {
    HeaderFields header = read(octets, 0, octets.length);
    boolean known = header.fields.stream().anyMatch(f -> KNOWN.contains(f.name()));
    return known || !header.complete ? header : new HeaderFields(List.of(), 0, true);
  }

  private static List<Field> unfold(List<String> lines) {
    List<Field> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (String line : lines) {
      if (Character.isWhitespace(line.charAt(0))) {
        field.append(' ').append(line.strip());
      } else {
        add(field.toString(), fields);
        field.setLength(0);
        field.append(line);
      }
    }
    add(field.toString(), fields);
    return fields;
  }

  private static void add(String line, List<Field> fields) {
    int colon = colon(line);
    if (colon > 0) {
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      fields.add(new Field(name, line.substring(colon + 1).strip()));
    }
  }

  /** Index of the colon behind a field name, or 0. */
  private static int colon(String line) {
    int i = 0;
    while (i < line.length()
        && line.charAt(i) > ' '
        && line.charAt(i) < 127
        && line.charAt(i) != ':') {
      i++;
    }
    int name = i;
    while (i < line.length() && line.charAt(i) == ' ') {
      i++;
    }
    return name > 0 && i < line.length() && line.charAt(i) == ':' ? i : 0;
  }

  /** All fields, topmost first. */
  public List<Field> all() {
    return fields;
  }

  /** The topmost field of this name (lower case), or an empty string. */
  public String first(String name) {
    return find(name).orElse("");
  }

  /** The topmost field of this name (lower case). */
  public Optional<String> find(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).findFirst();
  }

  /** Whether there is a field of this name (lower case). */
  public boolean has(String name) {
    return find(name).isPresent();
  }

  /** Index of the first octet of the body. */
  public int bodyStart() {
    return bodyStart;
  }

  /** Whether the header ended within {@link Limits#HEADER_OCTETS}. */
  boolean complete() {
    return complete;
  }
}
