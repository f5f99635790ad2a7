package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import smsgateway.api.Modem.State;
import smsgateway.api.StatusSource.Level;

@Timeout(60)
class SerialModemTest {
  private static final int BUNDLE_STOPPED = 6;
  private static final int CONFIGURATION_MODIFIED = 3;

  @TempDir private Path folder;
  private final List<String> published = new ArrayList<>();

  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (self, method, args) -> {
              if (method.getName().equals("registerService")) {
                Dictionary<?, ?> properties = (Dictionary<?, ?>) args[2];
                Collections.list(properties.keys()).forEach(k -> published.add(k.toString()));
                return Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ServiceRegistration.class},
                    (r, m, a) -> null);
              }
              return folder.toString();
            });
  }

  private SerialModem modem(String name, Map<String, String> values) {
    SerialModem modem =
        new SerialModem(
            new MemoryQueue(),
            new HexCodec(),
            ModemSettingsTest.config(values),
            Map.of("service.pid", "smsgateway.modem~" + name),
            context());
    modem.start();
    return modem;
  }

  @Test
  void anUnusableConfigurationIsToldWithFileKeyAndReason() {
    SerialModem modem = modem("north", Map.of("baud", "fast"));
    assertThat(modem.name()).isEqualTo("north");
    assertThat(modem.status().state()).isEqualTo(State.MISCONFIGURED);
    assertThat(modem.findings())
        .singleElement()
        .matches(f -> f.level() == Level.YELLOW)
        .matches(f -> f.message().contains("MISCONFIGURED: etc/smsgateway.modem-north.cfg: baud"));
    modem.stop(CONFIGURATION_MODIFIED);
  }

  @Test
  void thePinIsNoServiceProperty() {
    SerialModem modem = modem("north", Map.of("pin", "1234", "port", folder + "/absent"));
    modem.stop(CONFIGURATION_MODIFIED);
    assertThat(published).containsExactly("name");
    assertThat(modem.status().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void theFirstStopTellsAllModemsAndAChangedConfigurationOnlyItsOwn() {
    SerialModem north = modem("north", Map.of("port", folder + "/absent"));
    SerialModem south = modem("south", Map.of("port", folder + "/absent"));
    SerialModem east = modem("east", Map.of("port", folder + "/absent"));
    north.stop(CONFIGURATION_MODIFIED);
    assertThat(south.status().state()).isNotEqualTo(State.STOPPED);
    east.stop(BUNDLE_STOPPED);
    while (south.status().state() != State.STOPPED) {
      Thread.onSpinWait();
    }
    south.stop(BUNDLE_STOPPED);
  }
}
