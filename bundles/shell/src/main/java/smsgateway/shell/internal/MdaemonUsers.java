package smsgateway.shell.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import smsgateway.api.User;

/**
 * Accounts of MDaemon, from its CSV export or from its {@code UserList.dat}, as a file of the
 * gateway's own kind. Of each line only address and full name are kept: both files hold passwords,
 * and no more than one line of them is in memory at a time.
 *
 * @param text {@code email,name} by line, at the line of the original; empty for what is left out
 * @param leftOut one sentence for each account that cannot be a user, beginning with its row
 * @param headerRows 1, or 0 when the original has no header
 */
record MdaemonUsers(String text, List<String> leftOut, int headerRows) {
  private static final String CLOSED = "C";
  private static final int DOMAIN = 0;
  private static final int MAILBOX = 45;
  private static final int NAME = 75;
  private static final int FOLDER = 105;
  private static final int ACCESS = 217;

  /** Such a file, or nothing when it is of another kind. */
  static Optional<MdaemonUsers> read(Path file) throws IOException {
    // Every octet is one character, so that columns are octets; kept fields are decoded alone.
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String first = lines.readLine();
      if (first == null) {
        return Optional.empty();
      }
      List<String> header = header(first);
      if (header.containsAll(Set.of("mailbox", "domain", "fullname"))) {
        return Optional.of(export(header, lines));
      }
      return fixedWidth(first) ? Optional.of(userList(first, lines)) : Optional.empty();
    }
  }

  /** The accounts as users; errors name the row of the original. */
  UserFile users(Collection<User> existing) {
    return UserFile.read(text, existing, headerRows);
  }

  /** There is a blank after each comma, in the header only. */
  private static List<String> header(String line) {
    return Stream.of(decoded(line).split(",", -1))
        .map(title -> title.replace('"', ' ').strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static boolean fixedWidth(String line) {
    return line.length() > ACCESS
        && "YN".indexOf(line.charAt(ACCESS - 2)) >= 0
        && "YNPIC".indexOf(line.charAt(ACCESS)) >= 0
        && line.substring(DOMAIN, MAILBOX).strip().matches("[A-Za-z0-9.-]+")
        && line.substring(MAILBOX, NAME).strip().matches("[^ @,\"]+");
  }

  private static MdaemonUsers export(List<String> header, BufferedReader lines) throws IOException {
    Result result = new Result();
    String line = lines.readLine();
    for (int number = 2; line != null; number++, line = lines.readLine()) {
      Map<String, String> fields = new HashMap<>();
      List<String> row = line.isBlank() ? List.of() : Csv.parse(line).get(0);
      for (int i = 0; i < Math.min(header.size(), row.size()); i++) {
        fields.put(header.get(i), row.get(i).strip());
      }
      boolean disabled = fields.getOrDefault("disabled", "").matches("[yY1tT].*");
      String mailbox = fields.getOrDefault("mailbox", "");
      String email =
          fields.getOrDefault("email", "").isEmpty()
              ? mailbox + "@" + fields.getOrDefault("domain", "")
              : fields.get("email");
      result.add(
          number,
          row.isEmpty() ? "" : email,
          fields.getOrDefault("fullname", ""),
          disabled || fields.getOrDefault("accesstype", "").equalsIgnoreCase(CLOSED));
    }
    return result.end(1);
  }

  private static MdaemonUsers userList(String first, BufferedReader lines) throws IOException {
    Result result = new Result();
    String line = first;
    for (int number = 1; line != null; number++, line = lines.readLine()) {
      String domain = field(line, DOMAIN, MAILBOX);
      String mailbox = field(line, MAILBOX, NAME);
      result.add(
          number,
          domain.isEmpty() ? "" : mailbox + "@" + domain,
          field(line, NAME, FOLDER),
          field(line, ACCESS, ACCESS + 1).equalsIgnoreCase(CLOSED));
    }
    return result.end(0);
  }

  private static String field(String line, int from, int to) {
    return line.length() < from ? "" : line.substring(from, Math.min(to, line.length())).strip();
  }

  private static String decoded(String octets) {
    return Csv.decode(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What is kept so far. */
  private static final class Result {
    private final StringBuilder text = new StringBuilder("email,name\n");
    private final List<String> leftOut = new ArrayList<>();

    void add(int line, String email, String name, boolean closed) {
      if (closed) {
        leftOut.add("Row " + line + ": " + decoded(email) + " is closed: left out.");
      } else if (!email.isEmpty()) {
        text.append(quoted(email)).append(',').append(quoted(name));
      }
      text.append('\n');
    }

    private static String quoted(String octets) {
      return '"' + decoded(octets).replace("\"", "\"\"") + '"';
    }

    MdaemonUsers end(int headerRows) {
      return new MdaemonUsers(text.toString(), List.copyOf(leftOut), headerRows);
    }
  }
}
