package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Modem.State;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.StartTrace;
import smsgateway.api.ModemActions.StopTrace;
import smsgateway.api.ModemActions.TraceState;
import smsgateway.api.ModemActions.Verdict;
import smsgateway.api.Msisdn;
import smsgateway.api.PduCodec.PlanRequest;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.emulator.Modem;
import smsgateway.emulator.ModemSettings;
import smsgateway.emulator.Network;
import smsgateway.modem.internal.trace.Redaction;
import smsgateway.modem.internal.trace.Tap;
import smsgateway.pdu.internal.PduCodecService;

/** What is recorded can be replayed, and holds nothing personal. */
@Timeout(60)
class TraceTest {
  private static final String OWN = "+393330000001";
  private static final String PHONE = "+393331234567";
  private static final String TEXT = "secret text of a message";

  @TempDir private Path folder;
  private final PduCodecService codec = new PduCodecService();
  private final Network network = new Network();

  @AfterEach
  void close() {
    Tap.of("north").stop();
    network.close();
  }

  private Desk desk() {
    return new Desk(
        folder,
        (address, baud) -> {
          throw new IOException("not used");
        });
  }

  private String tpdu() throws Exception {
    return codec.plan(new PlanRequest(new Msisdn(PHONE), TEXT, false, false, 1)).tpdus().get(0);
  }

  /** A modem that enters its PIN, gets a message, and sends one. */
  private List<String> recorded(Modem modem) throws Exception {
    List<String> lines = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    Tap.of("north").record(lines::add);
    try (Bench bench = new Bench(folder, codec)) {
      network.send(PHONE, OWN, TEXT);
      bench.queue.add(1, tpdu());
      bench.start(Bench.settings("4321"), Bench.ports((address, baud) -> modem.connect()));
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
      bench.queue.nextReceived();
    }
    Tap.of("north").stop();
    return List.copyOf(lines);
  }

  private Modem modem() {
    return network.add(ModemSettings.generic("north", OWN).withPin("4321"));
  }

  @Test
  void aRecordedSessionReplaysAgainstTheDriverAndTheRuntime() throws Exception {
    List<String> recording = recorded(modem());
    TranscriptModem replay = new TranscriptModem(recording.stream());
    assertSendsAndReceives(replay);
    assertThat(replay.deviation()).isEmpty();
  }

  private void assertSendsAndReceives(TranscriptModem replay) throws Exception {
    try (Bench bench = new Bench(folder.resolve("replay"), codec)) {
      bench.queue.add(1, tpdu());
      bench.start(Bench.settings("0000"), Bench.ports((address, baud) -> replay));
      assertThat(bench.queue.nextEnded().outcome()).isEqualTo(new Submitted(1));
      ReceivedPdu received = bench.queue.nextReceived();
      assertThat(codec.explain(received.hex())).anyMatch(l -> l.contains("SMS-DELIVER"));
      bench.awaitState(State.READY);
    }
  }

  @Test
  void aDriverThatSendsSomethingElseThanRecordedFailsTheReplay() throws Exception {
    List<String> recording = recorded(modem());
    TranscriptModem replay = new TranscriptModem(recording.stream());
    try (Bench bench = new Bench(folder.resolve("replay"), codec)) {
      bench.drivers = List.of(Bench.candidate("other", 90, java.util.Map.of("init", "AT+OTHER=1")));
      bench.start(Bench.settings("0000"), Bench.ports((address, baud) -> replay));
      bench.awaitState(State.READY);
    }
    assertThat(replay.deviation()).isEqualTo("not recorded: AT+OTHER=1");
  }

  @Test
  void whatIsRecordedHoldsNoNumberNoTextNoPinAndNoIdentity() throws Exception {
    Modem modem = modem();
    String all = String.join("\n", recorded(modem));
    assertThat(all).contains("> AT+CGMI\\r", "AT+CPIN=\"0000\"", "\\x1a", "+CMGL: ");
    String inbound = network.send(PHONE, OWN, TEXT).get(0);
    String packed = inbound.substring(inbound.length() - 20);
    assertThat(all)
        .doesNotContain("4321", modem.imei(), modem.imsi(), modem.iccid(), PHONE.substring(1))
        .doesNotContain(PHONE.substring(1).replaceAll("(.)(.)", "$2$1").substring(0, 8))
        .doesNotContain(packed);
  }

