package smsgateway.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenerConfigTest {
  @Test
  void reportsEveryWrongValueAndOpensNothing() {
    SmtpListener listener =
        new SmtpListener(
            Configs.rules(Map.of()),
            Configs.listener(Map.of("port", "x", "trust", "hope", "trustedHosts", "localhost")));
    assertThat(listener.findings()).hasSize(3);
    assertThat(listener.findings())
        .allMatch(f -> f.message().contains("MISCONFIGURED: etc/smsgateway.mail.listener.cfg: "));
    listener.deactivate();
  }

  @Test
  void believesNobodyBeforeSomebodyHasChosenAProof() {
    SmtpListener listener =
        new SmtpListener(Configs.rules(Map.of()), Configs.listener(Map.of("port", "2525")));
    assertThat(listener.findings().get(0).message())
        .contains("MISCONFIGURED", "trustHeader must be", "set trust = any-from-loopback instead");
    listener.deactivate();
  }
}
