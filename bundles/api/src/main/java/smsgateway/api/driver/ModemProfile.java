package smsgateway.api.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings of a modem family by key; a key that is absent has the runtime's default. Immutable.
 *
 * <p>Keys: {@code init} (commands after {@code ATE0}, separated by {@code ;}), {@code cpin.noOk},
 * {@code cnmi.mode}, {@code cnmi.mt}, {@code cnmi.ds} (preferred values, separated by commas),
 * {@code storage} (preferred storages), {@code submit.seconds} (longest wait for {@code +CMGS}),
 * {@code submit.probe} (whether {@code AT} may be sent while a submit is unanswered), {@code reset}
 * (command that restarts the modem).
 */
public final class ModemProfile {
  private final Map<String, String> values;

  /** Takes a copy of the values. */
  public ModemProfile(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** A profile from a {@code .properties} resource. */
  public static ModemProfile of(Properties properties) {
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k).trim()));
    return new ModemProfile(values);
  }

  /** The value of a key, or the default. */
  public String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  /** A whole number. */
  public int number(String key, int otherwise) {
    String value = values.get(key);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean otherwise) {
    String value = values.get(key);
    return value == null ? otherwise : Boolean.parseBoolean(value);
  }

  /** Values separated by {@code separator}, trimmed; empty when the key is absent. */
  public List<String> list(String key, String separator) {
    String value = values.get(key);
    return value == null || value.isBlank()
        ? List.of()
        : Arrays.stream(value.split(java.util.regex.Pattern.quote(separator), -1))
            .map(String::trim)
            .toList();
  }
}
