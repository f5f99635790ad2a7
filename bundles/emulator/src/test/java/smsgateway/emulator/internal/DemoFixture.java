package smsgateway.emulator.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations as the container hands them over. */
final class DemoFixture {
  private DemoFixture() {}

  /** Defaults, with some values replaced. */
  static DemoConfig config(Map<String, String> values) {
    return (DemoConfig)
        Proxy.newProxyInstance(
            DemoConfig.class.getClassLoader(),
            new Class<?>[] {DemoConfig.class},
            (proxy, method, args) ->
                values.getOrDefault(method.getName(), (String) method.getDefaultValue()));
  }
}
