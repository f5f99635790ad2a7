package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import smsgateway.api.Journal;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.Via;

/** Which of several modems gets a message, and which message a modem gets first. */
interface WayContract extends StoreContract {
  /** Patience of the ways here. */
  Duration MINUTE = Duration.ofMinutes(1);

  /** A way over these modems in their order. */
  static Via over(boolean only, String... modems) {
    return new Via(List.of(modems).stream().map(List::of).toList(), only, MINUTE, 0, "a test");
  }

  private static Via urgent(int priority) {
    return Via.ANY.atLeast(priority);
  }

  private long modem(String name) throws StoreException {
    return store().queue.openSession(name, "sim of " + name);
  }

  private boolean gets(long session) throws StoreException {
    return store().queue.nextSubmit(session).isPresent();
  }

  @Test
  default void whicheverModemIsFreeGetsTheNextMessage() throws StoreException {
    long north = modem("north");
    long south = modem("south");
    for (int i = 0; i < 3; i++) {
      store().planned("+49151000000" + i);
    }
    Submit slow = store().queue.nextSubmit(north).orElseThrow();
    Submit first = store().queue.nextSubmit(south).orElseThrow();
    assertThat(
            store().queue.advance(south, first.segmentId(), new SubmitOutcome.Submitted(1), true))
        .isPresent();
    assertThat(store().queue.advance(north, slow.segmentId(), new SubmitOutcome.Submitted(1), true))
        .isEmpty();
  }

  @Test
  default void aModemThatIsNotNamedNeverGetsWhatIsForOthersOnly() throws StoreException {
    long north = modem("north");
    long south = modem("south");
    store().planned(TestStore.NUMBER, 1, over(true, "north"));
    store().clock.pass(Duration.ofHours(2));
    assertThat(gets(south)).isFalse();
    store().restart();
    store().clock.pass(Duration.ofHours(2));
    assertThat(gets(south)).isFalse();
    assertThat(gets(north)).isTrue();
  }

  @Test
  default void eachMessageGoesItsOwnWay() throws StoreException {
    long north = modem("north");
    long south = modem("south");
    long only = store().planned("+491510000001", 1, over(true, "south"));
    long other = store().planned("+491510000002", 1, over(true, "north"));
    long preferred = store().planned("+491510000003", 1, over(false, "south"));
    Via patient = new Via(List.of(List.of("south")), false, Duration.ofHours(1), 0, "a test");
    long waits = store().planned("+491510000004", 1, patient);
    Submit first = store().queue.nextSubmit(north).orElseThrow();
    assertThat(store().state(other)).isEqualTo("SUBMITTING");
    store().queue.advance(north, first.segmentId(), new SubmitOutcome.Submitted(1), false);
    store().clock.pass(MINUTE);
    Submit second = store().queue.nextSubmit(north).orElseThrow();
    assertThat(store().state(preferred)).isEqualTo("SUBMITTING");
    store().queue.advance(north, second.segmentId(), new SubmitOutcome.Submitted(2), false);
    assertThat(gets(north)).isFalse();
    assertThat(gets(south)).isTrue();
    assertThat(store().state(only)).isEqualTo("SUBMITTING");
    assertThat(store().state(waits)).isEqualTo("QUEUED");
  }

  @Test
  default void oneWayIsStoredOnceHoweverManyGoIt() throws StoreException, SQLException {
    for (int i = 0; i < 3; i++) {
      store().planned("+49151000000" + i, 1, over(true, "north"));
      store().restart();
    }
    store().planned("+491510000009", 1, over(false, "north"));
    assertThat(store().sql("SELECT COUNT(DISTINCT way) FROM segment")).isEqualTo(2);
  }

  @Test
  default void theNextChoiceGetsItOnceTheFormerHasNotAskedForLong() throws StoreException {
    long north = modem("north");
    long south = modem("south");
    long east = modem("east");
    store().planned(TestStore.NUMBER, 2, over(true, "north", "south"));
    assertThat(gets(south)).isFalse();
    store().clock.pass(MINUTE.minusMillis(1));
    assertThat(gets(south)).isFalse();
    store().clock.pass(Duration.ofMillis(1));
    assertThat(gets(east)).isFalse();
    assertThat(gets(south)).isTrue();
    assertThat(gets(north)).isFalse();
  }

  @Test
  default void aPreferredModemIsWaitedForWhileItAsks() throws StoreException {
    long north = modem("north");
    long south = modem("south");
    store().planned("+491510000001", 1, over(false, "north"));
    store().planned("+491510000002", 1, over(false, "north"));
    store().clock.pass(MINUTE);
    Submit first = store().queue.nextSubmit(north).orElseThrow();
    assertThat(gets(south)).isFalse();
    store().clock.pass(MINUTE.minusMillis(1));
    assertThat(gets(south)).isFalse();
    store().queue.advance(north, first.segmentId(), new SubmitOutcome.Retry("busy"), true);
    store().clock.pass(MINUTE.minusMillis(1));
    assertThat(gets(south)).isFalse();
    store().clock.pass(Duration.ofMillis(1));
    assertThat(gets(south)).isTrue();
  }

