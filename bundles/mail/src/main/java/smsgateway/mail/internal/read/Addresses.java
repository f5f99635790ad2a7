package smsgateway.mail.internal.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads address lists (RFC 5322 §3.4) the way people and programs write them: without angle
 * brackets, with a comment instead of a name, with groups. Total; what holds no address is skipped.
 */
final class Addresses {
  private static final Pattern BRACKETED = Pattern.compile("^(.*)<\\s*+([^<>\\s]++)\\s*+>[^<>]*$");
  private static final Pattern BARE =
      Pattern.compile("^(?:(.*)[\\s\"])?([^\\s\"<>()@]++@[^\\s\"<>()@]++)\\s*+(?:\\((.*)\\))?$");

  private static final String SYNTAX = ",;:<>@";

  /** Characters of one entry; longer ones name nobody and would make the patterns slow. */
  private static final int ENTRY_CHARS = 1_000;

  private Addresses() {}

  /** The entries of a list, at most {@link Limits#ADDRESSES}. */
  static List<Mailbox> read(String list) {
    List<Mailbox> found = new ArrayList<>();
    String seen = outside(list);
    int depth = 0;
    int from = 0;
    for (int at = 0; at <= list.length(); at++) {
      char c = at < list.length() ? seen.charAt(at) : ',';
      depth += nesting(c);
      boolean separates = (c == ',' || c == ';' || c == ':') && depth <= 0;
      if (separates || at == list.length()) {
        // What stands before a colon is the name of a group.
        if (c != ':' && at - from <= ENTRY_CHARS && found.size() < Limits.ADDRESSES) {
          mailbox(list.substring(from, at).strip(), seen.substring(from, at).strip(), found);
        }
        from = at + 1;
      }
    }
    return found;
  }

  /**
   * @param seen the entry as {@link #outside} has left it, of the same length
   */
  private static void mailbox(String entry, String seen, List<Mailbox> found) {
    Matcher bracketed = BRACKETED.matcher(seen);
    Matcher bare = BARE.matcher(seen);
    if (bracketed.matches() && bracketed.group(2).contains("@")) {
      found.add(
          new Mailbox(
              name(entry.substring(0, bracketed.end(1))),
              bracketed.group(2).toLowerCase(Locale.ROOT)));
    } else if (bare.matches()) {
      String comment = bare.start(3) < 0 ? "" : entry.substring(bare.start(3), bare.end(3));
      String before = bare.start(1) < 0 ? "" : entry.substring(0, bare.end(1));
      found.add(
          new Mailbox(
              name(before.isBlank() ? comment : before), bare.group(2).toLowerCase(Locale.ROOT)));
    }
  }

  /** The list with nothing in its quotes and comments that looks like a part of an address. */
  private static String outside(String list) {
    StringBuilder seen = new StringBuilder(list);
    boolean quoted = false;
    int depth = 0;
    for (int i = 0; i < list.length(); i++) {
      boolean within = quoted || depth > 0;
      boolean escaped = within && list.charAt(i) == '\\' && i + 1 < list.length();
      i += escaped ? 1 : 0;
      char c = list.charAt(i);
      if (within && SYNTAX.indexOf(c) >= 0) {
        seen.setCharAt(i, '_');
      } else if (!escaped && c == '"' && depth == 0) {
        quoted = !quoted;
      } else if (!escaped && !quoted && c == '(') {
        depth++;
      } else if (!escaped && !quoted && c == ')' && depth > 0) {
        depth--;
      }
    }
    return seen.toString();
  }

  private static int nesting(char c) {
    return switch (c) {
      case '<' -> 1;
      case '>' -> -1;
      default -> 0;
    };
  }

  private static String name(String raw) {
    String name = raw.strip();
    if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
      name = name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    return TextCleaner.line(EncodedWords.decode(name.replace("\"", "")));
  }
}
