package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static smsgateway.routing.internal.FakeCodec.text;
import static smsgateway.routing.internal.Requests.pdu;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import smsgateway.api.Decision;
import smsgateway.api.StatusSource.Finding;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.User.ConfirmPolicy;
import smsgateway.api.WorkSignal;

@Timeout(30)
class MessageProcessorTest {
  private final FakeQueue queue = new FakeQueue();
  private final FakeDirectory directory = new FakeDirectory();
  private final DecisionSignal signal = new DecisionSignal();
  private final FakeCodec codec = new FakeCodec().means("PDU", text("+391234567", "hi"));

  private MessageProcessor processor(Map<String, Object> keys) {
    return new MessageProcessor(queue, directory, codec, signal, Configs.with(keys));
  }

  private List<? extends Decision> stored() throws InterruptedException {
    return queue.stored.poll(20, TimeUnit.SECONDS);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  @Test
  void workIsDecidedOnItsThreadUntilTheProcessorStops() throws InterruptedException {
    MessageProcessor processor = processor(Map.of("operatorAddress", "root@example.com"));
    processor.start();
    queue.add(pdu(1, "PDU"));
    signal.wake(WorkSignal.Kind.DECISION);
    assertThat(stored()).hasSize(1);

    processor.stop();
    queue.looks.clear();
    signal.wake(WorkSignal.Kind.DECISION);
    assertThat(queue.looks).isEmpty();
    assertThat(threads()).doesNotContain("smsgateway-processor");
  }

  @Test
  void aLostWakeUpIsMadeGoodByLooking() throws InterruptedException {
    MessageProcessor processor = processor(Map.of("operatorAddress", "root@example.com"));
    processor.start();
    assertThat(queue.looks.poll(20, TimeUnit.SECONDS)).isNotNull();

    queue.add(pdu(1, "PDU"));
    assertThat(stored()).hasSize(1);
    processor.stop();
  }

  @Test
  void theProcessorSurvivesACodecThatThrows() throws InterruptedException {
    MessageProcessor processor = processor(Map.of("operatorAddress", "root@example.com"));
    queue.add(pdu(1, "BUG"));
    queue.add(pdu(2, "PDU"));
    processor.start();
    assertThat(stored()).extracting(Decision::id).containsExactly(2L);

    queue.add(pdu(3, "PDU"));
    signal.wake(WorkSignal.Kind.DECISION);
    assertThat(stored()).extracting(Decision::id).containsExactly(3L);
    processor.stop();
  }

  @Test
  void theProcessorComesBackAfterAnOutage() throws InterruptedException {
    MessageProcessor processor = processor(Map.of());
    directory.add(FakeDirectory.user("desk@example.com", null, null, true, ConfirmPolicy.NEVER));
    directory.down = true;
    queue.add(pdu(1, "PDU"));
    processor.start();
    // The second look comes after the first has failed.
    assertThat(queue.looks.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(queue.looks.poll(20, TimeUnit.SECONDS)).isNotNull();

    directory.down = false;
    assertThat(stored()).hasSize(1);
    processor.stop();
  }

  @Test
  void aConfigurationThatCannotBeUsedLeavesAllWorkWaiting() throws InterruptedException {
    MessageProcessor processor = processor(Map.of("maxParts", "many"));
    queue.add(pdu(1, "PDU"));
    processor.start();
    assertThat(threads()).doesNotContain("smsgateway-processor");
    processor.stop();

    assertThat(queue.stored).isEmpty();
  }

  @Test
  void missingUsersAndDefaultRecipientsAreNamed() {
    MessageProcessor processor = processor(Map.of());
    assertThat(processor.findings())
        .extracting(Finding::message)
        .satisfiesExactly(
            m -> assertThat(m).contains("There are no users", "sms:user-add"),
            m -> assertThat(m).contains("No user is a default recipient", "are kept until"));

    directory.add(FakeDirectory.user("ann@example.com"));
    assertThat(processor(Map.of("operatorAddress", "root@example.com")).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("go to operatorAddress"))
        .satisfies(f -> assertThat(f.level()).isEqualTo(Level.YELLOW));

    directory.add(FakeDirectory.user("desk@example.com", null, null, true, ConfirmPolicy.NEVER));
    assertThat(processor.findings()).extracting(Finding::level).containsExactly(Level.GREEN);

    directory.down = true;
    assertThat(processor.findings()).extracting(Finding::level).containsExactly(Level.YELLOW);
  }
}
