package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.Journal.Step;
import smsgateway.api.Journal.Story;
import smsgateway.api.MessageQueue.MailOutcome;
import smsgateway.api.PduCodec;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** The story of a message tells every decision and transition in order of time. */
interface WhyContract extends StoreContract {

  private static List<String> told(Story story) {
    assertThat(story.steps()).extracting(Step::at).isSorted();
    return story.steps().stream()
        .map(step -> step.subject() + " " + step.what() + " " + step.cause())
        .toList();
  }

  private static Submit next(TestStore store, long session) throws StoreException {
    store.clock.pass(Duration.ofMinutes(1));
    return store.queue.nextSubmit(session).orElseThrow();
  }

  @Test
  default void aDeliveredMessageTellsAttemptsReportAndConfirmation() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long id = store.planned(TestStore.NUMBER, 1, Confirm.ALWAYS);
    store.queue.advance(
        session, next(store, session).segmentId(), new SubmitOutcome.Retry("busy"), false);
    store.queue.advance(
        session, next(store, session).segmentId(), new SubmitOutcome.Submitted(17), false);
    store.clock.pass(Duration.ofSeconds(5));
    store.report(session, 17, TestStore.NUMBER, ReportClass.DELIVERED);
    long mail = TestStore.only(store.mails()).id();
    store.queue.mailDone(mail, new MailOutcome.Delivered());

    Story story = store.journal.why(id).orElseThrow();
    assertThat(story.entry().state()).isEqualTo("DELIVERED");
    assertThat(story.validUntil()).isEmpty();
    assertThat(told(story).stream().map(line -> line.replaceAll("report in[0-9]+", "report in*")))
        .containsExactly(
            "message ACCEPTED MAIL",
            "message PLANNED 1 SMS",
            "segment 1 QUEUED ",
            "segment 1 SUBMITTING attempt 1, modem north, SIM 262010000000***",
            "segment 1 QUEUED busy",
            "segment 1 SUBMITTING attempt 2, modem north, SIM 262010000000***, TP-MR 17",
            "segment 1 SUBMITTED TP-MR 17",
            "segment 1 DELIVERED status report 0",
            "report in* DELIVERED TP-ST 0 for TP-MR 17",
            "mail DELIVERED confirmation to alice@example.org");
  }

  @Test
  default void aQueuedMessageTellsWhatItWaitsFor() throws StoreException {
    TestStore store = store();
    long id = store.planned(TestStore.NUMBER);
    Instant now = store.clock.instant();
    store.administration.stopSending("jane");
    Story story = store.journal.why(id).orElseThrow();
    assertThat(story.sendingStopped()).isTrue();
    assertThat(story.nextTry()).contains(now);
    assertThat(story.validUntil()).contains(now.plus(TestStore.VALIDITY));
    assertThat(told(story)).contains("all sending STOPPED jane");
    store.administration.resumeSending("jane");
    store.clock.pass(Duration.ofMinutes(1));
    store.administration.cancel(id, "jane");
    store.clock.pass(Duration.ofMinutes(1));
    store.administration.stopSending("bob");
    assertThat(told(store.journal.why(id).orElseThrow()))
        .contains("all sending SENDING jane")
        .doesNotContain("all sending STOPPED bob");
  }

  @Test
  default void aRefusedMessageTellsTheReasonAndTheAnswer() throws StoreException {
    TestStore store = store();
    long id = store.accept("1@sms.example.org");
    store.pending();
    store.queue.decided(List.of(new Decision.Refused(id, "one", "Not your right.")));
    assertThat(told(store.journal.why(id).orElseThrow()))
        .containsExactly(
            "message ACCEPTED MAIL",
            "message REFUSED Not your right.",
            "mail WAITING answer to alice@example.org");
  }

  @Test
  default void formerAndLaterMessageAreLinkedBothWays() throws StoreException {
    TestStore store = store();
    long former = store.planned(TestStore.NUMBER);
    store.administration.cancel(former, "jane");
    long later = store.administration.retry(former, "jane").id();
    assertThat(store.journal.why(former).orElseThrow().later()).contains(later);
    assertThat(store.journal.why(later).orElseThrow().former()).contains(former);
    assertThat(store.journal.why(later).orElseThrow().later()).isEmpty();
  }

  @Test
  default void anInboundMessageTellsItsPartsItsRoutingAndItsMails() throws StoreException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    store.queue.receive(
        session, List.of(new ReceivedPdu("AA01", false), new ReceivedPdu("AA02", false)));
    List<Long> pdus = store.pending().stream().map(Pending::id).toList();
    for (int i = 0; i < 2; i++) {
      store.queue.decided(
          List.of(
              new Decision.Filed(
                  pdus.get(i), TestStore.NUMBER, new PduCodec.Concatenation(7, 2, i + 1))));
    }
    long set = TestStore.only(store.pending()).id();
    store.queue.decided(
        List.of(
            new Decision.ToMail(
                set,
                List.of(TestStore.ALICE),
                TestStore.NUMBER,
                true,
                "Hello",
                Optional.empty(),
                "default recipient")));
    assertThat(
            told(store.journal.why(-set).orElseThrow()).stream()
                .map(line -> line.replaceAll("in[0-9]+", "in*")))
        .containsExactly(
            "part in* FILED part 1 of 2, modem north, SIM 262010000000***",
            "part in* FILED part 2 of 2, modem north, SIM 262010000000***",
            "message ROUTED default recipient",
            "mail WAITING SMS to alice@example.org");
    assertThat(told(store.journal.why(-pdus.get(1)).orElseThrow()))
        .containsExactly(
            "PDU RECEIVED modem north, SIM 262010000000***: AA02",
            "part FILED of the longer message in" + set);
  }

  @Test
  default void whatIsNotThereHasNoStory() throws StoreException {
    assertThat(store().journal.why(999_999)).isEmpty();
    assertThat(store().journal.why(-999_999)).isEmpty();
  }
}
