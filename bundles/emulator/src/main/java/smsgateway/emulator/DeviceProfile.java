package smsgateway.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an emulated device does differently from 3GPP TS 27.005: a resource {@code
 * devices/<name>.properties}, see the README for its keys. Immutable.
 */
public final class DeviceProfile {
  /** The devices there are; the first one follows the standard. */
  public static final List<String> NAMES =
      List.of(
          "generic-27005",
          "wavecom-m1206b",
          "huawei-e1550",
          "quectel-ec25",
          "quectel-ep06",
          "sonyericsson-t610",
          "panasonic-gd87",
          "multitech-mtcba",
          "hostile");

  private static final Pattern RULE = Pattern.compile("(.*?)\\s*=>\\s*([a-z-]+)\\s*(.*)");
  private final Map<String, String> values;
  private final List<Rule> rules = new ArrayList<>();

  /** What a device answers to a command where the standard would answer something else. */
  private record Rule(Pattern command, String action, String argument) {
    boolean matches(String text) {
      return command.matcher(text).matches();
    }

    Answer answer() {
      return switch (action) {
        case "error" -> Answer.error();
        case "silent" -> Answer.nothing();
        case "cms" -> Answer.cms(Integer.parseInt(argument));
        case "cme" -> Answer.cme(Integer.parseInt(argument));
        default -> Answer.ok(lines(argument));
      };
    }
  }

  private DeviceProfile(Map<String, String> values) {
    this.values = Map.copyOf(values);
    for (String key : new TreeSet<>(values.keySet())) {
      Matcher rule = RULE.matcher(values.get(key));
      if (key.startsWith("rule.") && rule.matches()) {
        Pattern command = Pattern.compile(rule.group(1), Pattern.CASE_INSENSITIVE);
        rules.add(new Rule(command, rule.group(2), rule.group(3)));
      }
    }
  }

  /**
   * A device by its name.
   *
   * @throws IllegalArgumentException when there is none; the message lists those there are
   */
  public static DeviceProfile of(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "there is no emulated device " + name + "; there are " + String.join(", ", NAMES));
    }
    Properties properties = new Properties();
    try (InputStream in =
        DeviceProfile.class.getResourceAsStream("devices/" + name + ".properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k).trim()));
    return new DeviceProfile(values);
  }

  String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  int number(String key, int otherwise) {
    return Integer.parseInt(values.getOrDefault(key, Integer.toString(otherwise)));
  }

  /** Lines separated by {@code |}. */
  List<String> textLines(String key, String otherwise) {
    return lines(text(key, otherwise));
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\|", -1));
  }

  /** Message storages and their slots, the preferred one first. */
  Map<String, Integer> storages() {
    Map<String, Integer> storages = new LinkedHashMap<>();
    for (String storage : text("storages", "SM:25,ME:50").split(",", -1)) {
      List<String> parts = List.of(storage.trim().split(":", -1));
      storages.put(parts.get(0), Integer.valueOf(parts.get(1)));
    }
    return storages;
  }

  /** Whether the device lacks a command that the standard has. */
  boolean lacks(String command) {
    return !command.isEmpty()
        && Arrays.asList(text("absent", "").split("\\s*,\\s*", -1)).contains(command);
  }

  /** How it answers a command that it lacks. */
  Answer unknown() {
    String unknown = text("unknown", "error");
    return switch (unknown) {
      case "error" -> Answer.error();
      case "silent" -> Answer.nothing();
      default -> new Answer(List.of(unknown), Answer.Kind.NOTHING, 0);
    };
  }

  /** The answer that takes the place of the standard's. */
  Optional<Answer> instead(String command) {
    return rule(command).filter(r -> !wraps(r)).map(Rule::answer);
  }

  /** The standard's answer as the device gives it. */
  Answer as(String command, Answer answer) {
    return rule(command).filter(DeviceProfile::wraps).map(r -> wrapped(r, answer)).orElse(answer);
  }

  private static Answer wrapped(Rule rule, Answer answer) {
    List<String> lines =
        new ArrayList<>(rule.action().equals("also") ? lines(rule.argument()) : List.of());
    lines.addAll(answer.lines());
    Answer.Kind kind = rule.action().equals("no-final") ? Answer.Kind.NOTHING : answer.kind();
    return new Answer(
        lines,
        answer.lines().isEmpty() && kind != answer.kind() ? answer.kind() : kind,
        answer.code());
  }

  private static boolean wraps(Rule rule) {
    return rule.action().equals("also") || rule.action().equals("no-final");
  }

  private Optional<Rule> rule(String command) {
    return rules.stream().filter(r -> r.matches(command)).findFirst();
  }
}
