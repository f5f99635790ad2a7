package smsgateway.modem.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a modem answered to one command.
 *
 * @param lines what came before the final result, without echo and known unsolicited lines
 */
public record Answer(List<String> lines, FinalResult result) {
  public boolean ok() {
    return result.ok();
  }

  /** What follows a prefix such as {@code +CPIN:} in the first line that has it. */
  public Optional<String> value(String prefix) {
    return lines.stream().filter(l -> has(l, prefix)).findFirst().map(l -> after(l, prefix));
  }

  /** The text of an answer without prefix, such as a model name; empty when there was none. */
  public String text(String prefix) {
    return ok()
        ? String.join(
                " ",
                lines.stream()
                    .filter(l -> !Urc.resultCode(l) || has(l, prefix))
                    .map(l -> after(l, prefix))
                    .toList())
            .strip()
        : "";
  }

  public static boolean has(String line, String prefix) {
    return line.toUpperCase(Locale.ROOT).startsWith(prefix);
  }

  public static String after(String line, String prefix) {
    return has(line, prefix) ? line.substring(prefix.length()).strip() : line;
  }
}
