package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Modem.State;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome.ModemFault;
import smsgateway.api.SubmitOutcome.Rejected;
import smsgateway.api.SubmitOutcome.Retry;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.api.SubmitOutcome.Unknown;
import smsgateway.api.driver.ModemProfile;
import smsgateway.modem.internal.DriverChoice.Candidate;
import smsgateway.modem.internal.MemoryQueue.Ended;

@Timeout(60)
class ModemWorkerTest {
  private static final String PDU = "07911234567890F1040B91";

  @TempDir private Path folder;

  @Test
  void aLostAnswerDoesNotBringTheWrongDriver() throws Exception {
    try (Bench bench = new Bench(folder)) {
      Map<String, String> match = Map.of("match.cgmi", "^Maker", "match.cgmm", "^Model");
      bench.drivers =
          List.of(
              bench.drivers.get(0), new Candidate(() -> new ModemProfile(match), "maker", 0, 2));
      bench.modem.on("AT+CGMI").after("AT+CGMI", () -> bench.modem.on("AT+CGMI", "Maker", "OK"));
      bench.start();
      bench.awaitState(State.READY);
      assertThat(bench.board().status().driver()).isEqualTo("maker");
    }
  }

  @Test
  void aWaitingSegmentIsSubmittedAfterTheSessionIsOpen() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.queue.add(7, "AABB");
      bench.start();
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(7, new Submitted(0)));
      assertThat(bench.modem.await("PDU")).isEqualTo("PDU 001107AABB");
      assertThat(bench.queue.steps).startsWith("open north 222011234567890");
      assertThat(bench.board().status().submitted()).isEqualTo(1);
    }
  }

  @Test
  void segmentsFollowOneAnotherWithoutOtherCommands() throws Exception {
    try (Bench bench = new Bench(folder)) {
      for (int i = 0; i < 5; i++) {
        bench.queue.add(i, "AABB");
      }
      bench.start();
      for (int i = 0; i < 5; i++) {
        assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(i, new Submitted(i)));
      }
      List<String> commands = bench.modem.commands();
      int first = commands.indexOf("AT+CMGS=4");
      assertThat(commands.subList(first, first + 10))
          .allMatch(c -> c.equals("AT+CMGS=4") || c.startsWith("PDU"));
    }
  }

  @Test
  void aPermanentRefusalIsRejectedAndAPassingOneIsRetried() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.nextResult("+CMS ERROR: 1");
      bench.modem.nextResult("+CMS ERROR: 42");
      bench.modem.nextResult("+CMS ERROR: 777");
      bench.queue.add(1, "AA");
      bench.queue.add(2, "AA");
      bench.queue.add(3, "AA");
      bench.start();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Rejected.class);
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Retry.class);
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Retry.class);
    }
  }

  @Test
  void aMissingServiceCentreIsTheModemsFaultAndAFinding() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.on("AT+CSCA?", "+CSCA: \"\",129", "OK");
      bench.modem.nextResult("+CMS ERROR: 330");
      bench.queue.add(1, "AA");
      bench.start();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(ModemFault.class);
      assertThat(bench.board().findings())
          .anyMatch(f -> f.message().contains("set smsc in etc/smsgateway.modem-north.cfg"));
    }
  }

  @Test
  void withoutFinalResultTheModemIsProbedAndTheOutcomeIsUnknown() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.nextResult();
      bench.queue.add(1, "AA");
      bench.queue.add(2, "AA");
      bench.start();
      assertThat(bench.queue.nextEnded()).matches(e -> e.outcome() instanceof Unknown);
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(0)));
    }
  }

  @Test
  void okWithoutReferenceProvesNothing() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.nextResult("OK");
      bench.queue.add(1, "AA");
      bench.start();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Unknown.class);
    }
  }

  @Test
  void withoutPromptNothingWasSent() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.on("AT+CMGS=3");
      bench.queue.add(1, "AA");
      bench.start();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(ModemFault.class);
    }
  }

  @Test
  void aHiddenPromptSwallowsNoCommand() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.mutePrompt();
      bench.queue.add(1, "AA");
      bench.queue.add(2, "AA");
      bench.start();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(ModemFault.class);
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(0)));
      assertThat(bench.modem.commands()).noneMatch(c -> c.startsWith("LOST"));
    }
  }

  @Test
  void aDuplicateRejectedByTheServiceCentreCountsOnlyForAResend() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.nextResult("+CMS ERROR: 197");
      bench.modem.nextResult("+CMGS: 2", "OK");
      bench.modem.nextResult("+CMS ERROR: 197");
      bench.queue.add(1, "AA");
      bench.queue.add(2, "AA");
      bench.queue.add(new Submit(9, 2, "AA", 33, true, Duration.ofHours(1)));
      bench.start();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Retry.class);
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(2)));
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(9, new Submitted(33)));
    }
  }

  @Test
  void aPortLostAfterThePduLeavesTheOutcomeUnknownAndTheModemComesBack() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.nextResult();
      bench.queue.add(1, "AA");
      bench.wake();
      bench.modem.await("PDU");
      bench.modem.unplug();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Unknown.class);
      bench.queue.add(2, "AA");
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(0)));
      assertThat(bench.queue.session()).isEqualTo(2);
    }
  }

  @Test
  void anOutcomeThatCannotBeStoredIsKeptAndNothingIsClaimedBefore() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.on("AT+CMGS=3");
      bench.queue.add(1, "AA");
      bench.queue.add(2, "AA");
      bench.wake();
      bench.modem.await("AT+CMGS");
      bench.queue.failNext(4);
      bench.modem.on("AT+CMGS=3", "+CMS ERROR: 1");
      bench.modem.say("+CMS ERROR: 1");
      assertThat(bench.queue.nextEnded()).matches(e -> e.segmentId() == 1);
      assertThat(bench.queue.nextEnded()).matches(e -> e.segmentId() == 2);
      assertThat(bench.queue.session()).isEqualTo(1);
    }
  }

  @Test
  void withoutNetworkNothingIsSubmittedButPdusAreReceived() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.on("AT+CREG?", "+CREG: 0,3", "OK").on("AT+CEREG?", "+CEREG: 0,0", "OK");
      bench.queue.add(1, "AA");
      bench.start();
      bench.awaitState(State.DEGRADED);
      bench.modem.store(3, PDU);
      bench.modem.say("+CMTI: \"SM\",3");
      bench.queue.nextReceived();
      assertThat(bench.modem.commands()).noneMatch(c -> c.startsWith("AT+CMGS"));
      bench.modem.on("AT+CREG?", "+CREG: 0,5", "OK");
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
    }
  }

  @Test
  void withoutTpRdARefusalAsDuplicateProvesNothing() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.modem.nextResult("+CMGS: 77", "OK");
      bench.modem.nextResult("+CMS ERROR: 197");
      bench.queue.add(5, "AA");
      bench.queue.add(new Submit(9, 2, "AA", 33, false, Duration.ofHours(1)));
      bench.start();
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(5, new Submitted(77)));
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Retry.class);
      bench.modem.await("PDU");
      assertThat(bench.modem.await("PDU")).isEqualTo("PDU 001121AA");
    }
  }

  @Test
  void aSimThatIsLockedAgainIsNoticedAtTheNextSubmit() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.on("AT+CPIN?", "+CPIN: SIM PIN", "OK");
      bench.modem.nextResult("+CMS ERROR: 311");
      bench.queue.add(1, "AA");
      bench.wake();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(ModemFault.class);
      bench.awaitState(State.BLOCKED);
    }
  }

  @Test
  void nothingIsSubmittedToARestartedModemBeforeItIsSetUpAnew() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.nextResult("+CMGS: 1", "RDY", "OK");
      bench.queue.add(1, "AA");
      bench.queue.add(2, "AA");
      bench.wake();
      bench.modem.await("PDU");
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(1)));
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(0)));
      List<String> commands = bench.modem.commands();
      assertThat(commands.indexOf("AT+CMGF=0")).isBetween(0, commands.indexOf("AT+CMGS=3"));
    }
  }

  @Test
  void thePaceIsKept() throws Exception {
    try (Bench bench = new Bench(folder)) {
      for (int i = 0; i < 5; i++) {
        bench.queue.add(i, "AA");
      }
      // 20 a minute are 3 seconds of 20 ms each; more time than that may always pass.
      bench.start(new ModemSettings("north", "fake:x", 0, "auto", "", "", 20));
      bench.queue.nextEnded();
      long begun = System.nanoTime();
      for (int i = 1; i < 5; i++) {
        bench.queue.nextEnded();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(200));
    }
  }

  @Test
  void atItsLimitTheSimLeavesTheWorkToOthersAndSaysUntilWhen() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.queue.sentBefore(Duration.ofMinutes(20));
      for (int i = 0; i < 3; i++) {
        bench.queue.add(i, "AA");
      }
      bench.start(new ModemSettings("north", "fake:x", 0, "auto", "", "", 0, 2, 0, ""));
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
      bench.awaitState(State.READY);
      bench.awaitDetail("sends nothing until");
      assertThat(bench.board().status().detail()).contains("2 SMS an hour are the limit");
      assertThat(bench.queue.idle()).isFalse();
    }
  }

  @Test
  void aFencedSessionIsOpenedAnew() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.queue.openSession("north", "other");
      bench.queue.add(1, "AA");
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Submitted.class);
      assertThat(bench.queue.session()).isEqualTo(3);
    }
  }

  @Test
  void anOutcomeIsStoredBeforeTheNextSessionMakesItUnknown() throws Exception {
    try (Bench bench = new Bench(folder)) {
      bench.start();
      bench.awaitState(State.READY);
      bench.modem.nextResult();
      bench.queue.add(1, "AA");
      bench.wake();
      bench.modem.await("PDU");
      bench.queue.failNext(1);
      bench.modem.say("+CMGS: 9", "OK", "RDY");
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(9)));
    }
  }

  @Test
  void stoppingEndsTheCommandInHandAndStoresItsOutcome() throws Exception {
    Bench bench = new Bench(folder).start();
    bench.awaitState(State.READY);
    bench.modem.nextResult();
    bench.queue.add(1, "AA");
    bench.queue.add(2, "AA");
    bench.wake();
    bench.modem.await("PDU");
    Thread stopper = new Thread(() -> bench.modem.say("+CMGS: 4", "OK"));
    assertThat(bench.queue.ended).isEmpty();
    // The store is away when the result comes, and back when the worker ends.
    bench.queue.failNext(1);
    stopper.start();
    assertThat(bench.stop()).isTrue();
    assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(4)));
    assertThat(bench.board().state()).isEqualTo(State.STOPPED);
  }
}
