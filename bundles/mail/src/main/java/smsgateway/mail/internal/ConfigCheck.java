package smsgateway.mail.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;

/**
 * Reads the values of one configuration file and remembers what is wrong with them, so that a
 * component with a bad value can say so instead of failing. One use, one thread.
 */
final class ConfigCheck {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final String component;
  private final String pid;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param component name in status lists
   * @param pid its file is {@code etc/<pid>.cfg}
   */
  ConfigCheck(String component, String pid) {
    this.component = component;
    this.pid = pid;
  }

  /** A value without blanks at its ends. */
  String text(String key, String value) {
    String text = value == null ? "" : value.trim();
    if (CONTROL.matcher(text).find()) {
      fault(key, "holds a control character (a backslash in a path? use /)");
      return "";
    }
    return text;
  }

  /** A value that must be present. */
  String required(String key, String value) {
    String text = text(key, value);
    if (text.isEmpty()) {
      fault(key, "is missing");
    }
    return text;
  }

  /** A whole number; {@code min} when it is none. */
  int number(String key, String value, int min, int max) {
    String text = text(key, value);
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    fault(key, "is '" + text + "' but must be a number from " + min + " to " + max);
    return min;
  }

  /** IP addresses separated by commas; names are not looked up, because DNS can be forged. */
  Set<InetAddress> addresses(String key, String value) {
    Set<InetAddress> all = new LinkedHashSet<>();
    for (String part : text(key, value).split(",", -1)) {
      if (!part.isBlank()) {
        address(key, part.trim()).ifPresent(all::add);
      }
    }
    return all;
  }

  private Optional<InetAddress> address(String key, String text) {
    try {
      if (LITERAL.matcher(text).matches()) {
        return Optional.of(InetAddress.getByName(text));
      }
    } catch (UnknownHostException e) {
      // Told below.
    }
    fault(key, "holds '" + text + "', which is no IP address");
    return Optional.empty();
  }

  /** Records a fault; {@code reason} continues the sentence that begins with the key. */
  void fault(String key, String reason) {
    faults.add("MISCONFIGURED: etc/" + pid + ".cfg: " + key + " " + reason + ".");
  }

  /** The faults as findings; empty when all is well. */
  List<Finding> findings() {
    return faults.stream().map(f -> new Finding(Level.YELLOW, component, f)).toList();
  }
}
