package smsgateway.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One command of a command line (ITU-T V.250 §5.3, §5.4).
 *
 * @param name upper case without {@code AT}, for example {@code +CMGS}, {@code E} or {@code &F}
 * @param form how it was called
 * @param argument what follows the {@code =} or the letter
 */
record AtCommand(String name, Form form, String argument) {
  enum Form {
    EXECUTE,
    READ,
    TEST,
    SET
  }

  /** The commands of a line that starts with {@code AT}; a line without it has none. */
  static List<AtCommand> parse(String line) {
    int start = line.toUpperCase(Locale.ROOT).indexOf("AT");
    List<AtCommand> commands = new ArrayList<>();
    if (start < 0) {
      return commands;
    }
    String rest = line.substring(start + 2).trim();
    if (rest.isEmpty()) {
      commands.add(new AtCommand("", Form.EXECUTE, ""));
    }
    while (!rest.isEmpty()) {
      int end =
          Character.isLetter(rest.charAt(0)) || rest.charAt(0) == '&'
              ? basic(rest)
              : extended(rest);
      commands.add(one(rest.substring(0, end).trim()));
      rest = rest.substring(end);
      rest = rest.startsWith(";") ? rest.substring(1).trim() : rest.trim();
    }
    return commands;
  }

  /** The command as it was typed, without {@code AT}. */
  String text() {
    return name
        + switch (form) {
          case EXECUTE -> argument;
          case READ -> "?";
          case TEST -> "=?";
          case SET -> "=" + argument;
        };
  }

  /** Values of the argument: at commas outside quotes, quotes taken off. */
  List<String> values() {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(value.toString().trim());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString().trim());
    return values;
  }

  /** A whole number at this place; {@code otherwise} when it is left out, -1 when it is none. */
  int number(int index, int otherwise) {
    List<String> values = values();
    if (index >= values.size() || values.get(index).isEmpty()) {
      return otherwise;
    }
    return values.get(index).matches("[0-9]{1,6}") ? Integer.parseInt(values.get(index)) : -1;
  }

  private static int basic(String rest) {
    int end = rest.charAt(0) == '&' && rest.length() > 1 ? 2 : 1;
    boolean dials = Character.toUpperCase(rest.charAt(0)) == 'D';
    boolean register = Character.toUpperCase(rest.charAt(0)) == 'S';
    while (end < rest.length()
        && (dials
            || Character.isDigit(rest.charAt(end))
            || (register && "=?".indexOf(rest.charAt(end)) >= 0))) {
      end++;
    }
    return end;
  }

  private static int extended(String rest) {
    boolean quoted = false;
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) == '"') {
        quoted = !quoted;
      } else if (rest.charAt(i) == ';' && !quoted) {
        return i;
      }
    }
    return rest.length();
  }

  private static AtCommand one(String text) {
    if (Character.isLetter(text.charAt(0)) || text.charAt(0) == '&') {
      int letters = text.charAt(0) == '&' && text.length() > 1 ? 2 : 1;
      String name = text.substring(0, letters).toUpperCase(Locale.ROOT);
      return new AtCommand(name, Form.EXECUTE, text.substring(letters));
    }
    int end = 0;
    while (end < text.length() && "=?".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String name = text.substring(0, end).trim().toUpperCase(Locale.ROOT);
    String tail = text.substring(end);
    return switch (tail) {
      case "" -> new AtCommand(name, Form.EXECUTE, "");
      case "?" -> new AtCommand(name, Form.READ, "");
      case "=?" -> new AtCommand(name, Form.TEST, "");
      default -> new AtCommand(name, Form.SET, tail.substring(1));
    };
  }
}
