package smsgateway.mail.internal;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Configurations with the shipped defaults, except for the given keys. */
final class Configs {
  private Configs() {}

  static SmtpListener.Config listener(Map<String, String> values) {
    return of(SmtpListener.Config.class, values);
  }

  static MailRules rules(Map<String, String> values) {
    return new MailRules(of(MailRules.Config.class, values));
  }

  static MailDelivery.Config delivery(Map<String, String> values) {
    return of(MailDelivery.Config.class, values);
  }

  static MailIntake.Config intake(Map<String, String> values) {
    return of(MailIntake.Config.class, values);
  }

  private static <T extends Annotation> T of(Class<T> type, Map<String, String> values) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> value(method, values)));
  }

  private static Object value(Method method, Map<String, String> values) {
    return values.getOrDefault(method.getName(), String.valueOf(method.getDefaultValue()));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
