package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Modem.State;
import smsgateway.api.SubmitOutcome.Rejected;
import smsgateway.api.SubmitOutcome.Retry;
import smsgateway.emulator.Modem;
import smsgateway.emulator.Network;
import smsgateway.emulator.PtyPort;
import smsgateway.pdu.internal.PduCodecService;

/** Devices that are pulled out and come back under other names; the names are real ptys. */
@Timeout(90)
@EnabledOnOs(OS.LINUX)
class UsbReturnTest {
  @TempDir private Path folder;
  private Path devices;
  private final Network network = new Network();

  @BeforeEach
  void folder() throws IOException {
    devices = Files.createDirectory(folder.resolve("dev"));
  }

  @AfterEach
  void close() {
    network.close();
  }

  private Modem device(String name) {
    return network.add(
        smsgateway.emulator.ModemSettings.generic(name, "+39333" + name.hashCode() % 10_000));
  }

  private PtyPort plug(Modem device, String name) throws IOException {
    return PtyPort.open(device, devices.resolve(name));
  }

  private Map<String, String> present() {
    try (Stream<Path> names = Files.list(devices)) {
      return names.collect(Collectors.toMap(Path::toString, n -> ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Bench bench(String name) {
    return new Bench(folder.resolve("db-" + name), new PduCodecService());
  }

  private void start(Bench bench, String name, String port, String imei) {
    // Ptys and a busy machine want more than the shortest seconds.
    bench.timing = new Timing(Duration.ofMillis(40));
    String path = devices.resolve(port).toString();
    bench.start(
        new ModemSettings(name, path, 0, "auto", "", "", 0, 0, 0, imei),
        new Ports(List::of, this::present, any -> ""));
  }

  /** Receives; after submits that were cut off, sending may rest. */
  private static boolean works(Bench bench) {
    return Set.of(State.READY, State.DEGRADED).contains(bench.board().state());
  }

  private void awaitPort(Bench bench, String port) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    String path = devices.resolve(port).toString();
    while (!(bench.board().status().port().equals(path) && works(bench))
        && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(bench.board().status().port()).isEqualTo(path);
    assertThat(works(bench)).as(bench.board().status().detail()).isTrue();
  }

  @Test
  void aDeviceThatIsPulledOutThirtyTimesIsFoundUnderItsNewNameAndNothingLeaks() throws Exception {
    Modem device = device("stick");
    Random random = new Random(10);
    PtyPort port = plug(device, "ttyUSB0");
    try (Bench bench = bench("north")) {
      start(bench, "north", "ttyUSB0", "");
      awaitPort(bench, "ttyUSB0");
      device.latency(Duration.ofMillis(20));
      int files = 0;
      long threads = 0;
      for (int i = 1; i <= 32; i++) {
        bench.queue.add(i, EmulatedModemTest.tpdu(i));
        bench.wake();
        LockSupport.parkNanos(random.nextInt(40) * 1_000_000L);
        port.close();
        bench.awaitState(State.RECOVERING);
        String name = "ttyUSB" + i % 3;
        port = plug(device, name);
        awaitPort(bench, name);
        if (i == 2) {
          // By now everything that is loaded once has been loaded.
          files = files();
          threads = threads();
        }
      }
      assertThat(files()).isEqualTo(files);
      assertThat(threads()).isEqualTo(threads);
      // A submit that was cut off is unknown, or surely not sent: never the message's fault.
      assertThat(bench.queue.ended)
          .isNotEmpty()
          .noneMatch(e -> e.outcome() instanceof Retry || e.outcome() instanceof Rejected);
    } finally {
      port.close();
    }
  }

  private static int files() {
    return new File("/proc/self/fd").list().length;
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("smsgateway-"))
        .count();
  }

  @Test
  void nothingIsWrittenToAPortThatWasThereBefore() throws Exception {
    Modem stranger = device("stranger");
    Modem device = device("stick");
    PtyPort other = plug(stranger, "ttyUSB7");
    PtyPort port = plug(device, "ttyUSB0");
    try (Bench bench = bench("north")) {
      start(bench, "north", "ttyUSB0", "");
      awaitPort(bench, "ttyUSB0");
      // In the end a person puts it back where the configuration says.
      for (String name : List.of("ttyUSB1", "ttyUSB0")) {
        port.close();
        bench.awaitState(State.RECOVERING);
        port = plug(device, name);
        awaitPort(bench, name);
      }
      assertThat(stranger.counters().lines("AT")).isZero();
    } finally {
      port.close();
      other.close();
    }
  }

  @Test
  void twoDevicesThatComeBackWithTheirNamesExchangedKeepTheirModems() throws Exception {
    Modem red = device("red");
    Modem blue = device("blue");
    PtyPort one = plug(red, "ttyUSB0");
    PtyPort two = plug(blue, "ttyUSB1");
    try (Bench north = bench("north");
        Bench south = bench("south")) {
      start(north, "north", "ttyUSB0", red.imei());
      start(south, "south", "ttyUSB1", "");
      awaitPort(north, "ttyUSB0");
      awaitPort(south, "ttyUSB1");
      one.close();
      two.close();
      one = plug(blue, "ttyUSB0");
      two = plug(red, "ttyUSB1");
      awaitPort(north, "ttyUSB1");
      awaitPort(south, "ttyUSB0");
    } finally {
      one.close();
      two.close();
    }
  }

  @Test
  void twoDevicesOfOneImeiWorkAtTheirPorts() throws Exception {
    Modem device = device("clone");
    Network other = new Network();
    Modem clone = other.add(device.settings());
    try (PtyPort one = plug(device, "ttyUSB0");
        PtyPort two = plug(clone, "ttyUSB1");
        Bench north = bench("north");
        Bench south = bench("south")) {
      start(north, "north", one.path().getFileName().toString(), "");
      awaitPort(north, "ttyUSB0");
      start(south, "south", two.path().getFileName().toString(), "");
      awaitPort(south, "ttyUSB1");
    } finally {
      other.close();
    }
  }

  @Test
  void aDeviceServesOneModemUnderWhicheverName() throws Exception {
    Modem device = device("stick");
    try (PtyPort port = plug(device, "ttyUSB0");
        Bench north = bench("north");
        Bench south = bench("south")) {
      start(north, "north", "ttyUSB0", "");
      awaitPort(north, "ttyUSB0");
      Files.createSymbolicLink(devices.resolve("by-id"), port.path().toRealPath());
      start(south, "south", "by-id", "");
      south.awaitState(State.RECOVERING);
      assertThat(south.board().status().detail()).contains("is used by modem north");
    }
  }

  @Test
  void aPortThatLeadsToAnotherDeviceThanTheConfiguredOneIsLeft() throws Exception {
    Modem device = device("stick");
    try (PtyPort port = plug(device, "ttyUSB0");
        Bench bench = bench("north")) {
      start(bench, "north", "ttyUSB0", "356938035643809");
      bench.awaitState(State.RECOVERING);
      assertThat(bench.board().status().detail())
          .contains(port.path() + " leads to another device")
          .doesNotContain(device.imei());
      assertThat(device.counters().lines("AT+CMGF=0")).isZero();
    }
  }
}
