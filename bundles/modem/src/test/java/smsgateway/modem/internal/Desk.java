package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import smsgateway.api.ModemActions.Action;
import smsgateway.api.ModemActions.Line;
import smsgateway.api.ModemActions.Mark;
import smsgateway.api.ModemActions.Progress;
import smsgateway.api.ModemActions.Result;
import smsgateway.api.ModemActions.TestPort;
import smsgateway.api.ModemActions.Tested;
import smsgateway.api.Msisdn;
import smsgateway.api.driver.ModemDriver;
import smsgateway.api.driver.TransportProvider;
import smsgateway.emulator.DeviceProfile;
import smsgateway.emulator.Modem;
import smsgateway.emulator.ModemSettings;
import smsgateway.emulator.Network;
import smsgateway.modem.internal.DriverChoice.Candidate;
import smsgateway.modem.internal.check.Actions;
import smsgateway.modem.internal.check.SerialPorts;
import smsgateway.pdu.internal.PduCodecService;

/** Where actions are ordered in tests: ports of scheme {@code fake}, serial ports, real codec. */
final class Desk implements AutoCloseable {
  private static final Timing QUICK = new Timing(Duration.ofMillis(50));

  final Actions actions;
  volatile List<Candidate> drivers = List.of(Bench.candidate("generic", 1, Map.of()));
  volatile Map<String, String> held = Map.of();
  private List<Line> lines = List.of();

  Desk(Path folder, TransportProvider provider) {
    this(folder, provider, QUICK);
  }

  Desk(Path folder, TransportProvider provider, Timing timing) {
    TestBench bench =
        new TestBench(
            Bench.ports(provider),
            () -> drivers,
            new PduCodecService(),
            new PinAttempts(folder),
            timing);
    actions = new Actions(bench, new SerialPorts(() -> held), new PduCodecService());
  }

  /** A desk with these drivers, and an emulated device at its port. */
  static Desk of(Path folder, Network network, String device, Map<String, ModemDriver> drivers) {
    Modem modem = network.add(ModemSettings.of(DeviceProfile.of(device), "x", "+393330000001"));
    Desk desk = new Desk(folder, (address, baud) -> modem.connect());
    List<Candidate> all = new ArrayList<>(desk.drivers);
    drivers.forEach((family, driver) -> all.add(new Candidate(driver, family, 0, all.size())));
    desk.drivers = all;
    return desk;
  }

  /** A test with a trial SMS. */
  static TestPort sending(String port, String number) {
    return new TestPort(port, 0, "", Optional.of(new Msisdn(number)), true);
  }

  static TestPort test(String port) {
    return new TestPort(port, 0, "", Optional.empty(), true);
  }

  static TestPort test(String port, String pin) {
    return new TestPort(port, 0, pin, Optional.empty(), true);
  }

  Tested tested(TestPort test) {
    return (Tested) run(test);
  }

  /** Does an action to its end. */
  Result run(Action action) {
    long id = actions.start(action);
    long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      Progress progress = actions.progress(id, 0);
      if (progress.result().isPresent()) {
        lines = progress.lines();
        return progress.result().get();
      }
      assertThat(System.nanoTime()).as("end of " + lines).isLessThan(limit);
      park();
    }
  }

  private static void park() {
    try {
      TimeUnit.MILLISECONDS.sleep(2);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What the last action told in lines of this kind. */
  List<String> told(Mark mark) {
    return lines.stream().filter(l -> l.mark() == mark).map(Line::text).toList();
  }

  /** The commands that the last action sent. */
  List<String> commands() {
    return lines.stream().filter(l -> l.mark() == Mark.EXCHANGE).map(Line::command).toList();
  }

  @Override
  public void close() {
    actions.close();
  }
}
