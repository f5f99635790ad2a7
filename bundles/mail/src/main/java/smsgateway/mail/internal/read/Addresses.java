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

  /** Characters of one entry; longer ones name nobody and would make the patterns slow. */
  private static final int ENTRY_CHARS = 1_000;

  private Addresses() {}

  /** The entries of a list, at most {@link Limits#ADDRESSES}. */
  static List<Mailbox> read(String list) {
    List<Mailbox> found = new ArrayList<>();
    for (String entry : split(list)) {
      if (found.size() < Limits.ADDRESSES && entry.length() <= ENTRY_CHARS) {
        mailbox(entry.strip(), found);
      }
    }
    return found;
  }

  private static void mailbox(String entry, List<Mailbox> found) {
    String seen = outside(entry);
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

  /** The entry with nothing in its quotes and comments that looks like an address. */
  private static String outside(String entry) {
    StringBuilder seen = new StringBuilder(entry);
    boolean quoted = false;
    int depth = 0;
    for (int i = 0; i < entry.length(); i++) {
      char c = entry.charAt(i);
      boolean within = quoted || depth > 0;
      if (within && c == '\\') {
        i++;
      } else if (c == '"' && depth == 0) {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')' && depth > 0) {
        depth--;
      } else if (within && (c == '<' || c == '>' || c == '@')) {
        seen.setCharAt(i, '_');
      }
    }
    return seen.toString();
  }

  /** Splits at commas, semicolons and group colons outside quotes, comments and brackets. */
  private static List<String> split(String list) {
    List<String> entries = new ArrayList<>();
    StringBuilder entry = new StringBuilder();
    boolean quoted = false;
    int depth = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '\\' && (quoted || depth > 0) && i + 1 < list.length()) {
        entry.append(c).append(list.charAt(++i));
        continue;
      }
      quoted = c == '"' ? !quoted : quoted;
      depth += quoted ? 0 : nesting(c);
      if (!quoted && depth <= 0 && (c == ',' || c == ';' || c == ':')) {
        entries.add(c == ':' ? "" : entry.toString());
        entry.setLength(0);
      } else {
        entry.append(c);
      }
    }
    entries.add(entry.toString());
    return entries;
  }

  private static int nesting(char c) {
    return switch (c) {
      case '(', '<' -> 1;
      case ')', '>' -> -1;
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