  @Test
  void theShippedExampleOfATraceReplays() throws Exception {
    List<String> recording = Files.readAllLines(Path.of("src/test/transcripts/generic-trace.txt"));
    assertSendsAndReceives(new TranscriptModem(recording.stream()));
  }

  @Test
  void theReportOfADeviceTestReplaysAsAModem() throws Exception {
    Modem modem = network.add(ModemSettings.generic("other", "+393330000002"));
    List<String> report;
    try (Desk test = new Desk(folder, (address, baud) -> modem.connect())) {
      report = test.tested(Desk.test("fake:x")).report();
    }
    TranscriptModem replay = new TranscriptModem(report.stream());
    try (Desk test = new Desk(folder, (address, baud) -> replay)) {
      assertThat(test.tested(Desk.test("fake:x")).verdict()).isEqualTo(Verdict.COMPATIBLE);
    }
    assertThat(replay.deviation()).isEmpty();
  }

  @Test
  void theShippedExampleOfADeviceTestReplays() throws Exception {
    List<String> report = Files.readAllLines(Path.of("src/test/transcripts/generic-test.txt"));
    TranscriptModem replay = new TranscriptModem(report.stream());
    try (Desk test = new Desk(folder, (address, baud) -> replay)) {
      assertThat(test.tested(Desk.test("fake:x")).verdict()).isEqualTo(Verdict.COMPATIBLE);
    }
  }

  @Test
  void aTraceIsWrittenOnceAndEndsOnOrder() throws Exception {
    Modem modem = modem();
    Path file = folder.resolve("sub/trace.txt");
    try (Bench bench = new Bench(folder, codec);
        Desk desk = desk()) {
      bench.start(Bench.settings("4321"), Bench.ports((address, baud) -> modem.connect()));
      bench.awaitState(State.READY);
      StartTrace start = new StartTrace("north", file.toString(), 60);
      assertThat(desk.run(start)).isEqualTo(new TraceState(file.toString(), 0, true));
      bench.queue.add(1, tpdu());
      bench.wake();
      bench.queue.nextEnded();
      assertThat(desk.run(new StopTrace("north")))
          .isInstanceOfSatisfying(
              TraceState.class,
              s -> {
                assertThat(s.running()).isFalse();
                assertThat(s.lines()).isGreaterThan(2);
              });
      assertThat(Files.readAllLines(file)).anyMatch(l -> l.contains("> AT+CMGS="));
      assertThat(desk.run(start)).isInstanceOf(Failed.class);
      assertThat(desk.run(new StopTrace("north")))
          .isEqualTo(new Failed("Modem north is not being traced."));
      assertThat(desk.run(new StartTrace("south", file.toString(), 60))).isInstanceOf(Failed.class);
    }
  }

  @Test
  void aTraceEndsByItselfWhenItsTimeIsOver() throws Exception {
    Modem modem = modem();
    Path file = folder.resolve("trace.txt");
    try (Bench bench = new Bench(folder, codec);
        Desk desk = desk()) {
      bench.start(Bench.settings("4321"), Bench.ports((address, baud) -> modem.connect()));
      bench.awaitState(State.READY);
      desk.run(new StartTrace("north", file.toString(), 1));
      long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (Tap.of("north").recording() && System.nanoTime() - limit < 0) {
        bench.wake();
        Thread.onSpinWait();
      }
      assertThat(Tap.of("north").recording()).isFalse();
      long size = Files.size(file);
      bench.queue.add(1, tpdu());
      bench.wake();
      bench.queue.nextEnded();
      assertThat(Files.size(file)).isEqualTo(size);
    }
  }

  @Test
  void pdusThatCannotBeReadAreBlankedAsAWhole() {
    String pdu = "07FFFF0102030405060708090A0B0C";
    assertThat(new Redaction().received(pdu + "\r\n")).isEqualTo("0".repeat(30) + "\r\n");
    assertThat(new Redaction().received("C8329BFD06?D3E614E4B697D92036\r\n"))
        .isEqualTo("0000000000?000000000000000000\r\n");
  }
}
