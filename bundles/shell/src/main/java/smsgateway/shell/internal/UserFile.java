package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import smsgateway.api.User;

/**
 * The users in a CSV file.
 *
 * @param users by row; without meaning when there are errors
 * @param errors one sentence each, beginning with its row; the header is row 1
 */
record UserFile(List<User> users, List<String> errors) {

  /**
   * Reads all rows. A column that the file does not have keeps the value of an existing user.
   *
   * @param existing the users that are stored now
   */
  static UserFile read(String text, Collection<User> existing) {
    return read(text, existing, 1);
  }

  /**
   * As above.
   *
   * @param headerRows 0 when the header was put before a file that has none: rows count without it
   */
  static UserFile read(String text, Collection<User> existing, int headerRows) {
    Map<String, User> known = new HashMap<>();
    existing.forEach(user -> known.put(user.email(), user));
    List<String> errors = new ArrayList<>();
    Map<String, User> users = new LinkedHashMap<>();
    Map<String, Integer> rowOf = new HashMap<>();
    List<List<String>> rows = Csv.parse(text);
    List<String> header = header(rows, errors);
    for (int i = 1; i < rows.size() && !header.isEmpty(); i++) {
      List<String> row = rows.get(i);
      if (row.equals(List.of(""))) {
        continue;
      }
      try {
        User user = user(header, row, known);
        if (users.putIfAbsent(user.email(), user) != null) {
          throw new IllegalArgumentException(user.email() + " is in the file twice.");
        }
        rowOf.put(user.email(), i + headerRows);
      } catch (IllegalArgumentException e) {
        errors.add("Row " + (i + headerRows) + ": " + e.getMessage());
      }
    }
    known.putAll(users);
    sharedNicknames(known.values(), rowOf, errors);
    return new UserFile(List.copyOf(users.values()), List.copyOf(errors));
  }

  private static List<String> header(List<List<String>> rows, List<String> errors) {
    List<String> header = new ArrayList<>();
    if (!rows.isEmpty()) {
      rows.get(0).forEach(title -> header.add(title.strip().toLowerCase(Locale.ROOT)));
    }
    Set<String> distinct = new HashSet<>(header);
    if (!distinct.contains("email")
        || distinct.size() < header.size()
        || !UserEdit.FIELDS.containsAll(distinct)) {
      errors.add(
          "Row 1: the header must name email and any of "
              + String.join(", ", UserEdit.FIELDS.subList(1, UserEdit.FIELDS.size()))
              + ", each once.");
      return List.of();
    }
    return header;
  }

  private static User user(List<String> header, List<String> row, Map<String, User> known) {
    if (row.size() != header.size()) {
      throw new IllegalArgumentException(
          "it has " + row.size() + " fields, but the header has " + header.size() + ".");
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      fields.put(header.get(i), row.get(i));
    }
    // The first address is the user's own; a file with one address leaves the further ones.
    String[] addresses = fields.get("email").strip().split("\\s+", 2);
    String email = UserEdit.email(addresses[0]);
    if (addresses.length > 1) {
      fields.put("aliases", addresses[1]);
    }
    User base = known.containsKey(email) ? known.get(email) : UserEdit.fresh(email);
    return UserEdit.apply(base, fields);
  }

  private static void sharedNicknames(
      Collection<User> users, Map<String, Integer> rowOf, List<String> errors) {
    Map<String, String> owners = new HashMap<>();
    for (User user : users) {
      String nickname = user.nickname().orElse("").toLowerCase(Locale.ROOT);
      String other = nickname.isEmpty() ? null : owners.put(nickname, user.email());
      if (other != null) {
        // Stored users have no row, but they do not clash among themselves: one of the two has one.
        int row = Math.max(rowOf.getOrDefault(other, 0), rowOf.getOrDefault(user.email(), 0));
        String both = other + " and " + user.email();
        errors.add("Row " + row + ": nickname " + nickname + " would belong to " + both + ".");
      }
    }
  }
}