  @Test
  default void aLeapOfTheClockMakesNoModemAbsentAndNoneImmortal() throws StoreException {
    modem("north");
    long south = modem("south");
    store().planned(TestStore.NUMBER, 1, over(false, "north"));
    store().clock.set(Duration.ofHours(3));
    store().pending();
    assertThat(gets(south)).isFalse();
    store().clock.set(Duration.ofHours(-3));
    store().pending();
    store().clock.pass(MINUTE);
    assertThat(gets(south)).isTrue();
  }

  @Test
  default void equalsShareTheWork() throws StoreException {
    Via both = new Via(List.of(List.of("north", "south")), true, MINUTE, 0, "");
    long north = modem("north");
    long south = modem("south");
    store().planned("+491510000001", 1, both);
    store().planned("+491510000002", 1, both);
    assertThat(gets(north)).isTrue();
    assertThat(gets(south)).isTrue();
  }

  @Test
  default void aSimIsFoundInWhateverModemItIs() throws StoreException {
    long north = store().queue.openSession("north", "262011");
    long south = store().queue.openSession("south", "262012");
    store().planned(TestStore.NUMBER, 1, over(true, Via.SIM + "262012"));
    assertThat(gets(north)).isFalse();
    assertThat(gets(south)).isTrue();
  }

  @Test
  default void aRestartForgetsNoWay() throws StoreException {
    modem("north");
    store().planned(TestStore.NUMBER, 1, over(true, "north"));
    store().restart();
    assertThat(gets(modem("south"))).isFalse();
    assertThat(gets(modem("north"))).isTrue();
  }

  @Test
  default void ofSeveralWaysTheOneWhoseFirstMessageWaitsLongestComesFirst() throws StoreException {
    long north = modem("north");
    long named = store().planned("+491510000001", 1, over(true, "north"));
    store().clock.pass(Duration.ofSeconds(1));
    long any = store().planned("+491510000002");
    store().clock.pass(Duration.ofSeconds(1));
    long last = store().planned("+491510000003", 1, over(true, "north"));
    for (long expected : List.of(named, any, last)) {
      Submit submit = store().queue.nextSubmit(north).orElseThrow();
      assertThat(store().state(expected)).isEqualTo("SUBMITTING");
      store().queue.advance(north, submit.segmentId(), new SubmitOutcome.Submitted(1), false);
    }
  }

  @Test
  default void whatIsUrgentPassesWhatWaitsAlsoToTheSameNumber() throws StoreException {
    long north = modem("north");
    store().planned("+491510000001");
    long normal = store().planned(TestStore.NUMBER);
    long high = store().planned(TestStore.NUMBER, 1, urgent(1));
    long higher = store().planned(TestStore.NUMBER, 1, urgent(2));
    for (long expected : List.of(higher, high)) {
      Submit submit = store().queue.nextSubmit(north).orElseThrow();
      assertThat(store().state(expected)).isEqualTo("SUBMITTING");
      store().queue.advance(north, submit.segmentId(), new SubmitOutcome.Submitted(1), false);
    }
    assertThat(store().state(normal)).isEqualTo("QUEUED");
  }

  @Test
  default void aFaultOfItsModemLeavesAMessageItsPlaceTwice() throws StoreException {
    TestStore store = store();
    long north = modem("north");
    long urgent = store.planned(TestStore.NUMBER, 1, urgent(9));
    store.planned("+491510000001");
    for (int fault = 1; fault <= 3; fault++) {
      store.clock.pass(Duration.ofSeconds(1));
      Submit submit = store.queue.nextSubmit(north).orElseThrow();
      assertThat(store.state(urgent)).isEqualTo("SUBMITTING");
      store.queue.advance(north, submit.segmentId(), new SubmitOutcome.ModemFault("hung"), false);
    }
    store.queue.nextSubmit(north);
    assertThat(store.state(urgent)).isEqualTo("QUEUED");
  }

  @Test
  default void whatWaitsForAnAbsentModemHoldsOthersToItsNumberBackForTenMinutesAtMost()
      throws StoreException {
    long south = modem("south");
    store().planned(TestStore.NUMBER, 1, over(true, "north"));
    store().planned(TestStore.NUMBER);
    store().clock.pass(Duration.ofMinutes(10).minusMillis(1));
    assertThat(gets(south)).isFalse();
    store().clock.pass(Duration.ofMillis(1));
    assertThat(gets(south)).isTrue();
  }

