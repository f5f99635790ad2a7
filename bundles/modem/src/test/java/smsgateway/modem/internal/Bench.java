package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import smsgateway.api.Modem.State;
import smsgateway.api.PduCodec;
import smsgateway.api.driver.ModemDriver;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.api.driver.ModemProfile;
import smsgateway.api.driver.TransportProvider;
import smsgateway.modem.internal.DriverChoice.Candidate;

/** A worker with real parts, a fake modem and a queue in memory; a second lasts 20 ms. */
final class Bench implements AutoCloseable {
  static final Timing FAST = new Timing(Duration.ofMillis(20));

  final FakeModem modem = new FakeModem();
  final MemoryQueue queue = new MemoryQueue();
  final BlockingQueue<Integer> opened = new LinkedBlockingQueue<>();
  volatile List<Candidate> drivers = List.of(candidate("generic", 1, Map.of()));
  volatile boolean present = true;

  /** How long a second lasts in this bench. */
  Timing timing = FAST;

  private final PinAttempts attempts;
  private final PduCodec codec;
  private StatusBoard board;
  private ModemWorker worker;

  Bench(Path folder) {
    this(folder, new HexCodec());
  }

  Bench(Path folder, PduCodec codec) {
    this.attempts = new PinAttempts(folder);
    this.codec = codec;
  }

  static Candidate candidate(String family, int score, Map<String, String> profile) {
    ModemDriver driver =
        new ModemDriver() {
          @Override
          public int score(ModemIdentity identity) {
            return score;
          }

          @Override
          public ModemProfile profile() {
            return new ModemProfile(profile);
          }
        };
    return new Candidate(driver, family, 0, 1);
  }

  static ModemSettings settings(String pin) {
    return new ModemSettings("north", "fake:x", 0, "auto", pin, "", 0);
  }

  /** Settings of a modem on this port. */
  static ModemSettings settingsOn(String port) {
    return new ModemSettings("north", port, 0, "auto", "", "", 0);
  }

  Bench start() {
    return start(settings(""));
  }

  Bench start(ModemSettings settings) {
    TransportProvider provider =
        (address, baud) -> {
          if (!present) {
            throw new IOException("there is no such port");
          }
          opened.add(baud);
          return modem.plug();
        };
    return start(settings, ports(provider));
  }

  /** Ports of scheme {@code fake}. */
  static Ports ports(TransportProvider provider) {
    Map<String, Object> properties = Map.of(TransportProvider.SCHEME, "fake");
    return new Ports(() -> List.of(Map.entry(properties, provider)));
  }

  Bench start(ModemSettings settings, Ports ports) {
    board = new StatusBoard(settings.name(), settings.port());
    worker =
        new ModemWorker(
            settings,
            new ModemWorker.Surroundings(queue, codec, ports, () -> drivers, attempts, timing),
            board);
    worker.start();
    return this;
  }

  StatusBoard board() {
    return board;
  }

  void wake() {
    worker.wake();
  }

  void awaitState(State state) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (board.state() != state && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    assertThat(board.state()).as(board.status().detail()).isEqualTo(state);
  }

  void awaitDetail(String part) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!board.status().detail().contains(part) && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    assertThat(board.status().detail()).contains(part);
  }

  boolean stop() {
    worker.stop();
    return worker.awaitEnd(20);
  }

  @Override
  public void close() {
    assertThat(stop()).as("the worker stops").isTrue();
  }
}
