package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.MessageQueue;
import smsgateway.api.OutgoingMail;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/**
 * The database commits, and the answer is lost: what was handed out must not lie there for ever.
 */
interface LostAnswerContract extends StoreContract {

  @Test
  default void aClaimWhoseAnswerWasLostIsHandedOutAgain() throws StoreException {
    TestStore store = store();
    AtomicBoolean lost = new AtomicBoolean();
    MessageQueue queue = losing(store, lost);
    long id = store.planned(TestStore.NUMBER);
    long session = queue.openSession("north", TestStore.SIM);
    lost.set(true);
    assertThatThrownBy(() -> queue.nextSubmit(session)).isInstanceOf(StoreException.class);
    assertThat(store.state(id)).isEqualTo("SUBMITTING");
    Submit submit = queue.nextSubmit(session).orElseThrow();
    assertThat(submit.attempt()).isEqualTo(1);
    assertThat(queue.nextSubmit(session)).isEmpty();
    queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(1), true);
    assertThat(store.state(id)).isEqualTo("SUBMITTED");
  }

  @Test
  default void anOutcomeWhoseAnswerWasLostIsStoredOnceAndTheNextClaimIsNotLost()
      throws StoreException, SQLException {
    TestStore store = store();
    AtomicBoolean lost = new AtomicBoolean();
    MessageQueue queue = losing(store, lost);
    long first = store.planned(TestStore.NUMBER);
    long second = store.planned("+4915112345679");
    long session = queue.openSession("north", TestStore.SIM);
    long segment = queue.nextSubmit(session).orElseThrow().segmentId();
    SubmitOutcome outcome = new SubmitOutcome.Submitted(7);
    lost.set(true);
    assertThatThrownBy(() -> queue.advance(session, segment, outcome, true))
        .isInstanceOf(StoreException.class);
    Submit next = queue.advance(session, segment, outcome, true).orElseThrow();
    assertThat(next.segmentId()).isNotEqualTo(segment);
    assertThat(store.state(first)).isEqualTo("SUBMITTED");
    assertThat(store.state(second)).isEqualTo("SUBMITTING");
    assertThat(store.sql("SELECT COUNT(*) FROM attempt")).isEqualTo(1);
  }

  @Test
  default void aMailWhoseHandingOutWasLostIsHandedOutAgain() throws StoreException {
    TestStore store = store();
    AtomicBoolean lost = new AtomicBoolean();
    MessageQueue queue = losing(store, lost);
    long session = store.queue.openSession("north", TestStore.SIM);
    store.submitted(session, TestStore.NUMBER, 5, Confirm.ALWAYS);
    store.report(session, 5, TestStore.NUMBER, ReportClass.DELIVERED);
    lost.set(true);
    assertThatThrownBy(queue::nextMail).isInstanceOf(StoreException.class);
    assertThat(queue.nextMail()).isEmpty();
    store.clock.pass(Duration.ofSeconds(10));
    assertThat(queue.nextMail()).map(OutgoingMail::attempt).contains(2);
  }

  @Test
  default void aReceiptWhoseAnswerWasLostIsStoredOnce() throws StoreException, SQLException {
    TestStore store = store();
    AtomicBoolean lost = new AtomicBoolean();
    MessageQueue queue = losing(store, lost);
    long session = queue.openSession("north", TestStore.SIM);
    List<ReceivedPdu> pdus = List.of(new ReceivedPdu("0011", true));
    lost.set(true);
    assertThatThrownBy(() -> queue.receive(session, pdus)).isInstanceOf(StoreException.class);
    queue.receive(session, pdus);
    assertThat(store.sql("SELECT COUNT(*) FROM inbound")).isEqualTo(1);
  }

  /** A queue on the store's database; when told to, the answer to one commit is lost. */
  private static MessageQueue losing(TestStore store, AtomicBoolean lost) {
    DataSource source = store.dataSource;
    return new SqlQueue(
        proxy(
            DataSource.class,
            (method, arguments) -> {
              Object answer = method.invoke(source, arguments);
              return answer instanceof Connection real ? losing(real, lost) : answer;
            }),
        store.steady);
  }

  private static Connection losing(Connection real, AtomicBoolean lost) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object answer = method.invoke(real, arguments);
          if (method.getName().equals("commit") && lost.getAndSet(false)) {
            throw new SQLException("the answer is lost", "08006");
          }
          return answer;
        });
  }

  /** Answers calls of an interface. */
  interface Answering {
    Object answer(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Answering answering) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return answering.answer(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
