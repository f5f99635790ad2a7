package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModemSettingsTest {
  static SerialModem.Config config(Map<String, String> values) {
    Object proxy =
        Proxy.newProxyInstance(
            SerialModem.Config.class.getClassLoader(),
            new Class<?>[] {SerialModem.Config.class},
            (self, method, args) ->
                values.getOrDefault(
                    method.getName(),
                    method.getName().equals("port") ? "COM5" : (String) method.getDefaultValue()));
    return (SerialModem.Config) proxy;
  }

  private static List<String> faults(Map<String, String> values) {
    ModemSettings.Faults faults = new ModemSettings.Faults("north");
    assertThat(ModemSettings.of("north", config(values), faults).isEmpty())
        .isEqualTo(!faults.sentences().isEmpty());
    return faults.sentences();
  }

  @Test
  void aTcpPortNeedsHostAndPort() {
    for (String wrong : List.of("tcp:host:4001", "tcp://host", "tcp://:4001", "tcp://h:1/x")) {
      ModemSettings.Faults faults = new ModemSettings.Faults("north");
      assertThat(ModemSettings.of("north", config(Map.of("port", wrong)), faults)).isEmpty();
      assertThat(faults.sentences()).singleElement().asString().contains("tcp://host:port");
    }
    ModemSettings.Faults faults = new ModemSettings.Faults("north");
    assertThat(ModemSettings.of("north", config(Map.of("port", "tcp://[::1]:4001")), faults))
        .isPresent();
  }

  @Test
  void theDefaultsAreUsable() {
    assertThat(faults(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "port,' '",
    "baud,fast",
    "baud,-1",
    "pin,12",
    "pin,12a4",
    "smsc,+39",
    "perMinute,many",
    "port,'COM\t5'"
  })
  void aWrongValueIsToldWithFileAndKeyAndWithoutTheValue(String key, String value) {
    assertThat(faults(Map.of(key, value)))
        .singleElement()
        .asString()
        .startsWith("etc/smsgateway.modem-north.cfg: " + key + " ");
  }

  @Test
  void valuesAreTrimmedAndThePinIsInNoText() {
    ModemSettings.Faults faults = new ModemSettings.Faults("north");
    SerialModem.Config config = config(Map.of("port", " COM5 ", "pin", " 1234 "));
    ModemSettings settings = ModemSettings.of("north", config, faults).orElseThrow();
    assertThat(settings.port()).isEqualTo("COM5");
    assertThat(settings.pin()).isEqualTo("1234");
    assertThat(settings.toString()).doesNotContain("1234");
  }
}
