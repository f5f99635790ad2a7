package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.MessageQueue;
import smsgateway.api.OutgoingMail;
import smsgateway.api.StoreException;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** What ended long ago is removed, and nothing else. */
interface PurgeContract extends StoreContract {
  Duration YEAR = Duration.ofDays(365);

  private static int purge(TestStore store) throws StoreException {
    return new Purge(new Tx(store.dataSource, List::of), () -> false)
        .before(store.clock.millis() - YEAR.toMillis());
  }

  /** One message, delivered and confirmed. */
  private static long delivered(TestStore store, long session) throws StoreException {
    store.clock.pass(Duration.ofSeconds(1));
    long id = store.planned(TestStore.NUMBER, 1, Confirm.ALWAYS);
    Submit submit = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(7), false);
    store.report(session, 7, TestStore.NUMBER, ReportClass.DELIVERED);
    for (OutgoingMail mail : store.mails()) {
      store.queue.mailDone(mail.id(), new MessageQueue.MailOutcome.Delivered());
    }
    return id;
  }

  private static long rows(TestStore store) throws SQLException {
    long rows = 0;
    for (String table :
        List.of(
            "source",
            "mail",
            "message",
            "segment",
            "attempt",
            "inbound",
            "inbound_recipient",
            "outgoing")) {
      rows += store.sql("SELECT COUNT(*) FROM " + table);
    }
    return rows + store.sql("SELECT COUNT(*) FROM transition WHERE kind <> 'ALL'");
  }

  @Test
  default void whatEndedLongAgoIsRemovedWithAllThatBelongsToIt()
      throws StoreException, SQLException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    delivered(store, session);
    delivered(store, session);
    store.clock.pass(YEAR.minusSeconds(5));
    assertThat(purge(store)).isZero();
    store.clock.pass(Duration.ofSeconds(10));
    assertThat(purge(store)).isGreaterThanOrEqualTo(8);
    assertThat(rows(store)).isZero();
  }

  @Test
  default void whatIsYoungerStaysWhole() throws StoreException, SQLException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long old = delivered(store, session);
    store.clock.pass(YEAR.plusSeconds(1));
    long young = delivered(store, session);
    long before = rows(store);
    purge(store);
    assertThat(store.journal.show(old)).isEmpty();
    assertThat(store.state(young)).isEqualTo("DELIVERED");
    assertThat(rows(store)).isEqualTo(before / 2);
  }

  /** Housekeeping would end them; here it does not run. */
  @Test
  default void whatIsOpenStaysHoweverOldItIs() throws StoreException, SQLException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    long unknown = store.planned("+4915112345001");
    Submit first = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, first.segmentId(), new SubmitOutcome.Unknown("silence"), false);
    long sent = store.planned("+4915112345002");
    Submit second = store.queue.nextSubmit(session).orElseThrow();
    store.queue.advance(session, second.segmentId(), new SubmitOutcome.Submitted(9), false);
    long inHand = store.planned("+4915112345003");
    assertThat(store.queue.nextSubmit(session)).isPresent();
    long queued = store.planned("+4915112345004");
    long accepted = store.accept("+4915112345005");
    store.queue.begin("still being read");
    store.clock.pass(YEAR.plusDays(1));
    purge(store);
    assertThat(store.state(unknown)).isEqualTo("UNKNOWN");
    assertThat(store.state(sent)).isEqualTo("SUBMITTED");
    assertThat(store.state(inHand)).isEqualTo("SUBMITTING");
    assertThat(store.state(queued)).isEqualTo("QUEUED");
    assertThat(store.journal.show(accepted)).isPresent();
    assertThat(store.sql("SELECT COUNT(*) FROM mail")).isEqualTo(5);
  }

  @Test
  default void aPduThatStillLiesInTheModemStaysKnown() throws StoreException, SQLException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    delivered(store, session);
    store.clock.pass(YEAR.plusDays(1));
    try (var connection = store.dataSource.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.executeUpdate("UPDATE inbound SET in_modem = 1");
    }
    purge(store);
    assertThat(store.sql("SELECT COUNT(*) FROM inbound")).isEqualTo(1);
  }

  @Test
  default void eachMessageIsATransactionOfItsOwn() throws StoreException, SQLException {
    TestStore store = store();
    long session = store.queue.openSession("north", TestStore.SIM);
    for (int i = 0; i < 5; i++) {
      delivered(store, session);
    }
    store.clock.pass(YEAR.plusDays(1));
    AtomicInteger asked = new AtomicInteger();
    int removed =
        new Purge(new Tx(store.dataSource, List::of), () -> asked.incrementAndGet() > 13)
            .before(store.clock.millis() - YEAR.toMillis());
    assertThat(removed).isEqualTo(13);
    assertThat(store.sql("SELECT COUNT(*) FROM outgoing")).isZero();
    assertThat(store.sql("SELECT COUNT(*) FROM inbound")).isZero();
    assertThat(store.sql("SELECT COUNT(*) FROM message")).isEqualTo(2);
    assertThat(store.sql("SELECT COUNT(*) FROM segment")).isEqualTo(2);
    assertThat(store.sql("SELECT COUNT(*) FROM source")).isEqualTo(5);
  }
}
