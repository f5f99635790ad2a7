package smsgateway.routing.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

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

  private static ConfiguredPolicy.Config config(
      java.util.function.Function<String, Object> values) {
    return (ConfiguredPolicy.Config)
        Proxy.newProxyInstance(
            Configs.class.getClassLoader(),
            new Class<?>[] {ConfiguredPolicy.Config.class},
            (proxy, method, arguments) -> {
              Object value = values.apply(method.getName());
              return value == null ? method.getDefaultValue() : value;
            });
  }
}
