package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import smsgateway.api.Modem.State;
import smsgateway.api.Msisdn;
import smsgateway.api.PduCodec.PlanRequest;
import smsgateway.api.PduFormatException;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.api.SubmitOutcome.Unknown;
import smsgateway.emulator.Fault;
import smsgateway.emulator.Modem;
import smsgateway.emulator.ModemSettings;
import smsgateway.emulator.Network;
import smsgateway.emulator.PtyPort;
import smsgateway.emulator.Submit;
import smsgateway.modem.internal.MemoryQueue.Ended;
import smsgateway.pdu.internal.PduCodecService;

/** The runtime against the emulator: real dialogue, real codec, faults. */
@Timeout(120)
class EmulatedModemTest {
  private static final String OWN = "+393330000001";
  private static final String PHONE = "+393331234567";

  @TempDir private Path folder;
  private final PduCodecService codec = new PduCodecService();
  private final Network network = new Network();
  private final Modem modem = network.add(settings());

  static ModemSettings settings() {
    return ModemSettings.generic("north", OWN);
  }

  @AfterEach
  void close() {
    network.close();
  }

  private Bench bench() {
    return new Bench(folder, codec);
  }

  private Bench start(Bench bench, Modem device) {
    return bench.start(Bench.settings(""), Bench.ports((address, baud) -> device.connect()));
  }

  private void queue(Bench bench, long id, boolean report) throws PduFormatException {
    String text = "message " + id;
    PlanRequest request = new PlanRequest(new Msisdn(PHONE), text, false, report, 1);
    bench.queue.add(id, codec.plan(request).tpdus().get(0));
  }

  /** An SMS-SUBMIT to a phone of the network. */
  static String tpdu(long id) throws PduFormatException {
    PlanRequest request = new PlanRequest(new Msisdn(PHONE), "message " + id, false, false, 1);
    return new PduCodecService().plan(request).tpdus().get(0);
  }

  @Test
  void everyTextReachesItsPhoneOnceAndEveryReportAndInboundSmsTheQueue() throws Exception {
    try (Bench bench = bench()) {
      for (int i = 0; i < 100; i++) {
        queue(bench, i, true);
      }
      start(bench, modem);
      Set<String> inbound = new HashSet<>();
      for (int i = 0; i < 30; i++) {
        inbound.addAll(network.send(PHONE, OWN, "inbound " + i));
      }
      for (int i = 0; i < 100; i++) {
        Ended ended = bench.queue.nextEnded();
        assertThat(ended.segmentId()).isEqualTo(i);
        assertThat(ended.outcome()).isInstanceOf(Submitted.class);
      }
      assertThat(network.phone(PHONE).inbox()).hasSize(100);
      assertThat(network.mostConcurrentSubmits()).isEqualTo(1);
      Set<String> received = new HashSet<>();
      for (int i = 0; i < 130; i++) {
        received.add(bench.queue.nextReceived().hex());
      }
      assertThat(received).containsAll(inbound);
    }
  }

