package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Modem.State;
import smsgateway.api.ModemActions.Mark;
import smsgateway.api.ModemActions.Tested;
import smsgateway.api.ModemActions.Verdict;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.api.driver.ModemDriver;
import smsgateway.emulator.Fault;
import smsgateway.emulator.Network;

/**
 * What every driver must bring about over the emulated device of its family: found by itself, and
 * then everything that a modem is for.
 */
@Timeout(120)
public interface ModemDriverContract {
  /** The driver under test, and its core if it is an alias, by family. */
  Map<String, ModemDriver> drivers();

  /** The family under test. */
  String family();

  /** A device of the emulator. */
  String device();

  /** Whether something works that needs just this driver; must be false with the generic one. */
  boolean worksWithThisDriverOnly(DriverStand stand) throws Exception;

  private DriverStand stand(Path folder, String wanted) {
    return new DriverStand(plan(folder), wanted, "", "");
  }

  private DriverStand.Plan plan(Path folder) {
    return new DriverStand.Plan(folder, device(), drivers());
  }

  @Test
  default void theDeviceIsFoundByWhatItSaysAboutItself(@TempDir Path folder) {
    try (DriverStand stand = stand(folder, "auto")) {
      assertThat(stand.ready()).isEqualTo(family());
    }
  }

  @Test
  default void theDeviceTestNamesThisDriverAndFindsTheReportOfItsTrial(@TempDir Path folder)
      throws Exception {
    try (Network network = new Network();
        Desk desk = Desk.of(folder, network, device(), drivers())) {
      Tested tested = desk.tested(Desk.sending("fake:x", "+393331234567"));
      assertThat(tested.verdict()).as(tested.summary()).isEqualTo(Verdict.COMPATIBLE);
      assertThat(tested.driver()).isEqualTo(family());
      assertThat(desk.told(Mark.FAIL)).isEmpty();
      assertThat(desk.told(Mark.OK).stream().anyMatch(l -> l.startsWith("It came (")))
          .isEqualTo(reports());
    }
  }

  @Test
  default void whatNeedsThisDriverWorks(@TempDir Path folder) throws Exception {
    try (DriverStand stand = stand(folder, "auto")) {
      assertThat(worksWithThisDriverOnly(stand)).isTrue();
    }
  }

  @Test
  default void theGenericDriverCouldNotDoIt(@TempDir Path folder) throws Exception {
    try (DriverStand stand = stand(folder, "generic")) {
      assertThat(worksWithThisDriverOnly(stand)).isFalse();
    }
  }

  @Test
  default void shortAndLongTextsArriveOnceAndTheirReportsCome(@TempDir Path folder)
      throws Exception {
    try (DriverStand stand = stand(folder, "auto")) {
      List<SubmitOutcome> outcomes = new ArrayList<>(stand.send("short"));
      outcomes.addAll(stand.send("A long text of two parts. ".repeat(10)));
      assertThat(outcomes).hasSize(3).allMatch(o -> o instanceof Submitted);
      assertThat(stand.network().journal()).hasSize(3);
      for (int i = 0; i < outcomes.size() && reports(); i++) {
        assertThat(stand.receivesReport()).as("report %d", i + 1).isTrue();
      }
    }
  }

  /** Whether the family can tell reports. */
  default boolean reports() {
    return true;
  }

  @Test
  default void whatWaitsAtTheStartAndWhatComesLaterIsReceived(@TempDir Path folder)
      throws Exception {
    try (DriverStand stand = stand(folder, "auto")) {
      Set<String> sent = new HashSet<>(stand.phoneSends("at the start"));
      stand.ready();
      sent.addAll(stand.phoneSends("Later, and long enough for two parts. ".repeat(6)));
      Set<String> received = new HashSet<>();
      while (received.size() < sent.size()) {
        received.add(stand.received());
      }
      assertThat(received).isEqualTo(sent);
    }
  }

  @Test
  default void afterAFullStorageNothingIsMissing(@TempDir Path folder) throws Exception {
    try (DriverStand stand = stand(folder, "auto")) {
      Set<String> sent = new HashSet<>();
      for (int i = 0; i < 60; i++) {
        sent.addAll(stand.phoneSends("text " + i));
      }
      Set<String> received = new HashSet<>();
      while (received.size() < sent.size()) {
        received.add(stand.received());
      }
      assertThat(received).isEqualTo(sent);
      stand.awaitNoneWaiting();
    }
  }

  @Test
  default void aWrongPinIsTriedOnceWhateverRestarts(@TempDir Path folder) {
    try (DriverStand stand = new DriverStand(plan(folder), "auto", "1234", "9999")) {
      if (entersPin()) {
        stand.awaitState(State.BLOCKED);
        stand.restart();
        stand.awaitState(State.BLOCKED);
        assertThat(stand.modem().sim().pinTries()).isEqualTo(2);
      } else {
        stand.awaitState(State.DEGRADED);
        assertThat(stand.modem().sim().pinTries()).isEqualTo(3);
      }
    }
  }

  /** Whether the family has a PIN entered at all. */
  default boolean entersPin() {
    return true;
  }

  @Test
  default void afterARestartOfTheDeviceItWorksAsBefore(@TempDir Path folder) throws Exception {
    try (DriverStand stand = stand(folder, "auto")) {
      stand.ready();
      stand.modem().fault(new Fault.Reboot(Duration.ofMillis(100)));
      List<String> sent = stand.phoneSends("after the restart");
      assertThat(stand.received()).isEqualTo(sent.get(0));
      assertThat(stand.send("and back")).allMatch(o -> o instanceof Submitted);
    }
  }
}
