package smsgateway.routing.internal;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Configurations for tests: the defaults of the annotation, and what is given. */
final class Configs {
  private Configs() {}

  /** A configuration that can be used, with these keys in place of its own. */
  static ConfiguredPolicy.Config with(Map<String, Object> keys) {
    Map<String, Object> usable =
        Map.of(
            "gatewayAddress", "sms@example.com",
            "domains", new String[] {"sms.example.com = example.com"},
            "country", "39");
    return config(k -> keys.getOrDefault(k, usable.get(k)));
  }

  /** A configuration that can be used. */
  static ConfiguredPolicy.Config usable() {
    return with(Map.of());
  }

  /** The configuration that exists without a file. */
  static ConfiguredPolicy.Config absent() {
    return config(k -> null);
  }

  /** A rule with these keys; lists are given as in a file. */
  static ConfiguredRule.Config rule(Map<String, String> keys) {
    return config(
        ConfiguredRule.Config.class,
        key ->
            List.of("prefixes", "senders", "modems").contains(key) && keys.containsKey(key)
                ? new String[] {keys.get(key)}
                : keys.get(key));
  }

  /** The rule of the last SIM with these keys. */
  static LastSimRule.Config lastSim(Map<String, String> keys) {
    return config(LastSimRule.Config.class, keys::get);
  }

  private static ConfiguredPolicy.Config config(Function<String, Object> values) {
    return config(ConfiguredPolicy.Config.class, values);
  }

  private static <T> T config(Class<T> type, Function<String, Object> values) {
    return type.cast(
        Proxy.newProxyInstance(
            Configs.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object value = values.apply(method.getName());
              return value == null ? method.getDefaultValue() : value;
            }));
  }
}