  static Stream<Fault> faults() {
    Duration some = Duration.ofMillis(100);
    return Stream.of(
        new Fault.NoResult(1),
        new Fault.NoReference(1),
        new Fault.LateResult(some, 2),
        new Fault.CmsError(41, false, 1),
        new Fault.CmsError(1, false, 1),
        new Fault.HangInPrompt(some),
        new Fault.RebootInSubmit(true, some),
        new Fault.RebootInSubmit(false, some),
        new Fault.Garbage("\r\n#%&\u0001>x\r\n"),
        new Fault.UrcInAnswer("^RSSI: 12"),
        new Fault.LostAnswer(2),
        new Fault.Hang(some));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void afterEveryFaultTheOutcomeIsTrueAndSendingGoesOn(Fault fault) throws Exception {
    try (Bench bench = bench()) {
      start(bench, modem);
      bench.awaitState(State.READY);
      modem.fault(fault);
      for (int i = 0; i < 3; i++) {
        queue(bench, i, false);
      }
      bench.wake();
      check(bench, 3);
    }
  }

  @Test
  void noOutcomeIsFalseUnderRandomFaults() throws Exception {
    List<Fault> faults = faults().toList();
    Random random = new Random(7);
    try (Bench bench = bench()) {
      start(bench, modem);
      bench.awaitState(State.READY);
      for (int i = 0; i < 60; i++) {
        queue(bench, i, false);
        if (i % 4 == 0) {
          modem.fault(faults.get(random.nextInt(faults.size())));
        }
      }
      bench.wake();
      check(bench, 60);
    }
  }

  /** Submitted was accepted; what may be sent again was not; unknown may be either. */
  private void check(Bench bench, int count) throws Exception {
    List<Ended> ended = new java.util.ArrayList<>();
    for (int i = 0; i < count; i++) {
      ended.add(bench.queue.nextEnded());
    }
    Set<String> accepted = network.journal().stream().map(Submit::text).collect(Collectors.toSet());
    assertThat(network.journal()).hasSameSizeAs(accepted);
    for (Ended e : ended) {
      SubmitOutcome outcome = e.outcome();
      if (!(outcome instanceof Unknown)) {
        assertThat(accepted.contains("message " + e.segmentId()))
            .as(outcome.toString())
            .isEqualTo(outcome instanceof Submitted);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void overAPtyAResultAfterTheDeadlineSettlesItsOwnSegment() throws Exception {
    try (PtyPort port = PtyPort.open(modem, folder.resolve("ttyLate"));
        Bench bench = bench()) {
      // The deadline is 15 seconds of 20 ms; the result comes after 30.
      bench.drivers = List.of(Bench.candidate("generic", 1, Map.of("submit.seconds", "15")));
      bench.start(Bench.settingsOn(port.path().toString()), new Ports(List::of));
      bench.awaitState(State.READY);
      modem.fault(new Fault.LateResult(Duration.ofMillis(600), 1));
      queue(bench, 1, false);
      bench.wake();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Unknown.class);
      Ended late = bench.queue.nextEnded();
      assertThat(late.segmentId()).isEqualTo(1);
      assertThat(late.outcome())
          .isEqualTo(new Submitted(network.journal().get(0).messageReference()));
      assertThat(network.journal()).hasSize(1);
    }
  }

  /** TP-VP counts five minutes from 0 (3GPP TS 23.040 §9.2.3.12.1). */
  @Test
  void theServiceCentreIsGivenWhatIsLeftOfTheValidity() throws Exception {
    try (Bench bench = bench()) {
      for (int hours : new int[] {1, 3}) {
        bench.queue.add(
            new smsgateway.api.Submit(
                hours, 1, tpdu(hours), hours, false, Duration.ofHours(hours)));
      }
      start(bench, modem);
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
      assertThat(network.journal()).extracting(EmulatedModemTest::validity).containsExactly(11, 35);
    }
  }

  /** Behind first octet, TP-MR, TP-DA, TP-PID and TP-DCS. */
  private static int validity(Submit submit) {
    int digits = Integer.parseInt(submit.tpdu().substring(4, 6), 16);
    int at = 8 + (digits + 1) / 2 * 2 + 4;
    return Integer.parseInt(submit.tpdu().substring(at, at + 2), 16);
  }

  @Test
  void aServiceCentreThatHasTheFirstCopyRefusesTheRepetitionAndThatIsSuccess() throws Exception {
    network.rejectDuplicates(true);
    Modem keeping =
        network.add(ModemSettings.generic("west", "+393330000003").withKeptMessageReference());
    try (Bench bench = bench()) {
      start(bench, keeping);
      queue(bench, 9, false);
      bench.wake();
      assertThat(bench.queue.nextEnded().outcome()).isEqualTo(new Submitted(9));
      PlanRequest request = new PlanRequest(new Msisdn(PHONE), "message 9", false, false, 1);
      String tpdu = codec.plan(request).tpdus().get(0);
      bench.queue.add(new smsgateway.api.Submit(9, 2, tpdu, 9, true, Duration.ofHours(1)));
      bench.wake();
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(9, new Submitted(9)));
      assertThat(network.journal()).hasSize(1);
    }
  }

  @Test
  void aFullStorageIsEmptiedAndNothingIsLost() throws Exception {
    Set<String> sent = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      sent.addAll(network.send(PHONE, OWN, "text " + i));
    }
    try (Bench bench = start(bench(), modem)) {
      Set<String> received = new HashSet<>();
      while (received.size() < 100) {
        received.add(bench.queue.nextReceived().hex());
      }
      assertThat(received).isEqualTo(sent);
      bench.awaitState(State.READY);
    }
    assertThat(modem.waiting()).isZero();
  }

  @Test
  void withoutNetworkTheQueueWaits() throws Exception {
    try (Bench bench = bench()) {
      modem.fault(new Fault.NoNetwork(true));
      queue(bench, 1, false);
      start(bench, modem);
      bench.awaitState(State.DEGRADED);
      assertThat(network.accepted()).isZero();
      modem.fault(new Fault.NoNetwork(false));
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
    }
  }

  @Test
  void theRightPinOpensTheSim() throws Exception {
    Modem locked = network.add(ModemSettings.generic("east", "+393330000002").withPin("1234"));
    try (Bench bench = bench()) {
      bench.start(Bench.settings("1234"), Bench.ports((address, baud) -> locked.connect()));
      bench.awaitState(State.READY);
    }
  }
}
