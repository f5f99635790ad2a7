package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static smsgateway.routing.internal.FakeCodec.text;
import static smsgateway.routing.internal.Requests.pdu;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.RoutingRule;
import smsgateway.api.StoreException;
import smsgateway.api.User.ConfirmPolicy;
import smsgateway.routing.internal.DecisionRound.Next;

class DecisionRoundTest {
  private final FakeQueue queue = new FakeQueue();
  private final FakeDirectory directory = new FakeDirectory();
  private final FakeCodec codec = new FakeCodec().means("PDU", text("+391234567", "hi"));
  private List<RoutingRule> rules = List.of(new DefaultRecipientRule());

  @BeforeEach
  void somebodyIsThere() {
    directory.add(FakeDirectory.user("desk@example.com", null, null, true, ConfirmPolicy.NEVER));
  }

  private Next run() throws StoreException {
    return round().run();
  }

  private DecisionRound round() {
    return new DecisionRound(
        queue, directory, codec, SettingsReader.read(Configs.usable()), new RuleChain(() -> rules));
  }

  private List<Long> ids() {
    List<? extends Decision> batch = queue.stored.poll();
    return batch == null ? List.of() : batch.stream().map(Decision::id).toList();
  }

  @Test
  void aBatchIsStoredInOneCallAndMoreIsExpected() throws StoreException {
    LongStream.rangeClosed(1, 60).forEach(id -> queue.add(pdu(id, "PDU")));

    assertThat(run()).isEqualTo(Next.MORE);
    assertThat(ids()).hasSize(50);
    assertThat(run()).isEqualTo(Next.MORE);
    assertThat(ids()).hasSize(10);
    assertThat(run()).isEqualTo(Next.IDLE);
    assertThat(queue.stored).isEmpty();
  }

  @Test
  void aCodecThatThrowsLeavesItsRowAndTheOthersAreDecided() throws StoreException {
    queue.add(pdu(1, "PDU"));
    queue.add(pdu(2, "BUG"));
    queue.add(pdu(3, "PDU"));

    assertThat(run()).isEqualTo(Next.PAUSE);
    assertThat(ids()).containsExactly(1L, 3L);
  }

  @Test
  void aRuleThatThrowsLeavesItsRowAndTheOthersAreDecided() throws StoreException {
    codec.means("POISON", text("+391234567", "poison"));
    rules = List.of(throwsAt("poison", new NoClassDefFoundError()), new DefaultRecipientRule());
    queue.add(pdu(1, "POISON"));
    queue.add(pdu(2, "PDU"));

    assertThat(run()).isEqualTo(Next.PAUSE);
    assertThat(ids()).containsExactly(2L);

    rules = List.of(throwsAt("poison", new StackOverflowError()), new DefaultRecipientRule());
    queue.add(pdu(3, "PDU"));
    assertThat(run()).isEqualTo(Next.PAUSE);
    assertThat(ids()).containsExactly(3L);
  }

  private static RoutingRule throwsAt(String text, Error error) {
    return new RoutingRule() {
      @Override
      public Optional<Target> inbound(Inbound message) {
        if (message.text().equals(text)) {
          throw error;
        }
        return Optional.empty();
      }
    };
  }

  @Test
  void aDecisionThatTheStoreRefusesDoesNotStopTheOthers() throws StoreException {
    LongStream.rangeClosed(1, 3).forEach(id -> queue.add(pdu(id, "PDU")));
    queue.refuses = 2;

    assertThat(run()).isEqualTo(Next.PAUSE);
    assertThat(ids()).containsExactly(1L);
    assertThat(ids()).containsExactly(3L);
    assertThat(ids()).isEmpty();
  }

  @Test
  void aDecisionThatBreaksTheStoreDoesNotStopTheOthers() throws StoreException {
    LongStream.rangeClosed(1, 3).forEach(id -> queue.add(pdu(id, "PDU")));
    queue.breaksAt = 1;

    assertThat(run()).isEqualTo(Next.PAUSE);
    assertThat(ids()).containsExactly(2L);
    assertThat(ids()).containsExactly(3L);
  }

  @Test
  void anOutageOfTheDirectoryEndsTheRoundAfterStoringWhatIsDecided() {
    rules = List.of();
    codec.means("REPORT", report());
    queue.add(pdu(1, "REPORT"));
    queue.add(pdu(2, "PDU"));
    queue.add(pdu(3, "REPORT"));
    directory.down = true;

    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.UNAVAILABLE));
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void whatWasDecidedWhenTheStoreWentAwayIsStoredFirstWhenItIsBack() throws StoreException {
    queue.add(pdu(1, "PDU"));
    DecisionRound round = round();
    queue.away = true;
    assertThatThrownBy(round::run).isInstanceOf(StoreException.class);
    assertThatThrownBy(round::run).isInstanceOf(StoreException.class);
    assertThat(queue.looks).hasSize(1);
    queue.away = false;
    assertThat(round.run()).isEqualTo(Next.IDLE);
    assertThat(ids()).containsExactly(1L);
    assertThat(queue.stored).isEmpty();
  }

  private static smsgateway.api.PduCodec.StatusReport report() {
    return new smsgateway.api.PduCodec.StatusReport(
        1, "+391234567", Optional.empty(), Optional.empty(), 0);
  }

  @Test
  void workThatIsOnlyPostponedIsNotAskedForAtOnce() throws StoreException {
    directory.remove("desk@example.com");
    queue.add(pdu(1, "PDU"));

    assertThat(run()).isEqualTo(Next.IDLE);
    assertThat(queue.stored.poll()).hasOnlyElementsOfType(Decision.Postponed.class);
  }

  @Test
  void whatIsLoggedOfAFaultHoldsNoMessage() {
    assertThat(DecisionRound.place(new IllegalStateException("text +391234567")))
        .startsWith("java.lang.IllegalStateException at ")
        .doesNotContain("text +391234567");
  }
}