  @Test
  default void whyTellsTheRuleAndTheModemsThatAreWaitedFor() throws StoreException {
    long id = store().planned(TestStore.NUMBER, 1, over(false, "north", "south").atLeast(3));
    Journal.Story story = store().journal.why(id).orElseThrow();
    String phrase =
        "over modem north, then modem south, then any modem"
            + " (the next one when one is away for 1 min)";
    assertThat(story.over()).isEqualTo(phrase);
    assertThat(story.steps())
        .extracting(Journal.Step::cause)
        .contains("1 SMS, " + phrase + ", priority 3 (a test)");
  }

  @Test
  default void theRestOfAMessageWaitsForTheModemThatBeganItAndWhySaysSo() throws StoreException {
    TestStore store = store();
    long north = modem("north");
    long south = modem("south");
    long id = store.planned(TestStore.NUMBER, 2, urgent(0));
    Submit first = store.queue.nextSubmit(north).orElseThrow();
    store.queue.advance(north, first.segmentId(), new SubmitOutcome.Submitted(1), false);
    store.clock.pass(Duration.ofHours(23));
    assertThat(gets(south)).isFalse();
    assertThat(store.journal.why(id).orElseThrow().over())
        .startsWith("over modem north only, which began with it");
    store.clock.pass(Duration.ofHours(2));
    store.pending();
    assertThat(store.journal.show(id).orElseThrow().segments().get(1).state().name())
        .isEqualTo("EXPIRED");
  }

  @Test
  default void whatIsSentOnceMoreWaitsTenMinutesForItsModemAndThenGoesOverAnother()
      throws StoreException {
    TestStore store = store();
    long north = modem("north");
    long south = modem("south");
    long id = store.planned(TestStore.NUMBER);
    Submit first = store.queue.nextSubmit(north).orElseThrow();
    store.queue.advance(north, first.segmentId(), new SubmitOutcome.Unknown("gone"), false);
    store.clock.pass(Duration.ofSeconds(2));
    store.pending();
    assertThat(store.state(id)).isEqualTo("QUEUED");
    store.clock.pass(Duration.ofMinutes(10).minusSeconds(2).minusMillis(1));
    assertThat(gets(south)).isFalse();
    assertThat(store.journal.why(id).orElseThrow().over())
        .isEqualTo("over modem north, then any modem (the next one when one is away for 10 min)");
    store.clock.pass(Duration.ofMillis(1));
    Submit again = store.queue.nextSubmit(south).orElseThrow();
    assertThat(again.rejectDuplicates()).isFalse();
    store.queue.advance(south, again.segmentId(), new SubmitOutcome.ModemFault("hung"), false);
    assertThat(gets(north)).isTrue();
  }

  @Test
  default void aPartThatIsSentOnceMoreStaysWithTheModemOfItsMessage() throws StoreException {
    TestStore store = store();
    long north = modem("north");
    long south = modem("south");
    store.planned(TestStore.NUMBER, 2, urgent(0));
    Submit first = store.queue.nextSubmit(north).orElseThrow();
    store.queue.advance(north, first.segmentId(), new SubmitOutcome.Unknown("gone"), false);
    store.clock.pass(Duration.ofHours(1));
    store.pending();
    assertThat(gets(south)).isFalse();
    assertThat(gets(north)).isTrue();
  }

  @Test
  default void whatASimHasSentCountsInWhateverModemItIsAndAfterARestart() throws StoreException {
    TestStore store = store();
    long north = store.queue.openSession("north", "262011");
    long other = store.queue.openSession("other", "262012");
    sends(north, "+491510000001", new SubmitOutcome.Submitted(1));
    sends(other, "+491510000002", new SubmitOutcome.Submitted(1));
    store.clock.pass(Duration.ofMinutes(30));
    sends(north, "+491510000003", new SubmitOutcome.Unknown("no answer"));
    sends(north, "+491510000004", new SubmitOutcome.Retry("busy"));
    sends(north, "+491510000005", new SubmitOutcome.Rejected(1, "no"));
    sends(north, "+491510000006", new SubmitOutcome.ModemFault("hung"));
    store.clock.pass(Duration.ofMinutes(5));
    store.restart();
    long south = store.queue.openSession("south", "262011");
    assertThat(store.queue.sentOver(south, Duration.ofHours(1)))
        .containsExactlyInAnyOrder(Duration.ofMinutes(35), Duration.ofMinutes(5));
    assertThat(store.queue.sentOver(south, Duration.ofMinutes(35)))
        .containsExactly(Duration.ofMinutes(5));
  }

  private void sends(long session, String number, SubmitOutcome outcome) throws StoreException {
    store().planned(number);
    Submit submit = store().queue.nextSubmit(session).orElseThrow();
    store().queue.advance(session, submit.segmentId(), outcome, false);
  }
}
