package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Modem.State;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome.Rejected;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.api.SubmitOutcome.Unknown;
import smsgateway.modem.internal.MemoryQueue.Ended;

/** F12: a result that comes after its submit was given up settles that submit and no other. */
@Timeout(60)
class LateResultTest {
  @TempDir private Path folder;

  /** A modem that has just not answered the submit of segment 1. */
  private Bench unanswered() throws InterruptedException {
    Bench bench = new Bench(folder);
    bench.start();
    bench.awaitState(State.READY);
    bench.modem.nextResult();
    bench.queue.add(1, "AA");
    bench.wake();
    Ended first = bench.queue.nextEnded();
    assertThat(first.segmentId()).isEqualTo(1);
    assertThat(first.outcome()).isInstanceOf(Unknown.class);
    return bench;
  }

  @Test
  void itSettlesItsSegmentWhileTheModemIsIdle() throws Exception {
    try (Bench bench = unanswered()) {
      bench.modem.say("+CMGS: 50", "OK");
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(50)));
    }
  }

  @Test
  void itIsOfferedAgainWhenTheStoreIsAway() throws Exception {
    try (Bench bench = unanswered()) {
      bench.queue.failNext(3);
      bench.modem.say("+CMGS: 50", "OK");
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(50)));
    }
  }

  @Test
  void itIsNoAnswerToAnotherCommand() throws Exception {
    try (Bench bench = unanswered()) {
      bench.modem.store(3, "07911234");
      bench.modem.on("AT+CMGR=3", "+CMGS: 50", "OK", "+CMGR: 0,,20", "07911234", "OK");
      bench.modem.say("+CMTI: \"SM\",3");
      assertThat(bench.queue.nextReceived().hex()).isEqualTo("07911234");
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(50)));
    }
  }

  @Test
  void beforeThePromptOfTheNextSegmentItIsNotThatOnes() throws Exception {
    try (Bench bench = unanswered()) {
      bench.modem.beforePrompt("+CMGS: 50", "OK");
      bench.modem.nextResult("+CMGS: 51", "OK");
      bench.queue.add(2, "AA");
      bench.wake();
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(51)));
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(50)));
    }
  }

  @Test
  void beforeThePromptOfItsOwnRepetitionItSparesThat() throws Exception {
    try (Bench bench = unanswered()) {
      bench.modem.beforePrompt("+CMGS: 50", "OK");
      bench.modem.await("PDU");
      bench.queue.add(new Submit(1, 2, "AA", 0, false, Duration.ofHours(1)));
      bench.wake();
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(50)));
      bench.queue.add(2, "BB");
      bench.wake();
      assertThat(bench.queue.nextEnded().segmentId()).isEqualTo(2);
      assertThat(bench.modem.await("PDU")).endsWith("BB");
    }
  }

  @Test
  void afterTheNextPduTheFirstOfTwoResultsIsTheEarlierOnes() throws Exception {
    try (Bench bench = unanswered()) {
      bench.modem.nextResult("+CMGS: 50", "OK", "+CMGS: 51", "OK");
      bench.queue.add(2, "AA");
      bench.wake();
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(51)));
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(50)));
    }
  }

  @Test
  void theLowerReferenceIsTheEarlierOnesWhateverTheOrder() throws Exception {
    try (Bench bench = unanswered()) {
      bench.modem.nextResult("+CMGS: 0", "OK", "+CMGS: 255", "OK");
      bench.queue.add(new Submit(2, 1, "AA", 99, false, Duration.ofHours(1)));
      bench.wake();
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(0)));
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(255)));
    }
  }

  @Test
  void aLateErrorDoesNotRefuseTheNextSegment() throws Exception {
    try (Bench bench = unanswered()) {
      bench.modem.beforePrompt("+CMS ERROR: 1");
      bench.queue.add(2, "AA");
      bench.wake();
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(0)));
    }
  }

  @Test
  void aLateErrorAfterTheNextPduIsNotThatOnesWhenItsOwnResultFollows() throws Exception {
    try (Bench bench = unanswered()) {
      bench.modem.nextResult("+CMS ERROR: 1", "+CMGS: 7", "OK");
      bench.queue.add(2, "AA");
      bench.wake();
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(7)));
    }
  }

  @Test
  void aSingleResultAfterTheNextPduIsThatOnes() throws Exception {
    try (Bench bench = unanswered()) {
      bench.modem.nextResult("+CMS ERROR: 1");
      bench.modem.nextResult("+CMGS: 9", "OK");
      bench.queue.add(2, "AA");
      bench.queue.add(3, "AA");
      bench.wake();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Rejected.class);
      assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(3, new Submitted(9)));
    }
  }

  @Test
  void ofTwoUnansweredSubmitsNobodyCanSayWhichIsMeant() throws Exception {
    try (Bench bench = unanswered()) {
      bench.modem.nextResult();
      bench.queue.add(2, "AA");
      bench.wake();
      assertThat(bench.queue.nextEnded().outcome()).isInstanceOf(Unknown.class);
      bench.modem.say("+CMGS: 50", "OK");
      bench.queue.add(3, "AA");
      bench.wake();
      assertThat(bench.queue.nextEnded().segmentId()).isEqualTo(3);
    }
  }
}
