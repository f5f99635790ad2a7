package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import smsgateway.api.Modem.State;
import smsgateway.api.Msisdn;
import smsgateway.api.PduCodec.PlanRequest;
import smsgateway.api.PduCodec.Received;
import smsgateway.api.PduCodec.StatusReport;
import smsgateway.api.PduFormatException;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.driver.ModemDriver;
import smsgateway.emulator.DeviceProfile;
import smsgateway.emulator.Modem;
import smsgateway.emulator.ModemSettings;
import smsgateway.emulator.Network;
import smsgateway.modem.internal.DriverChoice.Candidate;
import smsgateway.pdu.internal.PduCodecService;

/**
 * The runtime with its drivers, an emulated device and a phone: what a driver's test works with. A
 * second lasts 40 ms.
 */
public final class DriverStand implements AutoCloseable {
  /** How long a second lasts. */
  public static final Duration SECOND = Duration.ofMillis(40);

  private static final String OWN = "+393330000001";
  private static final String PHONE = "+393331234567";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final PduCodecService codec = new PduCodecService();
  private final Network network = new Network();
  private final Modem modem;
  private final Path folder;
  private final List<Candidate> drivers = new ArrayList<>();
  private final String wanted;
  private final String pin;
  private Bench bench;
  private long segments;

  /** What makes a stand. */
  public record Plan(Path folder, String device, Map<String, ModemDriver> drivers) {}

  DriverStand(Plan plan, String wanted, String simPin, String pin) {
    this.folder = plan.folder();
    this.wanted = wanted;
    this.pin = pin;
    modem =
        network.add(
            ModemSettings.of(DeviceProfile.of(plan.device()), "north", OWN).withPin(simPin));
    drivers.add(Bench.candidate("generic", 1, Map.of()));
    plan.drivers().forEach((f, d) -> drivers.add(new Candidate(d, f, 0, drivers.size())));
    bench = started();
  }

  private Bench started() {
    Bench made = new Bench(folder, codec);
    made.drivers = drivers;
    made.timing = new Timing(SECOND);
    return made.start(
        new smsgateway.modem.internal.ModemSettings("north", "fake:x", 0, wanted, pin, "", 0),
        Bench.ports((address, baud) -> modem.connect()));
  }

  /** Stops the runtime and starts it anew, with an empty queue. */
  void restart() {
    bench.close();
    bench = started();
  }

  /** The emulated device. */
  public Modem modem() {
    return modem;
  }

  /** The service centre and its phones. */
  public Network network() {
    return network;
  }

  /** Waits until the modem is ready and returns its driver's family. */
  public String ready() {
    bench.awaitState(State.READY);
    return bench.board().status().driver();
  }

  void awaitState(State state) {
    bench.awaitState(state);
  }

  /** Sends a text, with a report asked for, and tells how each segment ended. */
  public List<SubmitOutcome> send(String text) throws Exception {
    ready();
    PlanRequest request = new PlanRequest(new Msisdn(PHONE), text, false, true, 1);
    List<String> tpdus = codec.plan(request).tpdus();
    for (String tpdu : tpdus) {
      bench.queue.add(++segments, tpdu);
    }
    bench.wake();
    List<SubmitOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < tpdus.size(); i++) {
      outcomes.add(bench.queue.nextEnded().outcome());
    }
    return outcomes;
  }

  /** Texts that the phone has got so far, joined. */
  List<String> inbox() throws Exception {
    return network.phone(PHONE).inbox().stream().map(s -> s.text()).toList();
  }

  /** The phone sends a text to the modem; returns the PDUs. */
  List<String> phoneSends(String text) {
    return network.send(PHONE, OWN, text);
  }

  /** The next received PDU. */
  String received() throws Exception {
    return bench.queue.nextReceived().hex();
  }

  /**
   * Whether what is received next, within 100 of the stand's seconds, can be read as a status
   * report.
   */
  public boolean receivesReport() throws InterruptedException {
    ReceivedPdu pdu = bench.queue.received.poll(100 * SECOND.toMillis(), TimeUnit.MILLISECONDS);
    return Optional.ofNullable(pdu)
        .map(p -> decoded(p.hex()) instanceof StatusReport)
        .orElse(false);
  }

  private Received decoded(String hex) {
    try {
      return codec.decode(hex);
    } catch (PduFormatException e) {
      return null;
    }
  }

  void awaitNoneWaiting() {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (modem.waiting() > 0 && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    assertThat(modem.waiting()).isZero();
  }

  @Override
  public void close() {
    bench.close();
    network.close();
  }
}
