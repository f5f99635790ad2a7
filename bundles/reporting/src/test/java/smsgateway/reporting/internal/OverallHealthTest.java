package smsgateway.reporting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smsgateway.api.MessageQueue;
import smsgateway.api.Modem;
import smsgateway.api.StatusSource;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;

class OverallHealthTest {
  private static final List<String> ALL =
      List.of("mail.listener", "mail.delivery", "routing", "modem north");

  private static OverallHealth complete() {
    OverallHealth health = new OverallHealth();
    health.sources = ALL.stream().map(name -> source(Level.GREEN, name)).toList();
    health.modems = List.of(new TestModem("north", Modem.State.READY));
    health.queue = present(MessageQueue.class);
    return health;
  }

  private static StatusSource source(Level level, String component) {
    return () -> List.of(new Finding(level, component, "Something."));
  }

  /** Only its presence counts; any call would be a fault. */
  private static <T> T present(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new AssertionError(method);
            }));
  }

  @Test
  void aCompleteGatewayIsGreen() {
    assertThat(complete().level()).isEqualTo(Level.GREEN);
    assertThat(complete().findings()).hasSize(ALL.size());
  }

  @Test
  void withoutStoreItIsRedAndSaysSoFirst() {
    OverallHealth health = complete();
    health.queue = null;
    assertThat(health.level()).isEqualTo(Level.RED);
    assertThat(health.findings().get(0).component()).isEqualTo("store");
  }

  @Test
  void withoutAModemItIsYellowAndNamesTheFile() {
    OverallHealth health = complete();
    health.modems = List.of();
    assertThat(health.level()).isEqualTo(Level.YELLOW);
    assertThat(health.findings().get(0).message()).contains("etc/smsgateway.modem-NAME.cfg");
  }

  @ParameterizedTest
  @EnumSource(value = Modem.State.class, mode = EnumSource.Mode.EXCLUDE, names = "READY")
  void withoutAModemThatIsReadyItIsYellow(Modem.State state) {
    OverallHealth health = complete();
    health.modems = List.of(new TestModem("north", state), new TestModem("south", state));
    assertThat(health.level()).isEqualTo(Level.YELLOW);
    assertThat(health.findings().get(0).message()).contains("sms:modem-list");
  }

  @Test
  void oneReadyModemIsEnough() {
    OverallHealth health = complete();
    health.modems =
        List.of(
            new TestModem("north", Modem.State.BLOCKED), new TestModem("south", Modem.State.READY));
    assertThat(health.level()).isEqualTo(Level.GREEN);
  }

  @Test
  void eachMissingPartIsNamedWithItsRemedy() {
    for (String missing : List.of("mail.listener", "mail.delivery", "routing")) {
      OverallHealth health = complete();
      health.sources =
          ALL.stream()
              .filter(name -> !name.equals(missing))
              .map(name -> source(Level.GREEN, name))
              .toList();
      assertThat(health.level()).as(missing).isEqualTo(Level.YELLOW);
      assertThat(health.findings().get(0).component()).isEqualTo(missing);
    }
  }

  @Test
  void aMailboxIsAWayInToo() {
    OverallHealth health = complete();
    health.sources =
        List.of(
            source(Level.GREEN, "mail.intake office"),
            source(Level.GREEN, "mail.delivery"),
            source(Level.GREEN, "routing"));
    assertThat(health.level()).isEqualTo(Level.GREEN);
  }

  @Test
  void aSourceThatFailsDoesNotHideTheOthers() {
    OverallHealth health = complete();
    StatusSource broken =
        () -> {
          throw new IllegalStateException("stopped");
        };
    health.sources =
        List.of(
            broken,
            source(Level.RED, "mail.listener"),
            source(Level.GREEN, "mail.delivery"),
            source(Level.GREEN, "routing"));
    assertThat(health.level()).isEqualTo(Level.RED);
    assertThat(health.findings()).hasSize(4);
  }
}
